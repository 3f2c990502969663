internal import DelimitedText

/// The records of a delimited text in UTF-8.
final class TextRows: RowSource {
  let sheets = [""]
  private var reader: RecordReader
  private let repairs: [Int: (String) -> String]

  /// - Parameters:
  ///   - bytes: The text.
  ///   - dialect: Its delimiter and quote.
  ///   - repairs: By field what undoes what had gone wrong with it.
  init(_ bytes: [UInt8], dialect: Dialect, repairs: [Int: (String) -> String] = [:]) {
    reader = RecordReader(bytes, dialect: dialect)
    self.repairs = repairs
  }

  func next() throws(ImportError) -> SourceRow? {
    guard let step = reader.next() else { return nil }
    switch step {
    case .fault: return SourceRow(lines: reader.lines, content: .broken(Array(reader.rawBytes())))
    case .record:
      var cells = (0..<reader.fieldCount).map { reader.string($0) ?? "" }
      for (field, repair) in repairs where field < cells.count {
        cells[field] = repair(cells[field])
      }
      return SourceRow(lines: reader.lines, content: .cells(cells))
    }
  }
}
