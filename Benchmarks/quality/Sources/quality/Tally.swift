import Foundation
import SurveyQuality
import SurveySimulation

/// How many interviewers of each kind were flagged by each signal, and in how many studies honest ones.
struct Tally {
  private var studies = 0
  private var held: [Fabrication?: Int] = [:]
  private var flagged: [Fabrication?: [QualitySignal?: Int]] = [:]
  private var falseAlarms: [QualitySignal?: Int] = [:]
  private var falseShares: [Double] = []
  private let signals: [QualitySignal?] = QualitySignal.allCases + [nil]

  mutating func add(_ outcome: Scenario.Outcome) {
    studies += 1
    for interviewer in outcome {
      held[interviewer.fabrication, default: 0] += 1
      for signal in interviewer.flags {
        flagged[interviewer.fabrication, default: [:]][signal, default: 0] += 1
      }
    }
    for signal in signals
    where outcome.contains(where: { $0.fabrication == nil && $0.flags.contains(signal) }) {
      falseAlarms[signal, default: 0] += 1
    }
    let found = outcome.filter { $0.flags.contains(nil) }
    let wrong = found.count { $0.fabrication == nil }
    falseShares.append(found.isEmpty ? 0 : Double(wrong) / Double(found.count))
  }

  /// The tables in Markdown.
  var text: String {
    let kinds = Fabrication.allCases.filter { held[$0] != nil }
    let header =
      ["signal"] + kinds.map { "\($0.rawValue) found" } + [
        "honest flagged", "surveys with a false alarm",
      ]
    var lines = [
      "| " + header.joined(separator: " | ") + " |",
      "|---|" + header.dropFirst().map { _ in "--:|" }.joined(),
    ]
    for signal in signals {
      var cells = [signal?.rawValue ?? "**all together**"]
      for kind in kinds.map(Optional.init) + [nil] {
        cells.append(Tally.share(flagged[kind]?[signal] ?? 0, of: held[kind] ?? 0))
      }
      cells.append(Tally.share(falseAlarms[signal] ?? 0, of: studies))
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    let count = Double(max(1, studies))
    let mean = falseShares.reduce(0, +) / count
    let squares = falseShares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / max(1, count - 1) / count).squareRoot()
    let sentence =
      "False ones among those flagged all together: \(Tally.percent(mean)) % on average, standard error "
      + "\(Tally.percent(error))."
    return lines.joined(separator: "\n") + "\n\n" + sentence
  }

  /// A share in percent with Wilson's interval.
  private static func share(_ hits: Int, of total: Int) -> String {
    guard total > 0 else { return "–" }
    let size = Double(total)
    let share = Double(hits) / size
    let z = 1.959_963_984_540_054
    let scale = 1 + z * z / size
    let middle = (share + z * z / (2 * size)) / scale
    let half = z / scale * (share * (1 - share) / size + z * z / (4 * size * size)).squareRoot()
    return "\(percent(share)) (\(percent(max(0, middle - half)))–\(percent(min(1, middle + half))))"
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
