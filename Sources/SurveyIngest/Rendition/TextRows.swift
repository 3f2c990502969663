internal import DelimitedText

/// The records of a delimited text in UTF-8.
struct TextRows: RowSource {
  let sheets = [""]
  let bytes: [UInt8]
  let dialect: Dialect

  func forEachRow(_ body: (SourceRow) throws -> Void) throws {
    var reader = RecordReader(bytes, dialect: dialect)
    while let step = reader.next() {
      let content: SourceRow.Content =
        switch step {
        case .fault: .broken(Array(reader.rawBytes()))
        case .record: .cells((0..<reader.fieldCount).map { reader.string($0) ?? "" })
        }
      try body(SourceRow(lines: reader.lines, content: content))
    }
  }
}

extension TextRows {
  /// The dialect of a text whose header may stand below titles: the delimiter that parts the most fields
  /// in the first records.
  static func dialect(of bytes: [UInt8]) -> Dialect {
    let first = Dialect.detected(in: bytes)
    let head = Array(bytes.prefix(1 << 16))
    func width(_ dialect: Dialect) -> Int {
      var reader = RecordReader(head, dialect: dialect)
      var widths: [Int] = []
      while widths.count < HeaderLayout.depth, let step = reader.next() {
        if step == .record { widths.append(reader.fieldCount) }
      }
      // Of titles and questions most have commas; what parts fields does so in most records.
      return widths.isEmpty ? 0 : widths.sorted()[widths.count / 2]
    }
    let best = width(first)
    let others = [Dialect.comma, .semicolon, .tab, .pipe].filter { $0 != first }
    let widest = others.map { (dialect: $0, width: width($0)) }.max { $0.width < $1.width }
    return widest.map { $0.width > 2 * best ? $0.dialect : first } ?? first
  }
}
