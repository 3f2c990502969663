internal import SurveyModel

/// The columns of a block while it is made, by their position in the layout.
struct BlockColumns {
  private let layout: TableLayout
  private(set) var rowCount: Int
  /// Of closed columns; empty for others.
  var closed: [[UInt8]]
  /// Of number columns; empty for others.
  var numbers: [[Double]]
  /// Of integer columns; empty for others.
  var integers: [[Int32]]
  /// Of text columns the positions among their texts; empty for others.
  var texts: [[Int32]]

  init(_ layout: TableLayout, rowCount: Int) {
    self.layout = layout
    self.rowCount = rowCount
    closed = layout.columns.map { _ in [] }
    numbers = layout.columns.map { _ in [] }
    integers = layout.columns.map { _ in [] }
    texts = layout.columns.map { _ in [] }
  }

  /// Fills the columns that no field of the file has.
  mutating func fillAbsent() {
    for (position, column) in layout.columns.enumerated() {
      switch column.kind {
      case .closed where closed[position].isEmpty:
        closed[position] = Array(repeating: MissingKind.blank.code, count: rowCount)
      case .number where numbers[position].isEmpty:
        numbers[position] = Array(repeating: .nan, count: rowCount)
      case .integer where integers[position].isEmpty:
        integers[position] = Array(repeating: 0, count: rowCount)
      case .text where texts[position].isEmpty:
        texts[position] = Array(repeating: -1, count: rowCount)
      case .closed, .number, .integer, .text: break
      }
    }
  }

  /// Adds a row without values.
  mutating func appendRow() {
    rowCount += 1
    for (position, column) in layout.columns.enumerated() {
      switch column.kind {
      case .closed: closed[position].append(MissingKind.blank.code)
      case .number: numbers[position].append(.nan)
      case .integer: integers[position].append(0)
      case .text: texts[position].append(-1)
      }
    }
  }

  /// The byte of a closed column in a row; that of a blank in columns of other kinds.
  func code(_ column: Int, _ row: Int) -> UInt8 {
    closed[column].isEmpty ? MissingKind.blank.code : closed[column][row]
  }

  /// Whether the column of an item holds an answer; an option that was not ticked is none by itself.
  func isAnswered(_ column: Int, _ row: Int, isMultiple: Bool) -> Bool {
    switch layout.columns[column].kind {
    case .closed:
      let code = closed[column][row]
      return MissingKind(code: code) == nil && !(isMultiple && code == 0)
    case .number: return !numbers[column][row].isNaN
    case .text: return texts[column][row] >= 0
    case .integer: return false
    }
  }

  /// The columns of the rows that are kept.
  ///
  /// - Parameters:
  ///   - keeps: For each row whether it is kept.
  ///   - values: For each text column its texts.
  /// - Returns: A column for each of the layout's.
  func columns(keeping keeps: [Bool], texts values: [[String]]) -> [ResponseTable.Column] {
    let isWhole = !keeps.contains(false)
    func kept<Value>(_ column: [Value]) -> [Value] {
      isWhole ? column : zip(column, keeps).compactMap { $1 ? $0 : nil }
    }
    return layout.columns.enumerated().map { position, column in
      switch column.kind {
      case .closed: .closed(kept(closed[position]))
      case .number: .number(kept(numbers[position]))
      case .integer: .integer(kept(integers[position]))
      case .text: .text(TextColumn(values: values[position], indices: kept(texts[position])))
      }
    }
  }
}
