internal import SurveyStatistics

/// How alike the interviews of one interviewer are in the mean score: the interviewers' effect.
///
/// The intra-class correlation of interviews within interviewers (analysis of variance, see
/// `IntraclassCorrelation`), with the probability of one as great if interviews had been dealt out to the
/// interviewers by chance. They are dealt within primary sampling units where some unit has two
/// interviewers; otherwise among all, and then interviewers cannot be told from the places where they
/// work: a correlation may well be that of the places.
public struct InterviewerCorrelation: Hashable, Sendable {
  /// ρ, 0…1.
  public let value: Double
  /// (b + 1)/(m + 1) for b of m random assignments that gave as much.
  public let pValue: Double
  /// Whether interviews were dealt within primary sampling units, so that ρ's p-value is the interviewers' own.
  public let isWithinClusters: Bool

  /// - Parameters:
  ///   - scores: The mean score of each interview, NaN where it has none.
  ///   - interviewers: The interviewer of each.
  ///   - clusters: The primary sampling unit of each; the same for all where there is none.
  ///   - permutations: How often interviews are dealt out by chance.
  ///   - seed: What decides how.
  init?(scores: [Double], interviewers: [Int], clusters: [Int], permutations: Int, seed: UInt64) {
    let used = scores.indices.filter { !scores[$0].isNaN }
    let values = used.map { scores[$0] }
    let owners = used.map { interviewers[$0] }
    guard let observed = IntraclassCorrelation(of: values, clusters: owners) else { return nil }
    let byCluster = Dictionary(grouping: used.indices, by: { clusters[used[$0]] })
    let isWithin =
      byCluster.count > 1 && byCluster.values.contains { Set($0.map { owners[$0] }).count > 1 }
    let pools = isWithin ? byCluster.sorted { $0.key < $1.key }.map(\.value) : [Array(used.indices)]
    var generator = SeededGenerator(seed: seed)
    var reached = 0
    var dealt = owners
    for _ in 0..<permutations {
      for pool in pools where pool.count > 1 {
        for place in stride(from: pool.count - 1, to: 0, by: -1) {
          dealt.swapAt(pool[place], pool[generator.index(below: place + 1)])
        }
      }
      let drawn = IntraclassCorrelation(of: values, clusters: dealt)?.value ?? 0
      if drawn >= observed.value - 1e-12 { reached += 1 }
    }
    value = observed.value
    pValue = Double(reached + 1) / Double(permutations + 1)
    isWithinClusters = isWithin
  }
}
