internal import SurveyModel

extension RenditionPlan {
  /// The cells as an export means them: what was not asked is empty, and what was not ticked is 0.
  func blanked(_ cells: [String]) -> [String] {
    var cells = cells
    if let blank, cells.contains(blank) {
      for column in cells.indices where cells[column] == blank && itemColumns.contains(column) {
        cells[column] = ""
      }
    }
    for columns in ticks where columns.allSatisfy({ $0 < cells.count }) {
      guard columns.contains(where: { RowDecoder.isTick(cells[$0].trimmed) == true }) else {
        continue
      }
      for column in columns where cells[column].trimmed.isEmpty { cells[column] = "0" }
    }
    return cells
  }
}
