import SurveyModel
import SurveyReport

/// One line that tells how far a work is.
struct ProgressBar {
  let text: String

  /// The line for a step, so long after the beginning; at most 79 characters.
  init(_ step: WorkProgress.Step, after time: Duration, language: Language) {
    let isVietnamese = language == .vietnamese
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    let style = NumberStyle(language)
    func whole(_ number: Double) -> String { style.string(number, digits: 0) }
    let name = step.file.printable
    var parts = [name.count > 18 ? name.prefix(17) + "…" : name].filter { !$0.isEmpty }
    if let total = step.total, total > 0 {
      let share = min(1, Double(step.bytes) / Double(total))
      let full = Int(share * 10)
      parts.append(
        String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full)
          + " \(whole(share * 100)) % / \(style.string(Double(total) / 1e6, digits: 1)) MB")
    }
    var rows = "\(whole(Double(step.rows))) " + (isVietnamese ? "phiếu" : "rows")
    if seconds > 0, step.rows > 0 { rows += " (\(whole(Double(step.rows) / seconds))/s)" }
    parts.append(rows)
    if let total = step.total, step.bytes > 0, total > step.bytes {
      let left = whole(seconds * Double(total - step.bytes) / Double(step.bytes))
      parts.append(isVietnamese ? "còn \(left) s" : "\(left) s left")
    }
    text = String(parts.joined(separator: " · ").prefix(79))
  }
}
