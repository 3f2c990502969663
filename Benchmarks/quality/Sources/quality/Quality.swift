import Foundation

/// Prints how often planted fraud is found, and how often honest interviewers are flagged.
///
/// The first argument is the number of studies of each scenario, 100 unless given; the second, how often
/// answers are shuffled, 99 unless given.
@main
struct Quality {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let studies = numbers.first ?? 100
    let permutations = numbers.dropFirst().first ?? 99
    print("\(studies) studies a scenario, \(permutations) shuffles. Wilson intervals of 95 %.")
    for (number, scenario) in Scenario.all.enumerated() {
      var tally = Tally()
      for study in 0..<studies {
        tally.add(scenario.outcome(seed: UInt64(100_000 * (number + 1) + study), permutations))
      }
      print("\n### \(scenario.title)\n\n\(tally.text)")
    }
  }
}
