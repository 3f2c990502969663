internal import SurveyStatistics

extension DesignRequest {
  /// A sample with calibrated and trimmed weights.
  func adjusted(_ sample: SampleDesign, over data: DataColumns) throws -> SampleDesign {
    var design = sample
    if let calibration = try calibration(
      over: data, weights: sample.weights, clusters: sample.clusters(atStage: 1))
    {
      design = try design.calibrated(by: calibration)
    }
    guard let (limits, repetition) = try finalTrimming() else { return design }
    return try design.trimmed(to: limits, repeating: repetition)
  }

  /// Replicates, each with calibrated and trimmed weights.
  func adjusted(
    _ replicates: ReplicateDesign, clusters: [Int]?, over data: DataColumns
  ) throws -> ReplicateDesign {
    var design = replicates
    if let calibration = try calibration(
      over: data, weights: replicates.weights, clusters: clusters)
    {
      design = try design.calibrated(by: calibration)
    }
    guard let (limits, repetition) = try finalTrimming() else { return design }
    return try design.mapping { weights throws(CalibrationError) in
      try SampleDesign.trimmed(weights, to: limits, repeating: repetition)
    }
  }

  /// The trimming that comes after the calibration, if any.
  private func finalTrimming() throws(EstimateError) -> (ClosedRange<Double>, TrimmingRepetition)? {
    guard let trimming else { return nil }
    switch trimming.repetition {
    case .once: return (trimming.limits, .once)
    case .untilInside: return (trimming.limits, .untilInside)
    case .keepingTotals:
      if calibration == nil {
        throw .needs(option: "--trim-keeps-totals", other: "--poststratify, --rake or --calibrate")
      }
      return nil
    }
  }

  private func calibration(
    over data: DataColumns, weights: [Double], clusters: [Int]?
  ) throws -> Calibration? {
    guard let request = calibration else { return nil }
    if request.margins.isEmpty {
      throw EstimateError.needs(option: request.method.word, other: "--margins")
    }
    let isUsed = weights.map { $0 != 0 }
    let margins = try MarginPlan(request, over: data, where: isUsed).margins
    var calibration = try engine(request, margins)
    calibration.emptyCells = request.ignoresEmptyCells ? .ignore : .fail
    if let variance = request.variance {
      let numbers = try data.completeNumbers(variance)
      guard numbers.allSatisfy({ $0 > 0 }) else {
        throw EstimateError.impossibleNumber(option: "--calibrate-variance \(variance)")
      }
      calibration.variances = numbers
    }
    if request.aggregates {
      guard self.clusters.first != nil, let clusters else {
        throw EstimateError.needs(option: "--aggregate", other: "--psu")
      }
      calibration.clusters = clusters
    }
    if let trimming, trimming.repetition == .keepingTotals {
      calibration.weightLimits = max(0, trimming.limits.lowerBound)...trimming.limits.upperBound
    }
    return calibration
  }

  private func control(_ request: CalibrationRequest) throws(EstimateError) -> RakingControl {
    var control = RakingControl.converged
    if let epsilon = request.rakingEpsilon {
      guard epsilon > 0, epsilon.isFinite else {
        throw .impossibleNumber(option: "--rake-epsilon")
      }
      control.epsilon = epsilon
    }
    if let sweeps = request.rakingSweeps {
      guard sweeps > 0 else { throw .impossibleNumber(option: "--rake-sweeps") }
      control.maximumSweeps = sweeps
    }
    return control
  }

  private func engine(
    _ request: CalibrationRequest, _ margins: [CalibrationMargin]
  ) throws(EstimateError) -> Calibration {
    if case .equations = request.method {
    } else {
      for (option, isUsed) in [
        ("--bounds", request.bounds != nil), ("--calibrate-variance", request.variance != nil),
        ("--aggregate", request.aggregates),
      ] where isUsed {
        throw .needs(option: option, other: "--calibrate")
      }
    }
    if case .raking = request.method {
    } else if request.rakingEpsilon != nil || request.rakingSweeps != nil {
      throw .needs(option: "--rake-epsilon or --rake-sweeps", other: "--rake")
    }
    if request.boundsWeights, request.bounds == nil {
      throw .needs(option: "--bounds-on-weights", other: "--bounds")
    }
    let bounds: CalibrationBounds =
      request.bounds.map { request.boundsWeights ? .weight($0) : .ratio($0) } ?? .none
    switch request.method {
    case .poststratification: return .poststratification(to: margins[0])
    case .raking: return .raking(to: margins, control: try control(request))
    case .equations(.linear): return .linear(to: margins, bounds: bounds)
    case .equations(.raking): return .calibration(with: .exponential, to: margins, bounds: bounds)
    case .equations(.logit):
      if bounds == .none { throw .needs(option: "--calibrate logit", other: "--bounds") }
      return .calibration(with: .logit, to: margins, bounds: bounds)
    }
  }
}

extension CalibrationRequest.Method {
  /// The option that asks for it.
  fileprivate var word: String {
    switch self {
    case .poststratification: "--poststratify"
    case .raking: "--rake"
    case .equations: "--calibrate"
    }
  }
}
