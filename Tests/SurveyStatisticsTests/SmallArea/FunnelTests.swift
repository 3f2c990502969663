import Testing

@testable import SurveyStatistics

@Suite("Funnel limits")
struct FunnelTests {
  @Test("exact and normal limits are those of scipy's binomial and normal distributions")
  func reference() throws {
    let rows = try #require(try Reference("smallarea").content["funnel_limits"]?["rows"]).elements
    #expect(rows.count == 6)
    for row in rows {
      let (target, size) = (try row.scalar("target"), try row.scalar("size"))
      let level = try row.scalar("level")
      let exact = FunnelLimits.exact(target: target, effectiveSize: size, level: level)
      expectAgreement(exact.lower, try row.scalar("lower"), floor: 1e-12, "lower")
      expectAgreement(exact.upper, try row.scalar("upper"), floor: 1e-12, "upper")
      let normal = FunnelLimits.normal(target: target, effectiveSize: size, level: level)
      expectAgreement(normal.lower, try row.scalar("normal_lower"), floor: 1e-12, "normal lower")
      expectAgreement(normal.upper, try row.scalar("normal_upper"), "normal upper")
    }
  }

  @Test("limits move smoothly with sizes that are not whole, and close in on the target")
  func effectiveSizes() {
    var widths: [Double] = []
    for size in stride(from: 20.0, through: 400, by: 38) {
      let before = FunnelLimits.exact(target: 0.84, effectiveSize: size - 0.01)
      let after = FunnelLimits.exact(target: 0.84, effectiveSize: size + 0.01)
      #expect((before.lower - after.lower).magnitude < 0.002)
      #expect((before.upper - after.upper).magnitude < 0.002)
      #expect(after.lower < 0.84 && after.upper > 0.84)
      widths.append(after.upper - after.lower)
    }
    #expect(widths == widths.sorted(by: >))
    #expect(FunnelLimits.exact(target: 0, effectiveSize: 9) == (0, 0))
    #expect(FunnelLimits.exact(target: 0.01, effectiveSize: 0.5).upper <= 1)
  }

  @Test("the tail of whole counts is the binomial one")
  func tail() {
    // P(X ≥ 1) of 3 with 0.1 each is 1 − 0.729; P(X ≥ 3) is 0.001.
    expectAgreement(
      FunnelLimits.upperTail(share: 1.0 / 3, target: 0.1, effectiveSize: 3), 0.271, "one")
    expectAgreement(FunnelLimits.upperTail(share: 1, target: 0.1, effectiveSize: 3), 0.001, "all")
    #expect(FunnelLimits.upperTail(share: 0, target: 0.1, effectiveSize: 3) == 1)
  }

  @Test("over-dispersion is that of numpy, and widens the limits")
  func overdispersion() throws {
    let source = try #require(try Reference("smallarea").content["overdispersion"])
    let target = try source.scalar("target")
    func measured(_ winsorised: Double) throws -> Overdispersion {
      Overdispersion(
        shares: try source.column("shares"), effectiveSizes: try source.column("sizes"),
        target: target, winsorised: winsorised)
    }
    let found = try measured(0.1)
    expectAgreement(found.factor, try source.scalar("phi"), "φ")
    expectAgreement(found.excessVariance, try source.scalar("tau2"), "τ²")
    let plain = try measured(0)
    expectAgreement(plain.factor, try source.scalar("phi_unwinsorised"), "φ")
    expectAgreement(plain.excessVariance, try source.scalar("tau2_unwinsorised"), "τ²")
    let naive = FunnelLimits.normal(target: target, effectiveSize: 500)
    let wide = FunnelLimits.normal(
      target: target, effectiveSize: 500, adjustment: found.additive)
    #expect(wide.lower < naive.lower && wide.upper > naive.upper)
    let doubled = FunnelLimits.normal(
      target: target, effectiveSize: 500, adjustment: .multiplicative(4))
    expectAgreement(target - doubled.lower, 2 * (target - naive.lower), "twice as wide")
  }

  @Test("differences that sampling explains leave the limits as they are")
  func withoutDispersion() {
    let found = Overdispersion(
      values: [-0.9, 0.8, -0.7, 0.9, .nan, 0.5], standardErrors: [1, 1, 1, 1, .nan, 1], target: 0)
    #expect(found.scores.count == 5)
    #expect(!found.isBeyondChance)
    #expect(found.multiplicative == .none && found.additive == .none)
    let one = Overdispersion(
      values: [-9, 1, -8, 1, 9], standardErrors: [1, 1, 1, 1, 1], target: 0, winsorised: 0)
    #expect(one.isBeyondChance && one.factor == 45.6)
    #expect(one.multiplicative == .multiplicative(45.6))
  }
}
