import Testing

@testable import SurveyStatistics

@Suite("Estimates joined from parts")
struct JoinedEstimatesTests {
  private static let x = (0..<24).map { Double(($0 * 7) % 11) }
  private static let y = (0..<24).map { Double(($0 * 5) % 13) }

  private func design() throws -> SampleDesign {
    try SampleDesign(
      weights: (0..<24).map { Double(1 + $0 % 3) },
      stages: [
        SampleDesign.Stage(
          stratum: (0..<24).map { $0 / 12 }, cluster: (0..<24).map { ($0 % 12) / 3 })
      ])
  }

  @Test("have the covariance of estimates made together, with PSUs and with replicates")
  func means() throws {
    let sample = try design()
    let designs: [any SurveyDesign] = [sample, try sample.jackknife()]
    for design in designs {
      let together = try design.mean(of: [Self.x, Self.y])
      let joined = try design.joined([
        try design.mean(of: [Self.x]), try design.mean(of: [Self.y]),
      ])
      #expect(joined.values == together.values)
      #expect(joined.sampleSizes == together.sampleSizes)
      #expect(joined.degreesOfFreedom == together.degreesOfFreedom)
      for (one, other) in zip(joined.covariance.elements, together.covariance.elements) {
        expectAgreement(one, other, relative: 1e-12, "covariance")
      }
    }
  }

  @Test("know how a quantile goes with a mean, and leave the mean alone where it has no variance")
  func quantiles() throws {
    let sample = try design()
    let median = try sample.quantile(of: [Self.x], probabilities: [0.5, 1])
    let mean = try sample.mean(of: [Self.x])
    let joined = try sample.joined([median.estimates, mean])
    expectAgreement(
      joined.standardErrors[0], median.estimates.standardErrors[0], relative: 1e-12, "median")
    #expect(joined.standardErrors[2] == mean.standardErrors[0])
    #expect(joined.covariance[0, 2] > 0)
    let open = try sample.quantile(
      of: [Self.x], probabilities: [1], options: QuantileOptions(interval: .beta))
    let withOpen = try sample.joined([open.estimates, mean])
    #expect(withOpen.covariance[0, 0].isNaN && withOpen.covariance[0, 1].isNaN)
    #expect(withOpen.standardErrors[1] == mean.standardErrors[0])
  }

  @Test("The correlation of a design is that of its PSUs within its strata")
  func correlation() throws {
    let sample = try design()
    let direct = IntraclassCorrelation(
      of: Self.x, clusters: (0..<24).map { ($0 % 12) / 3 }, groups: (0..<24).map { $0 / 12 })
    #expect(sample.intraclassCorrelation(of: Self.x) == direct)
    let half = (0..<24).map { $0 < 12 }
    #expect(sample.intraclassCorrelation(of: Self.x, in: half)?.degreesOfFreedom == 3)
    #expect(sample.intraclassCorrelation(of: Self.x.map { _ in 0 }) == nil)
  }
}
