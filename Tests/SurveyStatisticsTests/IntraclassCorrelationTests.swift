import Testing

@testable import SurveyStatistics

@Suite("Intra-class correlation")
struct IntraclassCorrelationTests {
  @Test("is that of the analysis of variance")
  func byHand() throws {
    // PSUs (1, 3) and (5, 7, 9): MSB = 6/5 × 25 = 30, MSW = (2 + 8)/3, m₀ = 5 − 13/5 = 2.4.
    let correlation = try #require(
      IntraclassCorrelation(of: [1, 3, 5, 7, .nan, 9], clusters: [0, 0, 1, 1, 1, 1]))
    expectAgreement(
      correlation.value, (30 - 10.0 / 3) / (30 + 1.4 * 10 / 3), relative: 1e-14, "ρ")
    #expect(correlation.degreesOfFreedom == 1)
  }

  @Test("is 1 where PSUs are alike inside and differ, and 0 where they differ too little")
  func ends() throws {
    let alike = try #require(IntraclassCorrelation(of: [0, 0, 1, 1], clusters: [0, 0, 1, 1]))
    #expect(alike.value == 1)
    let opposite = try #require(IntraclassCorrelation(of: [0, 1, 0, 1], clusters: [0, 0, 1, 1]))
    #expect(opposite.value == 0)
    #expect(opposite.designEffect(ofClusterSizes: [10, 30]) == 1)
    // m̄ = (100 + 900)/40 = 25.
    #expect(alike.designEffect(ofClusterSizes: [10, 30]) == 25)
  }

  @Test("leaves differences between groups out")
  func groups() throws {
    let values: [Double] = [0, 1, 0, 1, 10, 11, 10, 11]
    let clusters = [0, 0, 1, 1, 0, 0, 1, 1]
    let pooled = try #require(
      IntraclassCorrelation(
        of: values, clusters: clusters, groups: [0, 0, 0, 0, 1, 1, 1, 1]))
    #expect(pooled.value == 0)
    #expect(pooled.degreesOfFreedom == 2)
  }

  @Test(
    "is not defined without two PSUs, two values in a PSU, and a difference",
    arguments: [
      ([0.0, 1, 1], [0, 0, 0]), ([0, 1, 1], [0, 1, 2]), ([1, 1, 1, 1], [0, 0, 1, 1]), ([], []),
    ])
  func undefined(values: [Double], clusters: [Int]) {
    #expect(IntraclassCorrelation(of: values, clusters: clusters) == nil)
  }

  @Test("is recovered from data that have it", arguments: [0.05, 0.3])
  func recovery(correlation: Double) throws {
    var generator = SeededGenerator(seed: 42)
    var values: [Double] = []
    var clusters: [Int] = []
    for cluster in 0..<400 {
      let shared = NormalDistribution.quantile(generator.uniform())
      for _ in 0..<(5 + generator.index(below: 20)) {
        let own = NormalDistribution.quantile(generator.uniform())
        values.append(correlation.squareRoot() * shared + (1 - correlation).squareRoot() * own)
        clusters.append(cluster)
      }
    }
    let estimate = try #require(IntraclassCorrelation(of: values, clusters: clusters))
    #expect((estimate.value - correlation).magnitude < 0.04)
  }
}
