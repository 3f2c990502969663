import Foundation

/// The table of all scenarios, as Markdown.
struct Report {
  var tallies: [(scenario: Scenario, tally: Tally)]
  var methods: [Method]

  var text: String {
    let columns = ["p", "ρ", "PSUs", "none or all"] + methods.map(\.rawValue)
    var lines = ["| " + columns.joined(separator: " | ") + " |"]
    lines.append("|" + columns.map { _ in "---|" }.joined())
    for (scenario, tally) in tallies {
      let fixed = [
        decimals(scenario.share, 2), decimals(scenario.correlation, 2),
        "\(scenario.clusters) × \(scenario.clusterSize)", decimals(tally.constantShare, 2),
      ]
      let cells = methods.map { method in
        let coverage = tally.coverage(method)
        let width = tally.meanWidth(method)
        let text = decimals(coverage, 3)
        let shown = coverage >= 0.93 && coverage <= 0.97 ? "**\(text)**" : text
        return "\(shown) / \(width.isFinite ? decimals(width, 3) : "–")"
      }
      lines.append("| " + (fixed + cells).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  private func decimals(_ value: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits)f", value)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }
}
