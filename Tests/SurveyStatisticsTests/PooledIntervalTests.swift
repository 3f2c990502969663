import Testing

@testable import SurveyStatistics

@Suite("Intervals with a pooled intra-class correlation")
struct PooledIntervalTests {
  @Test(
    "bound no event and events only from one side, where R gives no width, NaN or an error",
    arguments: [
      ("p08_ciprop_apiclus1", "zero_event"), ("p08_ciprop_apiclus1", "all_event"),
      ("p09_ciprop_apistrat", "zero_event"), ("p09_ciprop_apistrat", "all_event"),
    ])
  func boundary(file: String, name: String) throws {
    let reference = try Reference(file)
    let test = try #require(reference.cases.first { $0["name"]?.text == name })
    #expect(test["expected"]?["boundary"]?.flag == true)
    let table = try reference.table()
    let design = try reference.design()
    let isNone = name == "zero_event"
    let share = try design.mean(of: [table.rows.map { _ in isNone ? 0.0 : 1 }])
    // Districts are the PSUs of one file, schools those of the other; the correlation is that of
    // another answer of the same schools, since this one has none.
    let isClustered = file.contains("clus")
    let correlation =
      isClustered
      ? try #require(
        IntraclassCorrelation(
          of: table.texts("awards").map { $0 == "Yes" ? 1 : 0 }, clusters: table.levels("dnum")))
      : IntraclassCorrelation(assuming: 0)
    let size = design.effectiveSize(of: share.variables[0], correlation: correlation)
    let count = Double(table.rows.count)
    #expect(isClustered ? size < count && size > 15 : size <= count && size > 0.7 * count)
    let interval = try #require(
      design.shareInterval(of: share, at: 0, correlation: correlation))
    #expect(interval.method == .oneSidedExact)
    // At the bound, a sample without the event has a probability of 5 %.
    let open = isNone ? interval.upper : 1 - interval.lower
    #expect(isNone ? interval.lower == 0 : interval.upper == 1)
    expectAgreement(
      Libm.exponential(size * Libm.naturalLog(onePlus: -open)), 0.05, relative: 1e-9, "\(name)")
    #expect(open > 0.0145 && open < 0.1)
  }

  @Test("the design effect of weights and PSUs is the variance under the model, worked by hand")
  func designEffect() {
    let correlation = IntraclassCorrelation(assuming: 0.1)
    // PSU totals 3 and 5, squares 5 and 17, n = 4, W = 8.
    let effect = correlation.designEffect(ofWeights: [1, 2, 1, 4], clusters: [7, 7, 3, 3])
    expectAgreement(effect, 4 * (0.1 * 34 + 0.9 * 22) / 64, relative: 1e-14, "by hand")
    expectAgreement(
      correlation.designEffect(ofWeights: [3, 3, 3, 3, 3], clusters: [0, 0, 0, 1, 1]),
      correlation.designEffect(ofClusterSizes: [3, 2]), relative: 1e-14, "equal weights")
    // 1 + cv² of the weights 1, 2, 1, 4.
    expectAgreement(
      IntraclassCorrelation(assuming: 0).designEffect(
        ofWeights: [1, 2, 1, 4], clusters: [7, 7, 3, 3]),
      4 * 22 / 64.0, relative: 1e-14, "Kish")
    #expect(correlation.designEffect(ofWeights: [], clusters: []) == 1)
  }

  @Test(
    "are the rule for shares with events from 30 degrees of freedom on; with 29 logit is",
    arguments: [(30, 29, IntervalMethod.logit), (31, 30, .pooled)])
  func rule(psus: Int, freedom: Int, method: IntervalMethod) throws {
    let rows = 0..<psus * 6
    let cluster = rows.map { $0 / 6 }
    let event = rows.map { $0 % 6 <= $0 / 6 % 4 ? 1.0 : 0 }
    let design = try SampleDesign(
      weights: rows.map { _ in 1 },
      stages: [.init(stratum: rows.map { _ in 0 }, cluster: cluster)])
    let correlation = try #require(IntraclassCorrelation(of: event, clusters: cluster))
    #expect(correlation.degreesOfFreedom == freedom)
    let share = try design.mean(of: [event])
    let found = try #require(design.shareInterval(of: share, at: 0, correlation: correlation))
    #expect(found.method == method)
    #expect(
      found
        == design.shareInterval(of: share, at: 0, method: method, correlation: correlation))
  }

  @Test("are Wilson's for the pooled effective size, and need no second PSU")
  func interior() throws {
    let design = try SampleDesign(
      weights: (0..<30).map { 1 + Double($0 % 3) },
      stages: [.init(stratum: (0..<30).map { _ in 0 }, cluster: (0..<30).map { _ in 0 })],
      lonelyPSU: .certainty)
    let share = try design.mean(of: [(0..<30).map { $0 % 5 == 0 ? 1.0 : 0 }])
    #expect(share.confidenceInterval(at: 0, method: .logit) == nil)
    #expect(share.confidenceInterval(at: 0, method: .pooled) == nil)
    let correlation = IntraclassCorrelation(assuming: 0.05)
    let interval = try #require(
      design.shareInterval(of: share, at: 0, method: .pooled, correlation: correlation))
    let size = design.effectiveSize(of: share.variables[0], correlation: correlation)
    let wilson = try #require(
      ConfidenceInterval.wilson(share: share.values[0], effectiveSize: size))
    #expect(interval.lower == wilson.lower && interval.upper == wilson.upper)
    #expect(interval.method == .pooled && size < 13)
    let missing = try design.mean(
      of: [[Double](repeating: .nan, count: 30), [Double](repeating: 1, count: 30)])
    #expect(design.pooledInterval(of: missing, at: 0, correlation: correlation) == nil)
  }

  @Test("a correlation from few PSUs makes them wider, by t")
  func fewDegreesOfFreedom() throws {
    let values = [1.0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1]
    let clusters = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    let design = try SampleDesign(
      weights: values.map { _ in 1 },
      stages: [.init(stratum: values.map { _ in 0 }, cluster: clusters)])
    let share = try design.mean(of: [values])
    let estimated = try #require(IntraclassCorrelation(of: values, clusters: clusters))
    #expect(estimated.degreesOfFreedom == 2)
    let narrow = try #require(
      design.pooledInterval(
        of: share, at: 0, correlation: IntraclassCorrelation(assuming: estimated.value)))
    let wide = try #require(design.pooledInterval(of: share, at: 0, correlation: estimated))
    #expect(wide.lower < narrow.lower && wide.upper > narrow.upper)
  }

  @Test("Wilson's interval of counts is the textbook one")
  func wilsonCounts() throws {
    // scipy 1.17.1: binomtest(6, 40).proportion_ci(method='wilson')
    let interval = try #require(ConfidenceInterval.wilson(events: 6, of: 40))
    expectAgreement(interval.lower, 0.07061187717320358, relative: 1e-12, "lower")
    expectAgreement(interval.upper, 0.290723243664897, relative: 1e-12, "upper")
    #expect(ConfidenceInterval.wilson(events: 0, of: 40)?.lower == 0)
    #expect(ConfidenceInterval.wilson(events: 41, of: 40) == nil)
    #expect(ConfidenceInterval.wilson(events: 1, of: 0) == nil)
  }

  /// A small part of what Benchmarks/coverage does, so that a change for the worse is noticed.
  @Test("hold the true share in 95 of 100 samples, for rare events too", arguments: [0.84, 0.01])
  func coverage(truth: Double) throws {
    var generator = SeededGenerator(seed: 11)
    // A PSU has a share of 0 or twice the truth, or of 1 or 1 − 2(1 − truth): ρ is known.
    let rare = min(truth, 1 - truth)
    let correlation = IntraclassCorrelation(assuming: rare / (1 - rare))
    var held = 0
    let samples = 400
    for _ in 0..<samples {
      var values: [Double] = []
      for _ in 0..<6 {
        let share = generator.uniform() < 0.5 ? 0 : 2 * rare
        for _ in 0..<60 {
          let isRare = generator.uniform() < share
          values.append(isRare == (truth < 0.5) ? 1 : 0)
        }
      }
      let design = try SampleDesign(
        weights: values.map { _ in 1 },
        stages: [.init(stratum: values.map { _ in 0 }, cluster: values.indices.map { $0 / 60 })])
      let share = try design.mean(of: [values])
      let interval = try #require(
        design.pooledInterval(of: share, at: 0, correlation: correlation))
      if interval.lower <= truth && truth <= interval.upper { held += 1 }
    }
    // 95 % less three standard errors of 400 draws; not all, or they would be too wide.
    #expect(held >= 367 && held < 398, "\(held) of \(samples)")
  }
}
