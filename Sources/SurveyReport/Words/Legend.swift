import SurveyModel

/// The markers that stand for values not shown in one table or chart, and what they mean.
///
/// One reason for all missing values is `[x]`; several are told apart as `[x1]`, `[x2]`, in order
/// of appearance.
struct Legend: Hashable, Sendable {
  /// The marker of a withheld value.
  static let suppressed = "[c]"

  /// The marker of a value that is not available.
  static let unavailable = "[x]"

  private let hasSuppressed: Bool
  private let reasons: [String]

  /// The legend of what is not shown among `cells`.
  init(_ cells: some Sequence<Cell>) {
    var hasSuppressed = false
    var reasons: [String] = []
    for cell in cells {
      switch cell.resolved {
      case .suppressed: hasSuppressed = true
      case .notAvailable(let reason) where !reasons.contains(reason): reasons.append(reason)
      case .notAvailable, .text, .number, .interval: break
      }
    }
    self.hasSuppressed = hasSuppressed
    self.reasons = reasons
  }

  /// The legend of a table.
  init(_ table: Table) { self.init(table.rows.lazy.flatMap(\.cells)) }

  /// The legend of the values of a chart.
  init(_ chart: DotWhiskerChart) {
    self.init(chart.rows.lazy.map { $0.mark.cell(digits: chart.digits) })
  }

  /// The marker for a value that is missing for a reason.
  func marker(for reason: String) -> String {
    let stated = reasons.filter { !$0.isEmpty }
    guard reasons.count > 1, let index = stated.firstIndex(of: reason) else {
      return Self.unavailable
    }
    return "[x\(index + 1)]"
  }

  /// One line for each marker that occurs.
  func lines(in language: Language) -> [String] {
    let withheld =
      hasSuppressed ? ["\(Self.suppressed) \(LocalizedText.suppressed[language])"] : []
    return withheld
      + reasons.map { reason in
        let meaning = "\(marker(for: reason)) \(LocalizedText.notAvailable[language])"
        return reason.isEmpty ? meaning : "\(meaning): \(reason)"
      }
  }
}
