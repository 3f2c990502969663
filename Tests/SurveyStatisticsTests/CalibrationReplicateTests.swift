import Testing

@testable import SurveyStatistics

@Suite("Calibration of trimmed weights and of replicates")
struct CalibrationReplicateTests {
  private let reference: Reference
  private let table: DataTable
  private let design: SampleDesign

  init() throws {
    reference = try Reference("p25_trimcal_replicates")
    table = try reference.table()
    design = try reference.design()
  }

  private var types: CalibrationMargin {
    CalibrationMargin(
      "stype", codes: table.levels("stype"),
      totals: [ControlTotal("E", 4421), ControlTotal("H", 755), ControlTotal("M", 1018)])
  }

  private var wide: CalibrationMargin {
    CalibrationMargin(
      "sch.wide", codes: table.levels("sch.wide"),
      totals: [ControlTotal("No", 1072), ControlTotal("Yes", 5122)])
  }

  private var scores: CalibrationMargin {
    CalibrationMargin("api99", values: table.numbers("api99"), total: 3_914_069)
  }

  private func expected(_ name: String) throws -> JSONValue {
    try #require(
      reference.cases.first { $0["name"]?.text == name }.flatMap { $0["expected"] })
  }

  @Test(
    "trims calibrated weights and keeps every total, as a bounded calibration in R does",
    arguments: [("trim_20_60", 20.0...60), ("trim_17_55", 17...55)])
  func trimmed(name: String, limits: ClosedRange<Double>) throws {
    let expected = try expected(name)
    let trimmed = try design.calibrated(
      by: .linear(to: [types, scores]).trimmed(to: limits))
    for (unit, weight) in (expected["weights"]?.numbers ?? []).enumerated() {
      expectAgreement(trimmed.weights[unit], try #require(weight), name)
    }
    #expect(expected["weights"]?.numbers.count == trimmed.count)
    let mean = try trimmed.mean(of: [table.numbers("api00")])
    let total = try trimmed.total(of: [table.numbers("enroll")])
    expectAgreement(mean.values[0], try #require(expected["api00"]?.number), name)
    expectAgreement(mean.standardErrors[0], try #require(expected["api00_se"]?.number), name)
    expectAgreement(total.values[0], try #require(expected["enroll"]?.number), name)
    expectAgreement(total.standardErrors[0], try #require(expected["enroll_se"]?.number), name)
    #expect(trimmed.adjustments.count == 1)
  }

  @Test("finds trimmed weights between limits at which R's algorithm stops without an answer")
  func trimmedBeyondR() throws {
    let trimmed = try design.calibrated(
      by: .linear(to: [types, scores]).trimmed(to: 24...60))
    #expect(trimmed.weights.allSatisfy { $0 > 24 - 1e-9 && $0 < 60 + 1e-9 })
    let totals = try trimmed.total(of: [
      trimmed.weights.map { _ in 1 }, table.numbers("api99"),
    ])
    expectAgreement(totals.values[0], 6194, "size")
    expectAgreement(totals.values[1], 3_914_069, "scores")
  }

  @Test(
    "gives R's estimates of each jackknife replicate",
    arguments: ["poststratify", "rake", "linear", "raking", "linear_bounded"])
  func replicates(name: String) throws {
    let expected = try expected("jk1_" + name)
    let calibration: Calibration =
      switch name {
      case "poststratify": .poststratification(to: types)
      case "rake": .raking(to: [types, wide])
      case "linear": .linear(to: [types, scores])
      case "raking": .exponential(to: [types, scores])
      default: .linear(to: [types, scores], bounds: .ratio(0.3...3))
      }
    let relative = name == "raking" ? 1e-6 : 1e-9
    let replicated = try design.jackknife().calibrated(by: calibration)
    let (api00, enroll) = (table.numbers("api00"), table.numbers("enroll"))
    let means = expected["api00"]?.numbers.compactMap { $0 } ?? []
    let totals = expected["enroll"]?.numbers.compactMap { $0 } ?? []
    // R orders replicates by its own numbering of districts.
    let replicates = (0..<replicated.replicateCount).map { replicate in
      let weights = replicated.replicateWeights(replicate)
      let total = zip(weights, enroll).reduce(0) { $0 + $1.0 * $1.1 }
      let mean = zip(weights, api00).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
      return (total: total, mean: mean)
    }
    #expect(replicates.count == 15)
    for (replicate, total) in zip(replicates.sorted { $0.total < $1.total }, totals.sorted()) {
      expectAgreement(replicate.total, total, relative: relative, "\(name) total")
    }
    for (replicate, mean) in zip(replicates.sorted { $0.mean < $1.mean }, means.sorted()) {
      expectAgreement(replicate.mean, mean, relative: relative, "\(name) mean")
    }
    let mean = try replicated.mean(of: [api00])
    let total = try replicated.total(of: [enroll])
    let (meanError, totalError) = (
      try #require(expected["api00_se"]?.number), try #require(expected["enroll_se"]?.number)
    )
    expectAgreement(mean.standardErrors[0], meanError, relative: 10 * relative, name)
    expectAgreement(total.standardErrors[0], totalError, relative: 10 * relative, name)
  }

  @Test("a replicate that loses a category is named with it")
  func emptiedReplicate() throws {
    let district = try #require(table.numbers("dnum").max())
    let place = CalibrationMargin(
      "place", codes: table.numbers("dnum").map { $0 == district ? 1 : 0 },
      totals: [ControlTotal("elsewhere", 6000), ControlTotal("there", 194)])
    let replicated = try design.jackknife()
    #expect(
      throws: CalibrationError.inReplicate(
        14, .emptyCell(UnmetTotal("place: there", target: 194, reached: 0)))
    ) {
      try replicated.calibrated(by: .poststratification(to: place))
    }
    let ignoring = try replicated.calibrated(
      by: .poststratification(to: place, emptyCells: .ignore))
    expectAgreement(ignoring.replicateWeights(14).reduce(0, +), 6000, "the rest")
  }
}
