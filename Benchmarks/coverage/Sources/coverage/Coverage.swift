import Foundation

/// Prints how often each interval holds the true share, and how wide it is.
///
/// The first argument is the number of samples of a row, 5,040 unless given.
@main
struct Coverage {
  static func main() async throws {
    let samples = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5_040
    print("Coverage / mean width of nominal 95 % intervals, \(samples) samples a row.")
    for pooling in Pooling.allCases {
      let tallies = try await tallies(pooling, samples: samples)
      if pooling == .many {
        print("\n### From the sample's own variance\n")
        print(Report(tallies: tallies, methods: Method.own).text)
      }
      print("\n### With \(pooling.title)\n")
      print(Report(tallies: tallies, methods: Method.pooling).text)
    }
  }

  private static func tallies(
    _ pooling: Pooling, samples: Int
  ) async throws -> [(scenario: Scenario, tally: Tally)] {
    let scenarios = Scenario.all(pooling)
    return try await withThrowingTaskGroup(of: (Int, Tally).self) { group in
      for (index, scenario) in scenarios.enumerated() {
        group.addTask {
          let seed = UInt64(
            7919 * (index + 1) + 1_000_003 * (Pooling.allCases.firstIndex(of: pooling) ?? 0))
          return (index, try Tally.run(scenario, samples: samples, seed: seed))
        }
      }
      var results: [Int: Tally] = [:]
      for try await (index, tally) in group { results[index] = tally }
      return scenarios.enumerated().compactMap { index, scenario in
        results[index].map { (scenario, $0) }
      }
    }
  }
}
