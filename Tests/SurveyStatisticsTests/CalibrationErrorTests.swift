import Testing

@testable import SurveyStatistics

@Suite("Calibrations that cannot be")
struct CalibrationErrorTests {
  private let weights: [Double] = [10, 10, 10, 10, 20, 20]

  private func sex(_ male: Double, _ female: Double) -> CalibrationMargin {
    CalibrationMargin(
      "sex", codes: [0, 0, 0, 1, 1, 1],
      totals: [ControlTotal("male", male), ControlTotal("female", female)])
  }

  private func area(_ totals: [Double]) -> CalibrationMargin {
    CalibrationMargin(
      "area", codes: [0, 1, 0, 1, 0, 1],
      totals: zip(["urban", "rural", "island"], totals).map { ControlTotal($0, $1) })
  }

  private func error(_ calibration: Calibration, weights: [Double]? = nil) -> CalibrationError? {
    do {
      _ = try calibration.calibrate(weights ?? self.weights)
      return nil
    } catch {
      #expect(!error.description.isEmpty)
      return error
    }
  }

  @Test("a category of the population without a sample is named, or left out on request")
  func emptyCell() throws {
    let margin = area([40, 30, 5])
    let expected = CalibrationError.emptyCell(
      UnmetTotal("area: island", target: 5, reached: 0))
    #expect(error(.poststratification(to: margin)) == expected)
    #expect(error(.raking(to: [sex(30, 45), margin])) == expected)
    #expect(error(.linear(to: [margin])) == expected)
    let ignored = try Calibration.poststratification(to: margin, emptyCells: .ignore)
      .apply(to: weights)
    #expect(ignored.reduce(0, +) == 70)
    var linear = Calibration.linear(to: [margin])
    linear.emptyCells = .ignore
    expectAgreement(
      try linear.apply(to: weights).reduce(0, +), 70, relative: 1e-12, "linear")
  }

