internal import SurveyModel

/// Tells the rows below a table that are no forms: signatures, dates, names and notes.
///
/// A row is a form, whatever its words, where it has a unit of the study, or a unit and a number, or any
/// answer. Of the others those are passed over that begin as such rows do, and those below them or below a
/// row of totals.
struct FooterRows {
  private let known: KnownHeaders
  private let headers: [String]
  private let formColumns: [Int]
  private let itemColumns: Set<Int>
  private let unitColumn: Int?
  private var finder: UnitFinder
  /// By sheet whether the table has ended, as far as has been seen.
  private var hasEnded: [Bool]

  private static let beginnings = [
    "nguoi lap", "nguoi tong hop", "nguoi nhap", "nguoi kiem tra", "nguoi bao cao", "nguoi ky",
    "nguoi duyet", "can bo tong hop", "ghi chu", "luu y", "xac nhan", "thu truong", "lanh dao",
    "chu tich", "pho chu tich", "kt chu tich", "k t chu tich", "tm ubnd", "t m ubnd", "tm uy ban",
    "t m uy ban", "noi nhan", "ky ten", "ky ghi ro", "ky va ghi ro", "ky dong dau", "dai dien",
    "nguon", "het", "prepared by", "signature", "signed", "checked by", "approved by", "note",
    "notes", "source", "end of",
  ]

  init(_ plan: RenditionPlan, known: KnownHeaders) {
    self.known = known
    headers = plan.headers
    formColumns = plan.formColumns
    itemColumns = plan.itemColumns
    let unit = "columns.\(plan.study.columns.unit)"
    unitColumn = plan.headers.firstIndex { known.meaning(of: $0) == unit }
    finder = UnitFinder(plan.study.units, on: plan.study.referenceDate)
    hasEnded = plan.rows.sheets.map { _ in false }
  }

  /// Takes note of a row of totals.
  mutating func endTable(of sheet: Int) { hasEnded[sheet] = true }

  /// Takes note of a row that heads further forms.
  mutating func beginTable(of sheet: Int) { hasEnded[sheet] = false }

  /// Whether a row is no form; to be asked of all rows in their order.
  mutating func isFooter(_ cells: [String], sheet: Int) -> Bool {
    // Most rows are forms with all that marks one.
    let isFooter = !isForm(cells) && isFooterText(cells, below: hasEnded[sheet])
    hasEnded[sheet] = isFooter
    return isFooter
  }

  /// Whether a row has what marks a form.
  mutating func isForm(_ cells: [String]) -> Bool {
    func text(_ column: Int) -> String { column < cells.count ? cells[column].trimmed : "" }
    if !formColumns.isEmpty, formColumns.allSatisfy({ !text($0).isEmpty }) { return true }
    if let unitColumn, !text(unitColumn).isEmpty, finder.find(text(unitColumn)) != .unknown {
      return true
    }
    return itemColumns.contains { isAnswer(text($0), column: $0) }
  }

  private func isAnswer(_ text: String, column: Int) -> Bool {
    guard !text.isEmpty, column < headers.count else { return false }
    if let isAnswer = known.isAnswer(text, below: headers[column]) { return isAnswer }
    // Of a tick, a number or a day; words may be anything.
    return RowDecoder.isTick(text) != nil
      || text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
  }

  private func isFooterText(_ cells: [String], below end: Bool) -> Bool {
    let texts = cells.map(\.trimmed).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return false }
    if texts.contains(where: FooterRows.begins) { return true }
    // A number of a form, if nothing else of it, is no signature.
    let hasNumber = formColumns.contains {
      $0 < cells.count && $0 != unitColumn && cells[$0].contains(where: \.isNumber)
    }
    return end && !hasNumber
  }

  /// Whether a text begins as those of signatures and notes do, or is the day of a signature.
  private static func begins(_ text: String) -> Bool {
    let key = FoldedText(text).key
    if beginnings.contains(where: { key == $0 || key.hasPrefix($0 + " ") }) { return true }
    let words = key.split(separator: " ")
    guard let day = words.firstIndex(of: "ngay"), let month = words.firstIndex(of: "thang"),
      let year = words.firstIndex(of: "nam")
    else { return false }
    return day < month && month < year && words.count <= 12
  }
}
