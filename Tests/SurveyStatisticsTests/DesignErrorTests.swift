import Testing

@testable import SurveyStatistics

@Suite("Designs that cannot be")
struct DesignErrorTests {
  struct Row: Sendable {
    let weights: [Double]
    let sizes: [Double]?
    let error: EstimationError
  }

  @Test(
    "are refused with the place of the mistake",
    arguments: [
      Row(weights: [1, -2, 1], sizes: nil, error: .negativeWeight(unit: 1)),
      Row(weights: [1, 1, .nan], sizes: nil, error: .weightNotFinite(unit: 2)),
      Row(weights: [1, 1, 1], sizes: [9, 0, 9], error: .invalidPopulationSize(unit: 1, stage: 1)),
      Row(weights: [1, 1, 1], sizes: [9, 9, 0.5], error: .populationSizesMixFractionsAndCounts),
      Row(
        weights: [1, 1, 1], sizes: [9, 9, 8],
        error: .populationSizeVaries(stratum: "Huế", stage: 1)),
      Row(
        weights: [1, 1, 1], sizes: [2, 2, 2],
        error: .populationSmallerThanSample(
          stratum: "Huế", stage: 1, population: 2, sampled: 3)),
    ])
  func impossible(row: Row) {
    #expect(throws: row.error) {
      try SampleDesign(
        weights: row.weights,
        stages: [
          SampleDesign.Stage(stratum: [0, 0, 0], cluster: [5, 6, 7], populationSize: row.sizes)
        ], stratumNames: ["Huế"])
    }
    #expect(!row.error.description.isEmpty)
  }

  @Test("a domain of nobody is an error, a column that nobody answered is missing")
  func emptiness() throws {
    let design = try SampleDesign(weights: [1, 2, 0], stages: [])
    #expect(throws: EstimationError.emptyDomain) {
      try design.mean(of: [[1, 2, 3]], in: [false, false, true])
    }
    let means = try design.mean(of: [[.nan, .nan, 3], [1, 4, 5]])
    #expect(means.values[0].isNaN && means.standardErrors[0].isNaN)
    #expect(means.sampleSizes == [0, 2])
    #expect(means.values[1] == 3)
    #expect(means.standardErrors[1] > 0)
  }

  @Test("sampling fractions stand for the population sizes that they imply")
  func fractions() throws {
    func variance(_ sizes: [Double]) throws -> Matrix {
      let stage = SampleDesign.Stage(
        stratum: [0, 0, 1, 1], cluster: [0, 1, 0, 1], populationSize: sizes)
      return try SampleDesign(weights: [1, 1, 1, 1], stages: [stage])
        .total(of: [[1, 5, 2, 9]]).covariance
    }
    let counts = try variance([8, 8, 4, 4])
    #expect(try variance([0.25, 0.25, 0.5, 0.5]) == counts)
    #expect(try variance([1, 1, 1, 1]) == Matrix([[0]]))
  }
}
