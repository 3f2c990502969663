import DelimitedText
import Foundation
import SurveyModel

@testable import SurveyIngest

/// A batch read in the slow and obvious way: one record after the other, each decoded by itself.
struct PlainReading: Equatable {
  var rows: [[String]] = []
  var findings: [String] = []
  /// Of each record set aside its bytes and what was found in it.
  var quarantine: [String] = []
  /// Of each row where its record stands.
  var records: [Range<Int>] = []
  var read = 0
  var setAside = 0
  var blankLines = 0

  /// Reads a batch; `use` is called with the decoder of each row that is kept.
  init(
    _ bytes: [UInt8], for study: Study, fileName: String = "dirty.csv",
    use: (RowDecoder) -> Void = { _ in }
  ) throws {
    guard let plan = try BatchPlan(bytes, isWhole: true, fileName: fileName, study: study)
    else { throw ImportError(file: fileName, problems: [.empty]) }
    if let fault = UTF8Fault(firstIn: bytes) {
      throw ImportError(file: fileName, problems: [.notUTF8(line: fault.line)])
    }
    var decoder = RowDecoder(
      study: study, plan: plan.columns, layout: plan.layout, headers: plan.matches.map(\.header),
      file: fileName)
    var recordOfKey: [String: (record: Int, line: Int)] = [:]
    var reader = RecordReader(bytes, dialect: plan.dialect)
    _ = reader.next()
    while let step = reader.next() {
      let fields = reader.fieldCount
      if case .record = step, (0..<fields).allSatisfy({ reader.isBlank($0) }) {
        blankLines += reader.lines.count
        continue
      }
      read += 1
      func finding(_ rule: FindingRule, _ expected: Expectation = .nothing) -> Finding {
        Finding(
          rule: rule,
          position: SourcePosition(
            file: fileName, line: reader.lines.lowerBound, lastLine: reader.lines.upperBound,
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
            found.append(finding(.repeatedKey, .keyOf(record: first.record, line: first.line)))
            isAccepted = false
          } else {
            recordOfKey[key] = (reader.recordNumber, reader.lines.lowerBound)
          }
        }
      }
      findings += found.map(\.line)
      if !isAccepted {
        setAside += 1
        quarantine.append(Self.aside(reader.rawBytes(), found))
      } else {
        use(decoder)
        records.append(reader.byteRange)
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
    blankLines += reader.blankLines
  }

  /// The same by blocks, as the program reads.
  init(_ bytes: [UInt8], for study: Study, blockBytes: Int) throws {
    var reader = try BatchReader(
      bytes, fileName: "dirty.csv", study: study, blockBytes: blockBytes)
    while let block = try reader.nextBlock() { rows += block.values() }
    take(reader.findings, reader.source)
    records = reader.source.records
  }

  /// The same by blocks of a file on disk, read ahead, as an import does; it keeps no places of rows.
  init(_ file: URL, for study: Study, blockBytes: Int? = nil) throws {
    if let blockBytes {
      var reader = try BatchReader(file, for: study, blockBytes: blockBytes)
      while let block = try reader.nextBlock() { rows += block.values() }
      take(reader.findings, reader.source)
    } else {
      let reader = try ReadAhead(file, for: study)
      while let block = try reader.nextBlock() { rows += block.values() }
      take(reader.findings, reader.source)
    }
  }

  private mutating func take(_ found: [Finding], _ source: BatchSource) {
    findings = found.map(\.line)
    quarantine = source.quarantine.map { Self.aside(source.text[$0.bytes], $0.findings) }
    read = source.readCount
    setAside = source.setAsideCount
    blankLines = source.blankLineCount
  }

  private static func aside(_ record: ArraySlice<UInt8>, _ found: [Finding]) -> String {
    "\(Array(record)): " + found.map(\.line).joined(separator: " / ")
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

extension PlainReading {
  /// Where two readings differ first, nil where they do not.
  func differs(from other: PlainReading) -> String? {
    func first(_ name: String, _ left: [String], _ right: [String]) -> String? {
      if let place = zip(left, right).enumerated().first(where: { $1.0 != $1.1 }) {
        return "\(name) \(place.offset): \(place.element.0) instead of \(place.element.1)"
      }
      return left.count == right.count ? nil : "\(left.count) \(name) instead of \(right.count)"
    }
    func counts(_ reading: PlainReading) -> [String] {
      ["\(reading.read)", "\(reading.setAside)", "\(reading.blankLines)"]
    }
    return first("rows", rows.map { "\($0)" }, other.rows.map { "\($0)" })
      ?? first("findings", findings, other.findings)
      ?? first("records set aside", quarantine, other.quarantine)
      ?? first("places", records.map { "\($0)" }, other.records.map { "\($0)" })
      ?? first("counts", counts(self), counts(other))
  }
}
