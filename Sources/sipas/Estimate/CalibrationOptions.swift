import ArgumentParser
import Foundation
import SurveyEstimation

/// How weights are brought to what is known of the population.
struct CalibrationOptions: ParsableArguments {
  @Option(
    defaultAsFlag: "", parsing: .next,
    help: """
      Post-stratify to the crossing of these columns, or to the one margin there is; needs --margins.
      """)
  var poststratify: String?

  @Option(
    defaultAsFlag: "", parsing: .next,
    help: """
      Rake to the margins of these columns, or to all there are, until they are met; sex:age is a \
      crossing. Needs --margins.
      """)
  var rake: String?

  @Option(
    help: """
      Stop raking when no cell changes by this, below 1 as a part of all weights (default: 1e-13).
      """)
  var rakeEpsilon: Double?

  @Option(help: "Give raking up after so many sweeps (default: 10000).")
  var rakeSweeps: Int?

  @Option(
    help: "Calibrate to all margins: linear, raking, or with --bounds logit. Needs --margins.")
  var calibrate: String?

  @Option(
    help: ArgumentHelp(
      "A file of margins; may be given again.",
      discussion: """
        Columns variable,category,total: a row for each category of a column, or without a category \
        the total of a number column, or of one of R's terms such as stypeH; (Intercept) is the size \
        of the population. Or the columns of a crossing and Freq: sex,age,Freq.
        """))
  var margins: [String] = []

  @Option(
    parsing: .unconditional, help: "Bounds L,U of the ratio of calibrated to design weight.")
  var bounds: String?

  @Flag(help: "The bounds are on the calibrated weight itself.")
  var boundsOnWeights = false

  @Option(help: "The column of variances about the regression; all equal where absent.")
  var calibrateVariance: String?

  @Flag(help: "All rows of a PSU get one ratio of calibrated to design weight.")
  var aggregate = false

  @Flag(
    help: "Leave out categories of the population that no row is in; they are refused otherwise.")
  var partial = false

  @Option(
    parsing: .unconditional,
    help: """
      Cut weights off at L,U after any calibration, and share what is cut off among those inside; \
      either end may be empty.
      """)
  var trim: String?

  @Flag(help: "Trim until no weight is outside.")
  var strict = false

  @Flag(help: "Trim by calibrating again within the limits, so that all margins are still met.")
  var trimKeepsTotals = false

  /// Adds what these words ask for, with the files that they name.
  func complete(
    _ request: inout DesignRequest, reading bytes: (_ path: String) throws -> [UInt8]
  ) throws {
    request.calibration = try calibration(reading: bytes)
    guard let trim else {
      if strict || trimKeepsTotals {
        throw ValidationError("--strict and --trim-keeps-totals need --trim")
      }
      return
    }
    if strict, trimKeepsTotals {
      throw ValidationError("--strict, --trim-keeps-totals: only one of them")
    }
    request.trimming = TrimmingRequest(
      try trim.limits(of: "--trim"),
      repetition: trimKeepsTotals ? .keepingTotals : strict ? .untilInside : .once)
  }

  private func calibration(
    reading bytes: (_ path: String) throws -> [UInt8]
  ) throws -> CalibrationRequest? {
    var methods: [CalibrationRequest.Method] = []
    if let poststratify { methods.append(.poststratification(poststratify.listed)) }
    if let rake { methods.append(.raking(rake.listed)) }
    if let calibrate {
      guard let function = CalibrationRequest.Function(rawValue: calibrate) else {
        throw ValidationError("--calibrate: expected linear, raking or logit")
      }
      methods.append(.equations(function))
    }
    guard methods.count < 2 else {
      throw ValidationError("--poststratify, --rake, --calibrate: only one of them")
    }
    guard let method = methods.first else {
      let isUnused =
        margins.isEmpty && bounds == nil && calibrateVariance == nil
        && rakeEpsilon == nil && rakeSweeps == nil && !(boundsOnWeights || aggregate || partial)
      guard isUnused else {
        throw ValidationError(
          "--margins, --bounds and other words of calibration need --poststratify, --rake or "
            + "--calibrate")
      }
      return nil
    }
    var request = CalibrationRequest(
      method, margins: try margins.map { TableFile(name: $0, bytes: try bytes($0)) })
    request.bounds = try bounds.map { try $0.limits(of: "--bounds") }
    request.boundsWeights = boundsOnWeights
    request.variance = calibrateVariance
    request.aggregates = aggregate
    request.rakingEpsilon = rakeEpsilon
    request.rakingSweeps = rakeSweeps
    request.ignoresEmptyCells = partial
    return request
  }
}

extension String {
  /// A range of numbers with a comma between them; an empty end is infinite.
  fileprivate func limits(of option: String) throws -> ClosedRange<Double> {
    let ends = split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard ends.count == 2, let low = ends[0].isEmpty ? -.infinity : Double(ends[0]),
      let high = ends[1].isEmpty ? .infinity : Double(ends[1]), low <= high
    else { throw ValidationError("\(option): expected two numbers L,U, L not above U") }
    return low...high
  }
}
