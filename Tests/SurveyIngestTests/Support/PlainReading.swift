import DelimitedText
import SurveyModel

@testable import SurveyIngest

/// A batch read in the slow and obvious way: one record after the other, each decoded by itself.
struct PlainReading: Equatable {
  var rows: [[String]] = []
  var findings: [String] = []
  var read = 0
  var setAside = 0

  init(_ bytes: [UInt8], for study: Study) throws {
    guard let plan = try BatchPlan(bytes, isWhole: true, fileName: "dirty.csv", study: study)
    else { throw ImportError(file: "dirty.csv", problems: [.empty]) }
    if let fault = UTF8Fault(firstIn: bytes) {
      throw ImportError(file: "dirty.csv", problems: [.notUTF8(line: fault.line)])
    }
    var decoder = RowDecoder(
      study: study, plan: plan.columns, layout: plan.layout, headers: plan.matches.map(\.header),
      file: "dirty.csv")
    var recordOfKey: [String: Int] = [:]
    var reader = RecordReader(bytes, dialect: plan.dialect)
    _ = reader.next()
    while let step = reader.next() {
      let fields = reader.fieldCount
      if case .record = step, (0..<fields).allSatisfy({ reader.isBlank($0) }) { continue }
      read += 1
      func finding(_ rule: FindingRule, _ expected: Expectation = .nothing) -> Finding {
        Finding(
          rule: rule,
          position: SourcePosition(
            file: "dirty.csv", line: reader.lines.lowerBound, lastLine: reader.lines.upperBound,
            record: reader.recordNumber), expected: expected)
      }
      var found: [Finding] = []
      var isAccepted = false
      if case .fault(let fault) = step {
        found = [finding(fault.kind == .strayQuote ? .strayQuote : .unclosedQuote)]
      } else if fields != plan.headers.count {
        let rule: FindingRule = fields < plan.headers.count ? .tooFewFields : .tooManyFields
        found = [finding(rule, .fields(plan.headers.count))]
      } else if (0..<fields).allSatisfy({ reader.string($0) == plan.headers[$0] }) {
        found = [finding(.repeatedHeader)]
      } else {
        isAccepted = decoder.decode(reader)
        found = decoder.findings
        let column = plan.layout.position(of: TableLayout.key)
        if let key = column.flatMap({ decoder.texts[$0] }) {
          if let first = recordOfKey[key] {
            found.append(finding(.repeatedKey, .keyOf(record: first)))
            isAccepted = false
          } else {
            recordOfKey[key] = reader.recordNumber
          }
        }
      }
      findings += found.map(\.line)
      setAside += isAccepted ? 0 : 1
      if isAccepted {
        rows.append(
          zip(plan.layout.columns.indices, plan.layout.columns).map { column, layout in
            switch layout.kind {
            case .closed: "\(decoder.codes[column])"
            case .number: "\(decoder.numbers[column])"
            case .text: decoder.texts[column].map { "\"\($0)\"" } ?? "nil"
            case .integer:
              layout.name == TableLayout.record
                ? "\(reader.recordNumber)" : "\(reader.lines.lowerBound)"
            }
          })
      }
    }
  }

  /// The same by blocks, as the program reads.
  init(_ bytes: [UInt8], for study: Study, blockBytes: Int) throws {
    var reader = try BatchReader(
      bytes, fileName: "dirty.csv", study: study, blockBytes: blockBytes)
    while let block = try reader.nextBlock() { rows += block.values() }
    findings = reader.findings.map(\.line)
    read = reader.source.readCount
    setAside = reader.source.setAsideCount
  }
}

extension ResponseTable {
  /// For each row the values of all columns but those left out, as text.
  func values(without left: Set<String> = []) -> [[String]] {
    (0..<rowCount).map { row in
      zip(layout.columns, columns).compactMap { layout, column in
        if left.contains(layout.name) { return nil }
        return switch column {
        case .closed(let codes): "\(codes[row])"
        case .number(let values): "\(values[row])"
        case .integer(let values): "\(values[row])"
        case .text(let texts): texts[row].map { "\"\($0)\"" } ?? "nil"
        }
      }
    }
  }
}
