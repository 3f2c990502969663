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
      if expected["boundary"]?.flag == true {
        expectNoInterval(share)
        compared += 1
        continue
      }
      let level = try #require(test["level"]?.number)
      if (expected["mean"]?["se"]?.number ?? 0) < 1e-12 {
        try compareFixed(share, expected, level: level, text)
        compared += 1
        continue
      }
      // R fits a model for the logit and likelihood intervals, which converges to about 1e-8.
      for (name, tolerance) in [
        ("mean", 1e-9), ("beta", 1e-8), ("xlogit", 1e-8), ("asin", 1e-8), ("logit", 1e-6),
        ("likelihood", 1e-6),
      ] {
        let method = try #require(IntervalMethod(rawValue: name))
        let interval = share.confidenceInterval(at: 0, method: method, level: level)
        #expect(interval?.method == method)
        try compare(interval, expected[name], tolerance: tolerance, "\(text) \(name)")
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
    #expect(compared == reference.cases.count)
  }

  /// The design fixes the share of a stratum: no width, where R has an answer; where it fails (an
  /// error, NA, or 0.5 for any share), none.
  private func compareFixed(
    _ share: Estimates, _ expected: JSONValue, level: Double, _ name: String
  ) throws {
    for method in [IntervalMethod.mean, .logit, .xlogit, .asin] {
      try compare(
        share.confidenceInterval(at: 0, method: method, level: level), expected[method.rawValue],
        tolerance: method == .logit ? 1e-6 : 1e-9, "\(name) \(method)")
    }
    for method in [IntervalMethod.likelihood, .wilson, .kornGraubard] {
      #expect(share.confidenceInterval(at: 0, method: method, level: level) == nil)
    }
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
    #expect(
      ConfidenceInterval.asin(share: 0.5, standardError: 0, degreesOfFreedom: 5) == nil)
    #expect(
      ConfidenceInterval.asin(share: 1, standardError: 0.1, degreesOfFreedom: 5) == nil)
    #expect(
      ConfidenceInterval.likelihood(
        share: 0.5, standardError: 0, sampleSize: 9, degreesOfFreedom: 5) == nil)
    #expect(
      ConfidenceInterval.likelihood(
        share: 0.5, standardError: 0.1, sampleSize: 9, degreesOfFreedom: 0) == nil)
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

  @Test("stop at 0 and 1 on the scale of the arc sine, where R reflects them")
  func arcSineEnds() throws {
    // arcsin √0.02 = 0.1419; half the width is 0.1785.
    let low = try #require(
      ConfidenceInterval.asin(share: 0.02, standardError: 0.0255, degreesOfFreedom: .infinity))
    #expect(low.lower == 0 && low.upper > 0.09 && low.upper < 0.1)
    let high = try #require(
      ConfidenceInterval.asin(share: 0.98, standardError: 0.0255, degreesOfFreedom: .infinity))
    #expect(high.upper == 1)
    expectAgreement(high.lower, 1 - low.upper, relative: 1e-12, "the mirror")
  }

  @Test(
    "by the likelihood hold the shares whose deviance is below the limit",
    arguments: [(0.3, 0.05, 90, 14.0), (0.01, 0.006, 580, 2), (0.97, 0.002, 400, .infinity)])
  func exactLikelihood(share: Double, error: Double, size: Int, freedom: Double) throws {
    let interval = try #require(
      ConfidenceInterval.likelihood(
        share: share, standardError: error, sampleSize: size, degreesOfFreedom: freedom,
        profile: .exact))
    let t = try #require(twoSidedQuantile(level: 0.95, degreesOfFreedom: freedom))
    let count = Double(size)
    let effect = count * error * error / (share * (1 - share))
    for end in [interval.lower, interval.upper] {
      let kept = share * Libm.naturalLog(share / end)
      let other = (1 - share) * Libm.naturalLog((1 - share) / (1 - end))
      expectAgreement(
        2 * (count - 1) * (kept + other), t * t * effect, relative: 1e-8, "deviance at \(end)")
    }
    #expect(interval.lower > 0 && interval.lower < share)
    #expect(interval.upper < 1 && interval.upper > share)
    // R's profile gives nearly the same, or ends before the limit is reached.
    let coarse = try #require(
      ConfidenceInterval.likelihood(
        share: share, standardError: error, sampleSize: size, degreesOfFreedom: freedom))
    expectAgreement(coarse.lower, interval.lower, relative: 0.02, "R's profile")
    expectAgreement(coarse.upper, interval.upper, relative: 0.02, "R's profile")
  }
}
