import Testing

@testable import SurveyStatistics

@Suite("Quantiles")
struct QuantileTests {
  private let values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]

  private func quantile(
    _ p: Double, _ rule: QuantileRule, weights: [Double]? = nil, values: [Double]? = nil
  ) -> Double {
    let values = values ?? self.values
    return WeightedValues(
      values, over: Array(values.indices), weights: weights ?? values.map { _ in 1 }
    ).quantile(p, rule: rule)
  }

  /// The nine types of Hyndman and Fan for equal weights, as numpy computes them
  /// (`numpy.quantile(values, [0.1, 0.3, 0.7, 0.8], method=…)`).
  @Test(
    "with equal weights are those of Hyndman and Fan",
    arguments: [
      (QuantileRule.hyndmanFan1, [1.0, 3, 5, 6]), (.hyndmanFan2, [1, 3, 5, 6]),
      (.hyndmanFan4, [1, 2.6, 5, 5.6]), (.hyndmanFan5, [1, 3, 5, 6.2]),
      (.hyndmanFan6, [1, 2.9, 5.1, 6.8]), (.hyndmanFan7, [1.1, 3, 5, 5.8]),
      (.hyndmanFan8, [1, 3, 5, 6.4]), (.hyndmanFan9, [1, 3, 5, 6.35]),
    ] as [(QuantileRule, [Double])])
  func types(rule: QuantileRule, expected: [Double]) {
    for (p, number) in zip([0.1, 0.3, 0.7, 0.8], expected) {
      expectAgreement(quantile(p, rule), number, relative: 1e-12, "\(rule) \(p)")
    }
  }

  @Test("never leave the range of the values", arguments: QuantileRule.allCases)
  func range(rule: QuantileRule) {
    for p in [0, 0.001, 0.05, 0.5, 0.999, 1] {
      #expect((1...9).contains(quantile(p, rule)), "\(p)")
    }
    #expect(quantile(0.001, rule) == 1)
    #expect(quantile(1, rule) == 9)
    #expect(quantile(0.4, rule, values: [7]) == 7)
  }

  @Test(
    "do not depend on the order of units or the scale of weights", arguments: QuantileRule.allCases)
  func invariance(rule: QuantileRule) {
    var generator = SeededGenerator(seed: 11)
    let values = (0..<40).map { _ in generator.uniform() }
    let weights = (0..<40).map { _ in 0.5 + generator.uniform() }
    let order = values.indices.shuffled(using: &generator)
    for p in [0.07, 0.31, 0.5, 0.86] {
      let plain = quantile(p, rule, weights: weights, values: values)
      #expect(
        plain
          == quantile(p, rule, weights: order.map { weights[$0] }, values: order.map { values[$0] })
      )
      // Shah and Vaish's rule depends on the scale, as in R.
      guard rule != .shahVaish else { continue }
      expectAgreement(
        quantile(p, rule, weights: weights.map { 8 * $0 }, values: values), plain, relative: 1e-12,
        "scale")
    }
  }

  @Test("of two groups have the covariance that their shares have, and contrasts of it")
  func covariance() throws {
    let table = try DataTable(named: "apiclus1")
    let design = try Reference("p04_apiclus1_onestage_fpc").design()
    let groups = Grouping(codes: table.levels("stype"), count: 3)
    let quantiles = try design.quantile(
      of: [table.numbers("api00")], probabilities: [0.25, 0.5], by: groups)
    #expect(quantiles.estimates.values.count == 6)
    for (group, type) in ["E", "H", "M"].enumerated() {
      let alone = try design.quantile(
        of: [table.numbers("api00")], probabilities: [0.5], in: try table.mask("stype=='\(type)'"))
      #expect(alone.estimates.values[0] == quantiles.estimates.values[3 + group])
      expectAgreement(
        alone.estimates.standardErrors[0], quantiles.estimates.standardErrors[3 + group],
        relative: 1e-12, type)
    }
    let matrix = quantiles.estimates.covariance
    // The data leave some limits of small groups open, and with them the variance.
    let known = (0..<6).filter { !matrix[$0, $0].isNaN }
    #expect(known.count == 4 && known.contains(3) && known.contains(5))
    for i in known {
      for j in known {
        let bound = (matrix[i, i] * matrix[j, j]).squareRoot()
        #expect(matrix[i, j].magnitude <= bound * (1 + 1e-12))
        #expect(matrix[i, j] == matrix[j, i])
      }
    }
    let difference = quantiles.estimates.combined([[0, 0, 0, 1, 0, -1]])
    #expect(difference.standardErrors[0] > 0)
    let variable = try design.covariance(of: difference.variables)
    expectAgreement(variable[0, 0], difference.covariance[0, 0], relative: 1e-10, "difference")
  }

  @Test("have a limit that is open where the data set none")
  func open() throws {
    let design = try SampleDesign(weights: Array(repeating: 1, count: 12), stages: [])
    let options = QuantileOptions(interval: .inversion)
    let extreme = try design.quantile(of: [values], probabilities: [0.02, 0.5], options: options)
    #expect(extreme.lower[0] == -.infinity)
    #expect(extreme.upper[0].isFinite && extreme.estimates.standardErrors[0].isNaN)
    #expect(extreme.lower[1].isFinite && extreme.upper[1].isFinite)
    #expect(throws: EstimationError.replicatesMissing) {
      try design.quantile(
        of: [values], probabilities: [0.5], options: QuantileOptions(interval: .replicates))
    }
  }
}
