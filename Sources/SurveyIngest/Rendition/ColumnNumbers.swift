internal import SurveyModel

/// How the numbers of a column are written, decided on all of them together.
struct ColumnNumbers: Sendable {
  /// Texts that can only have a decimal comma, as `3,75` and `1.234,5`.
  private(set) var commas = 0
  /// Texts that can only have a decimal point.
  private(set) var points = 0
  /// Texts that can be either: three digits behind a comma, or behind a point.
  private(set) var doubtfulCommas = 0
  private(set) var doubtfulPoints = 0
  /// Texts with commas between thousands, if points are decimal.
  private(set) var grouped = 0

  /// Texts with a point that may be decimal.
  var allPoints: Int { points + doubtfulPoints }

  /// Whether some texts can be read with either mark.
  var isDoubtful: Bool { doubtfulCommas + doubtfulPoints > 0 }

  private enum Form {
    case plain, comma, point, doubtfulComma, doubtfulPoint, other
  }

  mutating func add(_ text: String) {
    switch ColumnNumbers.form(of: text) {
    case .plain, .other: break
    case .comma: commas += 1
    case .point:
      points += 1
      if text.contains(where: { ", \u{00A0}\u{202F}".contains($0) }) { grouped += 1 }
    case .doubtfulComma:
      doubtfulCommas += 1
      grouped += 1
    case .doubtfulPoint: doubtfulPoints += 1
    }
  }

  /// The mark that all texts agree on.
  ///
  /// - Parameter assumed: The mark of the file where the column's own texts leave it open.
  /// - Returns: The mark; nil where no text has one, and where texts do not agree.
  func mark(assuming assumed: DecimalMark?) -> DecimalMark? {
    if commas > 0 { return points > 0 ? nil : .comma }
    if points > 0 { return .point }
    return doubtfulCommas + doubtfulPoints > 0 ? assumed : nil
  }

  /// The mark in a file that sipas wrote and somebody has mended, perhaps with another spreadsheet.
  ///
  /// Sipas parts no thousands, so whatever mark it has written is decimal, be it before three digits.
  ///
  /// - Parameter assumed: The mark of the file where the column has none but commas before three digits, which
  ///   somebody may have typed among points.
  /// - Returns: The mark; nil where no text has one, and where texts do not agree.
  func returnedMark(assuming assumed: DecimalMark?) -> DecimalMark? {
    if hasBothMarks { return nil }
    if allPoints > 0 { return .point }
    return commas > 0 ? .comma : doubtfulCommas > 0 ? assumed : nil
  }

  /// Whether some texts have a comma that may be decimal, and others a point.
  var hasBothMarks: Bool { commas + doubtfulCommas > 0 && allPoints > 0 }

  /// Whether some texts have a comma and others a point.
  var isMixed: Bool { commas > 0 && points > 0 }

  /// A text with a decimal point and nothing between thousands; nil where it is not so written.
  static func plain(_ text: String, mark: DecimalMark) -> String? {
    let form = form(of: text)
    let own: Character = mark == .comma ? "," : "."
    switch (form, mark) {
    case (.comma, .comma), (.point, .point), (.doubtfulComma, _), (.doubtfulPoint, _):
      let kept = text.trimmed.filter { $0.isNumber || $0 == "-" || $0 == own }
      return String(kept.map { $0 == own ? "." : $0 })
    case (.plain, _), (.other, _), (.comma, .point), (.point, .comma): return nil
    }
  }

  /// Cuts a number at commas and points; blanks between thousands are passed over.
  private static func form(of text: String) -> Form {
    var digits = text.trimmed[...]
    if digits.first == "-" || digits.first == "+" { digits.removeFirst() }
    let blanks: Set<Character> = [" ", "\u{00A0}", "\u{202F}"]
    let compact = digits.filter { !blanks.contains($0) }
    guard let first = compact.first, first.isASCII, first.isNumber,
      compact.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") })
    else { return .other }
    let marks = compact.filter { $0 == "," || $0 == "." }
    guard let last = marks.last else { return .plain }
    let groups = compact.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    guard groups.allSatisfy({ !$0.isEmpty }) else { return .other }
    let inner = groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
    if marks.count == 1 {
      if inner, groups[0] != "0" { return last == "," ? .doubtfulComma : .doubtfulPoint }
      return last == "," ? .comma : .point
    }
    let others = marks.dropLast()
    guard Set(others).count == 1, groups[0].count <= 3,
      groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 })
    else { return .other }
    // 1.234.567 has points between thousands, so its decimal mark is the comma.
    if others.first == last { return inner ? (last == "." ? .comma : .point) : .other }
    return last == "," ? .comma : .point
  }
}
