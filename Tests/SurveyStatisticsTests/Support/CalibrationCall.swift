import Testing

@testable import SurveyStatistics

/// A calibration of R's *survey*, carried out by this package.
struct CalibrationCall {
  private let test: JSONValue
  private let reference: Reference
  private let table: DataTable

  init(_ test: JSONValue, of reference: Reference) throws {
    self.test = test
    // A case may be about another table than its file.
    if test["data"]?.text == "apistrat.csv" {
      self.reference = try Reference("p01_apistrat_stratified_fpc")
    } else {
      self.reference = reference
    }
    table = try self.reference.table()
  }

  /// Whether R found its numbers by iteration.
  var isIterative: Bool {
    ["raking", "logit"].contains(test["calfun"]?.text)
      || test["name"]?.text == "rake_default_epsilon1"
  }

  /// What is estimated, by the name of what is expected.
  var statistics: [(key: String, statistic: (SampleDesign) throws -> Estimates)] {
    let table = table
    func indicators(_ column: String) -> [[Double]] {
      let levels = table.levels(column)
      return SampleDesign.indicators(ofLevels: levels, count: (levels.max() ?? 0) + 1)
    }
    let stype = Grouping(codes: table.levels("stype"), count: 3)
    return [
      ("api00", { try $0.mean(of: [table.numbers("api00")]) }),
      ("enroll", { try $0.total(of: [table.numbers("enroll")]) }),
      ("apistu_total", { try $0.total(of: [table.numbers("api.stu")]) }),
      ("stype", { try $0.mean(of: indicators("stype")) }),
      ("schwide_total", { try $0.total(of: indicators("sch.wide")) }),
      ("by", { try $0.mean(of: [table.numbers("api00")], by: stype) }),
    ]
  }

  /// The design after the calibration.
  func design() throws -> SampleDesign {
    let design = try reference.design()
    if test["margins"] != nil { return try design.calibrated(by: try cells()) }
    if test["strict"] != nil { return try trimmed(design) }
    return try design.calibrated(by: try equations(design))
  }

  private func trimmed(_ design: SampleDesign) throws -> SampleDesign {
    let calibrated = try design.calibrated(
      by: .linear(
        to: margins(totals: [("N", 6194), ("H", 755), ("M", 1018), ("api99", 3_914_069)]))
    )
    let limits =
      (test["lower"]?.number ?? -.infinity)...(test["upper"]?.number ?? .infinity)
    let isStrict = test["strict"]?.flag ?? false
    return try calibrated.trimmed(to: limits, repeating: isStrict ? .untilInside : .once)
  }

  /// Post-stratification or raking.
  private func cells() throws -> Calibration {
    let margins = try #require(test["margins"])
    if let counts = margins["counts"]?.elements.map(\.numbers) {
      let width = counts[0].count
      let names = (margins["rows"]?.texts ?? []).flatMap { row in
        (margins["columns"]?.texts ?? []).map { "\(row), \($0)" }
      }
      let codes = zip(table.levels("stype"), table.levels("sch.wide")).map { $0 * width + $1 }
      return .poststratification(
        to: CalibrationMargin(
          "stype by sch.wide", codes: codes,
          totals: zip(names, counts.flatMap { $0 }).map { ControlTotal($0, $1 ?? .nan) }))
    }
    let columns = ["stype", "sch.wide"].compactMap { name -> CalibrationMargin? in
      guard case .object(let totals)? = margins[name] else { return nil }
      return CalibrationMargin(
        name, codes: table.levels(name),
        totals: totals.keys.sorted().map { ControlTotal($0, totals[$0]?.number ?? .nan) })
    }
    guard columns.count > 1 else { return .poststratification(to: columns[0]) }
    let isDefault = test["name"]?.text == "rake_default_epsilon1"
    return .raking(to: columns, control: isDefault ? .rDefault : .converged)
  }

  private func equations(_ design: SampleDesign) throws -> Calibration {
    let population = try #require(test["population"] ?? test["expected"]?["population"])
    if let total = population.number {
      var calibration = Calibration.linear(
        to: [CalibrationMargin("enroll", values: table.numbers("enroll"), total: total)])
      calibration.variances = table.numbers("enroll")
      return calibration
    }
    let names = [
      ("N", "(Intercept)"), ("H", "stypeH"), ("M", "stypeM"), ("api99", "api99"),
      ("meals", "meals"),
    ]
    let margins = margins(
      totals: names.compactMap { name, key in population[key]?.number.map { (name, $0) } })
    let bounds = test["bounds"]?.numbers.compactMap { $0 }
    var calibration: Calibration
    switch test["calfun"]?.text {
    case "raking": calibration = .exponential(to: margins)
    case "logit":
      let bounds = try #require(bounds)
      calibration = .logit(to: margins, bounds: bounds[0]...bounds[1])
    default:
      let isOnWeights = test["bounds_const"]?.flag ?? false
      calibration = .linear(
        to: margins,
        bounds: bounds.map {
          isOnWeights ? .weight($0[0]...$0[1]) : .ratio($0[0]...$0[1])
        } ?? .none)
    }
    if let stage = test["aggregate_stage"]?.number {
      calibration.clusters = design.clusters(atStage: Int(stage))
    }
    return calibration
  }

  /// The margins of totals by R's contrasts: all, two types against the third, and variables.
  private func margins(totals: [(name: String, total: Double)]) -> [CalibrationMargin] {
    let types = table.texts("stype")
    return totals.map { name, total in
      switch name {
      case "N":
        CalibrationMargin("N", values: types.map { _ in 1 }, total: total)
      case "H", "M":
        CalibrationMargin(name, values: types.map { $0 == name ? 1 : 0 }, total: total)
      default:
        CalibrationMargin(name, values: table.numbers(name), total: total)
      }
    }
  }
}
