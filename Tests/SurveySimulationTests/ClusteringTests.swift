import SurveyModel
import SurveySimulation
import SurveyStatistics
import Testing

@Suite("Answers cluster as stated")
struct ClusteringTests {
  /// One score of each closed item of the small form.
  private static let scores: [(item: String, codes: Set<String>)] = [
    ("counter", ["4", "5"]), ("counter", ["5"]), ("delay", ["1", "2"]), ("result", ["3"]),
    ("trouble", ["1", "2"]), ("visited", ["1"]),
  ]

  @Test(
    "the intra-class correlation of every item is the stated one", arguments: [0, 0.05, 0.2])
  func stated(icc: Double) throws {
    let study = Study.sample(
      try .small(), communes: 3000,
      simulation: SimulationSettings(icc: icc, incidentRates: [.harassment: 0.15]))
    let batch = Rehearsal(study, respondents: 36_000)
    let clusters = batch.numbered("commune")
    for (item, codes) in ClusteringTests.scores {
      let found = try #require(
        IntraclassCorrelation(of: batch.scores(item, codes), clusters: clusters))
      #expect((found.value - icc).magnitude < 0.015, "\(item) \(codes.sorted())")
    }
    let ages = batch["age"].map { Double($0) ?? .nan }
    let ofAge = try #require(IntraclassCorrelation(of: ages, clusters: clusters))
    #expect((ofAge.value - icc).magnitude < 0.015)
  }

  @Test("clusters told by a column hold the correlation, and units beyond them none")
  func column() throws {
    let design = DesignSpecification(stages: [SamplingStage(cluster: .column("hamlet"))])
    let study = Study.sample(
      try .small(), communes: 50, design: design, simulation: SimulationSettings(icc: 0.2))
    let batch = Rehearsal(study, respondents: 20_000)
    let values = batch.scores("counter", ["4", "5"])
    let hamlets = batch.numbered("hamlet")
    #expect(Set(hamlets).count == 800)
    let within = try #require(IntraclassCorrelation(of: values, clusters: hamlets))
    #expect((within.value - 0.2).magnitude < 0.03)
    let across = try #require(
      IntraclassCorrelation(of: values, clusters: batch.numbered("commune")))
    #expect(across.value < 0.03)
  }

  @Test("a cluster that is satisfied with one thing is so with another, and reports less")
  func mood() throws {
    let study = Study.sample(
      try .small(), communes: 1000,
      simulation: SimulationSettings(icc: 0.3, incidentRates: [.harassment: 0.2]))
    let batch = Rehearsal(study, respondents: 20_000)
    let clusters = batch.numbered("commune")
    let means: (String, Set<String>) -> [Double] = { item, codes in
      var sums = Array(repeating: (total: 0.0, count: 0.0), count: 1000)
      for (cluster, value) in zip(clusters, batch.scores(item, codes)) where !value.isNaN {
        sums[cluster].total += value
        sums[cluster].count += 1
      }
      return sums.map { $0.total / $0.count }
    }
    let counter = means("counter", ["4", "5"])
    #expect(correlation(counter, means("delay", ["1", "2"])) > 0.4)
    #expect(correlation(counter, means("trouble", ["1", "2"])) < -0.2)
    #expect(correlation(counter, means("visited", ["1"])).magnitude < 0.1)
  }

  private func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let means = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var sums = (0.0, 0.0, 0.0)
    for (x, y) in zip(left, right) {
      sums.0 += (x - means.0) * (y - means.1)
      sums.1 += (x - means.0) * (x - means.0)
      sums.2 += (y - means.1) * (y - means.1)
    }
    return sums.0 / (sums.1 * sums.2).squareRoot()
  }
}
