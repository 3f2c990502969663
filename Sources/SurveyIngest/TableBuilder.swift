internal import SurveyModel

/// Collects the rows of a block, column by column.
struct TableBuilder {
  private let layout: TableLayout
  private var columns: [ResponseTable.Column]
  private(set) var rowCount = 0

  init(layout: TableLayout) {
    self.layout = layout
    columns = ResponseTable(layout: layout).columns
  }

  /// Adds a row whose values stand by column.
  mutating func append(
    codes: [UInt8], numbers: [Double], texts: [String?], record: Int, line: Int
  ) {
    rowCount += 1
    for position in columns.indices {
      switch columns[position] {
      case .closed(var values):
        // Emptied first, so that the array is changed in place.
        columns[position] = .closed([])
        values.append(codes[position])
        columns[position] = .closed(values)
      case .number(var values):
        columns[position] = .number([])
        values.append(numbers[position])
        columns[position] = .number(values)
      case .integer(var values):
        columns[position] = .integer([])
        values.append(Int32(layout.columns[position].name == TableLayout.record ? record : line))
        columns[position] = .integer(values)
      case .text(var values):
        columns[position] = .text(TextColumn())
        values.append(texts[position])
        columns[position] = .text(values)
      }
    }
  }

  func table() -> ResponseTable {
    ResponseTable(layout: layout, rowCount: rowCount, columns: columns)
  }
}