  @Test("a category of the sample that the population has not is named")
  func absent() {
    let expected = CalibrationError.absentFromPopulation(
      UnmetTotal("sex: male", target: 0, reached: 30))
    #expect(error(.poststratification(to: sex(0, 50))) == expected)
    #expect(error(.raking(to: [sex(0, 50), area([20, 30])])) == expected)
    #expect(
      error(.exponential(to: [sex(0, 50)]))
        == .totalsNotMet([UnmetTotal("sex: male", target: 0, reached: 0)]))
  }

  @Test("margins of different sums contradict each other, and are named with what they imply")
  func conflict() throws {
    let found = error(.linear(to: [sex(30, 50), area([40, 45])]))
    guard case .conflictingTotals(let unmet, let others)? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(unmet.name == "area: rural")
    #expect(unmet.target == 45)
    expectAgreement(unmet.reached, 40, relative: 1e-12, "implied")
    #expect(others == ["sex: male", "sex: female", "area: urban"])
    // Raking meets the last margin and then cannot meet the first.
    guard case .totalsNotMet(let totals)? = error(.raking(to: [sex(30, 50), area([40, 45])])) else {
      Issue.record("raking to margins of different sums")
      return
    }
    #expect(totals.map(\.name).sorted() == ["sex: female", "sex: male"])
    #expect(totals.allSatisfy { $0.reached > $0.target })
  }

  @Test("a variable without differences is the size of the population again")
  func collinearVariable() {
    let constant = CalibrationMargin("age", values: [40, 40, 40, 40, 40, 40], total: 4000)
    guard
      case .conflictingTotals(let unmet, let others)? = error(
        .linear(to: [sex(30, 50), constant]))
    else {
      Issue.record("a constant variable with another total")
      return
    }
    #expect(unmet.name == "age")
    expectAgreement(unmet.reached, 3200, relative: 1e-12, "implied")
    #expect(others == ["sex: male", "sex: female"])
    let consistent = CalibrationMargin("age", values: [40, 40, 40, 40, 40, 40], total: 3200)
    #expect(error(.linear(to: [sex(30, 50), consistent])) == nil)
  }

  @Test("a total beyond its bounds is named with the nearest that the bounds allow")
  func outOfReach() {
    #expect(
      error(.linear(to: [sex(60, 50)], bounds: .ratio(0.5...1.5)))
        == .totalsNotMet([UnmetTotal("sex: male", target: 60, reached: 45)]))
    #expect(
      error(.logit(to: [sex(30, 10)], bounds: 0.5...1.5))
        == .totalsNotMet([UnmetTotal("sex: female", target: 10, reached: 25)]))
    #expect(
      error(.linear(to: [sex(30, 80)], bounds: .weight(5...25)))
        == .totalsNotMet([UnmetTotal("sex: female", target: 80, reached: 75)]))
  }

  @Test("totals that bounds allow one by one and not together are named with what was reached")
  func jointlyOutOfReach() throws {
    // Men are mostly urban and women mostly rural: both totals hang on two people of weight 10.
    let calibration = Calibration.linear(
      to: [sex(40, 40), area([30, 50])], bounds: .ratio(0.8...1.4))
    guard case .totalsNotMet(let totals)? = error(calibration) else {
      Issue.record("jointly impossible totals")
      return
    }
    #expect(!totals.isEmpty)
    #expect(totals.allSatisfy { ($0.reached - $0.target).magnitude > 0.1 })
    #expect(totals.allSatisfy { $0.reached > 20 && $0.reached < 60 })
  }

  @Test("raking to margins that empty cells forbid does not pretend to have converged")
  func structuralZero() {
    let other = CalibrationMargin(
      "area", codes: [0, 0, 0, 1, 1, 1],
      totals: [ControlTotal("urban", 35), ControlTotal("rural", 45)])
    guard case .totalsNotMet(let totals)? = error(.raking(to: [sex(30, 50), other])) else {
      Issue.record("raking in a diagonal table")
      return
    }
    #expect(totals.map(\.name).sorted() == ["sex: female", "sex: male"])
  }

  @Test("missing values, impossible totals, weights and bounds are refused with their place")
  func invalid() {
    let missing = CalibrationMargin(
      "sex", codes: [0, 1, -1, 0, 1, 0],
      totals: [ControlTotal("male", 30), ControlTotal("female", 50)])
    #expect(
      error(.poststratification(to: missing)) == .missingValue(margin: "sex", unit: 2))
    #expect(error(.poststratification(to: missing), weights: [1, 1, 0, 1, 1, 1]) == nil)
    #expect(
      error(.linear(to: [CalibrationMargin("x", values: [1, 2, .nan, 4, 5, 6], total: 9)]))
        == .missingValue(margin: "x", unit: 2))
    #expect(
      error(.linear(to: [sex(-1, 50)])) == .invalidTotal(name: "sex: male", total: -1))
    #expect(
      error(.linear(to: [sex(30, 50)]), weights: [1, 1, 1, -1, 1, 1]) == .invalidWeight(unit: 3))
    #expect(
      error(.logit(to: [sex(30, 50)], bounds: 1.1...2)) == .invalidBounds(lower: 1.1, upper: 2))
    #expect(
      error(.linear(to: [sex(30, 50)], bounds: .ratio(1...1)))
        == .invalidBounds(lower: 1, upper: 1))
  }

  @Test("trimming keeps the sum of the weights, and refuses limits that leave no room for it")
  func trimming() throws {
    let design = try SampleDesign(weights: [1, 2, 3, 4, 20, 0], stages: [])
    let once = try design.trimmed(to: 0...10)
    #expect(once.weights == [3.5, 4.5, 5.5, 6.5, 10, 0])
    let tight = try design.trimmed(to: 5...7, repeating: .untilInside)
    expectAgreement(tight.weights.reduce(0, +), 30, relative: 1e-12, "sum")
    #expect(tight.weights.allSatisfy { $0 == 0 || $0 >= 5 && $0 <= 7 })
    #expect(throws: CalibrationError.trimmingImpossible(lower: 0, upper: 5, mean: 6)) {
      try design.trimmed(to: 0...5, repeating: .untilInside)
    }
  }
}
