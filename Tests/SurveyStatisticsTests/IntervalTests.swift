import Testing

@testable import SurveyStatistics

@Suite("Confidence intervals of shares")
struct IntervalTests {
  @Test(
    "agree with R's svyciprop", arguments: ["p08_ciprop_apiclus1", "p09_ciprop_apistrat"])
  func svyciprop(file: String) throws {
    let reference = try Reference(file)
    let table = try reference.table()
    let design = try reference.design()
    var compared = 0
    for test in reference.cases {
      let expected = try #require(test["expected"])
      let text = try #require(test["r"]?.text)
      let condition = try #require(text.firstMatch(of: /I\(([^)]+)\)/))
      let column = try table.mask(String(condition.1)).map { $0 ? 1.0 : 0 }
      let share = try design.mean(
        of: [column], in: try SurveyCall(text, on: table).domain())
      #expect(share.sampleSizes.map { Double($0) } == [test["n"]?.number])
      #expect(share.degreesOfFreedom.map { Double($0) } == [test["degf"]?.number])
      // The design fixes the share of a stratum: R's limits there are 0.5 for any share.
      let isFixed = (expected["mean"]?["se"]?.number ?? 0) < 1e-12
      if expected["boundary"]?.flag == true || isFixed {
        expectNoInterval(share)
        continue
      }
      let level = try #require(test["level"]?.number)
      // R fits a model for the logit interval, which converges to about 1e-8.
      for (name, tolerance) in [("mean", 1e-9), ("beta", 1e-8), ("xlogit", 1e-8), ("logit", 1e-6)] {
        let method = try #require(IntervalMethod(rawValue: name == "xlogit" ? "logit" : name))
        try compare(
          share.confidenceInterval(at: 0, method: method, level: level), expected[name],
          tolerance: tolerance, "\(text) \(name)")
      }
      // R's later definition: p(1 − p)/v for the effective size, and t.
      let (value, variance) = (share.values[0], share.covariance[0, 0])
      try compare(
        .wilson(
          share: value, effectiveSize: value * (1 - value) / variance,
          degreesOfFreedom: Double(share.degreesOfFreedom[0]), level: level),
        expected["wilson"], tolerance: 1e-8, "\(text) wilson")
      compared += 1
    }
    #expect(compared >= 5)
  }

  private func compare(
    _ interval: ConfidenceInterval?, _ expected: JSONValue?, tolerance: Double, _ name: String
  ) throws {
    let interval = try #require(interval)
    let expected = try #require(expected)
    expectAgreement(
      interval.lower, try #require(expected["lower"]?.number), relative: tolerance, name)
    expectAgreement(
      interval.upper, try #require(expected["upper"]?.number), relative: tolerance, name)
  }

  /// No event, or events only: the sample knows no variance, so only a bound from elsewhere helps.
  private func expectNoInterval(_ share: Estimates) {
    for method in IntervalMethod.allCases where method != .mean && method != .normal {
      #expect(share.confidenceInterval(at: 0, method: method) == nil, "\(method)")
    }
  }

  @Test("of an equal-weight simple random sample are the textbook ones")
  func simpleRandomSample() throws {
    let column = (0..<40).map { $0 < 6 ? 1.0 : 0 }
    let design = try SampleDesign(weights: [Double](repeating: 3, count: 40), stages: [])
    let share = try design.mean(of: [column])
    expectAgreement(share.effectiveSizes[0], 40, relative: 1e-12, "effective size")
    // scipy 1.17.1: binomtest(6, 40).proportion_ci(method='wilson'); beta.ppf for the others.
    let rows: [(IntervalMethod, Double, Double)] = [
      (.wilson, 0.07061187717320358, 0.290723243664897),
      (.clopperPearson, 0.05710225815452586, 0.29835266683957645),
      (.jeffreys, 0.0651255151752081, 0.2833133595732522),
    ]
    for (method, lower, upper) in rows {
      let interval = try #require(share.confidenceInterval(at: 0, method: method))
      expectAgreement(interval.lower, lower, relative: 1e-12, "\(method)")
      expectAgreement(interval.upper, upper, relative: 1e-12, "\(method)")
      #expect(interval.method == method)
    }
  }

  @Test("of no event are bounds from 0, and of events only their mirror")
  func oneSided() throws {
    let none = try #require(ConfidenceInterval.noEvents(effectiveSize: 100, level: 0.95))
    expectAgreement(none.upper, 0.029513049607039932, relative: 1e-13, "1 − 0.05^(1/100)")
    #expect(none.lower == 0)
    let all = try #require(ConfidenceInterval.eventsOnly(effectiveSize: 100, level: 0.95))
    #expect(all.lower == 1 - none.upper && all.upper == 1)
    // With half the risk on one side, it is the upper end of the two-sided interval.
    let exact = try #require(ConfidenceInterval.clopperPearson(events: 0, of: 100, level: 0.9))
    expectAgreement(exact.upper, none.upper, relative: 1e-12, "two-sided at 90 %")
    #expect(exact.lower == 0)
    let wilson = try #require(ConfidenceInterval.wilson(share: 0, effectiveSize: 100))
    #expect(wilson.lower == 0 && wilson.upper > 0.03)
  }

  @Test("do not exist without degrees of freedom, or of what is not a number")
  func missing() {
    #expect(
      ConfidenceInterval.mean(estimate: 0.5, standardError: 0.1, degreesOfFreedom: 0) == nil)
    #expect(
      ConfidenceInterval.mean(estimate: .nan, standardError: 0.1, degreesOfFreedom: 5) == nil)
    #expect(ConfidenceInterval.normal(estimate: 0.5, standardError: .nan) == nil)
    #expect(
      ConfidenceInterval.logit(share: 0.5, standardError: 0, degreesOfFreedom: 5) == nil)
    #expect(ConfidenceInterval.wilson(share: 0.5, effectiveSize: .infinity) == nil)
    #expect(
      ConfidenceInterval.kornGraubard(
        share: 0.5, standardError: 0.1, sampleSize: 1, degreesOfFreedom: 5) == nil)
    #expect(ConfidenceInterval.clopperPearson(events: 3, of: 2) == nil)
    #expect(ConfidenceInterval.noEvents(effectiveSize: 0) == nil)
  }

  @Test("are wider when the effective size may not exceed the sample")
  func cap() throws {
    func interval(_ cap: EffectiveSizeCap) throws -> ConfidenceInterval {
      try #require(
        ConfidenceInterval.kornGraubard(
          share: 0.3, standardError: 0.01, sampleSize: 100, degreesOfFreedom: 99, cap: cap))
    }
    let capped = try interval(.sampleSize)
    let free = try interval(.none)
    #expect(capped.lower < free.lower && capped.upper > free.upper)
    let counted = try #require(ConfidenceInterval.clopperPearson(events: 30, of: 100))
    #expect(capped.lower == counted.lower && capped.upper == counted.upper)
  }
}
