internal import DelimitedText

/// A square matrix of joint inclusion probabilities, read from a file.
///
/// The file may have a header, a first column of names, or both; they are passed over, and rows and
/// columns stand for the PSUs in the order of the data.
struct JointProbabilities {
  /// The probabilities, row by row.
  let rows: [[Double]]

  init(_ file: TableFile) throws(EstimateError) {
    var records: [(line: Int, fields: [String])] = []
    var reader = RecordReader(file.bytes, dialect: .detected(in: file.bytes))
    while let step = reader.next() {
      guard case .record = step else {
        throw .unreadable(file: file.name, .broken(line: reader.lines.lowerBound))
      }
      records.append(
        (
          reader.lines.lowerBound,
          (0..<reader.fieldCount).map { Self.trimmed(reader.string($0) ?? "") }
        ))
    }
    let first = records.first?.fields ?? []
    // Names that are numbers, such as R's 1, 2, 3, are told from probabilities by the shape.
    let isAllNumbers = first.allSatisfy { Double($0) != nil }
    let hasHeader =
      records.count > (records.last?.fields.count ?? 0) || !isAllNumbers
      || first.count < (records.last?.fields.count ?? 0)
    if hasHeader { records = Array(records.dropFirst()) }
    let hasNames = records.first.map { $0.fields.count == records.count + 1 } ?? false
    var rows: [[Double]] = []
    for record in records {
      let row = record.fields.dropFirst(hasNames ? 1 : 0).map { Double($0) ?? .nan }
      guard row.count == records.count, row.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
        throw .notAJointMatrix(file: file.name, line: record.line, size: records.count)
      }
      rows.append(row)
    }
    if rows.isEmpty { throw .unreadable(file: file.name, .noHeader) }
    self.rows = rows
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
