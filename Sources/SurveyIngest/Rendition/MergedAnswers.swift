internal import Spreadsheets
internal import SurveyModel

/// The answers that a merged cell gives to columns or rows that have none of their own.
struct MergedAnswers {
  private var count = 0
  private var places: [(sheet: Int, cell: CellReference)] = []

  /// Takes note of the answers of a record.
  mutating func look(at record: RenditionPlan.Record, itemColumns: Set<Int>) {
    for (position, column) in record.merged where itemColumns.contains(position) {
      count += 1
      guard places.count < 5 else { continue }
      places.append(
        (record.sheet, CellReference(row: record.lines.lowerBound, column: column + 1)))
    }
  }

  /// Says how many there are, and where the first stand.
  func tell(_ sheets: [String], _ understanding: inout FileUnderstanding) {
    guard count > 0 else { return }
    let list =
      places.map { "\(sheets[$0.sheet])!\($0.cell)" }.joined(separator: ", ")
      + (count > places.count ? ", …" : "")
    understanding.add(
      "merged-answers",
      vi: "\(count) ô trả lời lấy theo ô đã gộp; hãy xem có đúng là cùng câu trả lời: \(list)",
      en:
        "\(count) answers are taken from merged cells; see whether each is meant for all: \(list)",
      isWarning: true)
  }
}
