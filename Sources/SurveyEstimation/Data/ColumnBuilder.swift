internal import DelimitedText

/// A column on its way: each text becomes the position of its level.
///
/// A short text is looked up by its bytes, and a single digit or letter in a table, so that a cell
/// costs no `String` unless it is the first of its level.
struct ColumnBuilder {
  private var levels: [String] = []
  private var positions: [String: Int] = [:]
  /// The positions of texts of one byte, −1 for what is missing, −2 for what has not come.
  private var bytePositions = [Int](repeating: -2, count: 256)
  /// The positions of texts of up to 7 bytes, −1 for what is missing.
  private var shortPositions: [UInt64: Int] = [:]
  private var codes: [Int] = []
  /// The short text that came last, and its position: neighbours are often alike.
  private var last: (key: UInt64, position: Int) = (0, -1)

  /// Makes room for as many rows.
  init(rowCount: Int = 0) { codes.reserveCapacity(rowCount) }

  /// Appends a field of the reader's record.
  mutating func append(_ field: Int, of reader: borrowing RecordReader) {
    if reader.byteCount(of: field) == 1 {
      let byte = Int(reader.byte(0, of: field))
      if bytePositions[byte] == -2 {
        bytePositions[byte] = position(of: reader.string(field) ?? "")
      }
      return codes.append(bytePositions[byte])
    }
    guard let key = reader.packed(field) else {
      codes.append(position(of: reader.string(field) ?? ""))
      return
    }
    if key != last.key {
      if let known = shortPositions[key] {
        last = (key, known)
      } else {
        last = (key, position(of: reader.string(field) ?? ""))
        shortPositions[key] = last.position
      }
    }
    codes.append(last.position)
  }

  /// Appends a text.
  mutating func append(_ text: String) { codes.append(position(of: text)) }

  private mutating func position(of text: String) -> Int {
    guard !text.isEmpty, text != "NA", text != "." else { return -1 }
    if let position = positions[text] { return position }
    positions[text] = levels.count
    levels.append(text)
    return levels.count - 1
  }

  /// The column of all that was appended.
  ///
  /// - Parameter fileRows: The row of the file that each is from; nil where they are all of its rows.
  /// - Returns: The column.
  func column(fileRows: [Int]? = nil) -> DataColumns.Column {
    let values = levels.map(\.decimalNumber)
    let firstText = values.firstIndex { $0 == nil }.flatMap { codes.firstIndex(of: $0) }
    var column = DataColumns.Column(
      levels: levels, codes: codes,
      numbers: firstText == nil ? codes.map { $0 < 0 ? .nan : values[$0] ?? .nan } : nil,
      fileRows: fileRows)
    column.textRow = firstText.map { column.fileRow($0) }
    return column
  }
}

extension String {
  /// The text as a finite decimal number; `NaN`, `Inf` and hexadecimal digits are none.
  var decimalNumber: Double? {
    guard utf8.allSatisfy({ (0x30...0x39).contains($0) || ".+-eE".utf8.contains($0) }) else {
      return nil
    }
    return Double(self).flatMap { $0.isFinite ? $0 : nil }
  }
}
