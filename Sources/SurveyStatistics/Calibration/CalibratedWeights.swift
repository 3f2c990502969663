/// Weights after a calibration, with what they were and how they bear on variances.
public struct CalibratedWeights: Sendable {
  /// The calibrated weight wᵢ of each unit.
  public let values: [Double]

  /// The weight dᵢ that each unit had before.
  public let before: [Double]

  /// What variances lose: ``SampleDesign/replacing(weights:adding:)`` takes it.
  public let adjustment: any LinearisedAdjustment

  /// gᵢ = wᵢ/dᵢ; 1 for units that had no weight.
  public var ratios: [Double] { zip(values, before).map { $1 == 0 ? 1 : $0 / $1 } }
}

extension Calibration {
  /// Calibrates weights.
  ///
  /// Weights of 0 stay 0: such units are not in the sample, and need no value of any margin.
  ///
  /// Edge cases:
  /// - Totals that follow from others and agree with them are redundant, not an error: two margins
  ///   both sum to the population.
  /// - A category that neither the population nor the sample has is passed over.
  /// - Linear weights without bounds may be negative.
  ///
  /// - Parameter weights: dᵢ, 0 or more.
  /// - Returns: The calibrated weights.
  /// - Throws: ``CalibrationError``; where totals are not met, with the nearest that was reached.
  /// - Complexity: O(*n* m²) for m margins plus O(p³) for p totals, for each step of Newton's method;
  ///   O(*n*) for post-stratification, and for raking O(*n* m) plus m times the number of cells for
  ///   each sweep.
  public func calibrate(_ weights: [Double]) throws(CalibrationError) -> CalibratedWeights {
    let model = try CalibrationModel(self, weights: weights)
    let first = try untrimmed(weights, model: model)
    guard let limits = weightLimits,
      !first.values.allSatisfy({ $0 == 0 || limits.contains($0) })
    else { return first }
    let final = try trimmed(first.values, to: limits, model: model)
    return CalibratedWeights(
      values: final, before: weights,
      adjustment: RegressionAdjustment(model, old: weights, new: final))
  }

  /// The calibrated weights alone, as replicates want them.
  ///
  /// - Parameter weights: The weights of a sample or a replicate, 0 or more.
  /// - Returns: The calibrated weights.
  /// - Throws: ``CalibrationError``.
  public func apply(to weights: [Double]) throws(CalibrationError) -> [Double] {
    try calibrate(weights).values
  }

  private func untrimmed(
    _ weights: [Double], model: CalibrationModel
  ) throws(CalibrationError) -> CalibratedWeights {
    switch method {
    case .poststratification:
      let result = try Poststratification(
        to: margins[0], weights: weights, policy: emptyCells)
      return CalibratedWeights(
        values: result.weights, before: weights, adjustment: result.adjustment)
    case .raking(let control, let residuals):
      let result = try Raking(self, weights: weights, control: control)
      let adjustment: any LinearisedAdjustment =
        switch residuals {
        case .unweighted:
          RakingAdjustment(
            codes: margins.map(\.codes), categoryCounts: margins.map(\.totals.count),
            weightsAfterMargin: result.weightsAfterMargin)
        case .weighted:
          RegressionAdjustment(model, old: weights, new: result.weights)
        }
      return CalibratedWeights(values: result.weights, before: weights, adjustment: adjustment)
    case .equations(let function):
      let equations = CalibrationEquations(
        model: model, function: function, bounds: try ratioBounds(weights, function, model))
      let ratios = model.perUnit(
        try equations.ratios(tolerance: tolerance, maximumSteps: maximumSteps))
      let values = zip(weights, ratios).map { $0 > 0 ? $0 * $1 : 0 }
      return CalibratedWeights(
        values: values, before: weights,
        adjustment: RegressionAdjustment(model, old: weights, new: values))
    }
  }

  /// The bounds of g for each row of the model.
  private func ratioBounds(
    _ weights: [Double], _ function: CalibrationFunction, _ model: CalibrationModel
  ) throws(CalibrationError) -> [ClosedRange<Double>] {
    let error = CalibrationError.invalidBounds(
      lower: bounds.given.lowerBound, upper: bounds.given.upperBound)
    guard bounds.given.lowerBound < bounds.given.upperBound else { throw error }
    let perUnit = weights.map { bounds.ratio(forWeight: $0) }
    guard let perRow = model.intersections(perUnit) else { throw error }
    if function.needsBounds {
      for (row, bound) in perRow.enumerated() where model.weights[row] > 0 {
        guard bound.lowerBound < 1, bound.upperBound > 1, bound.lowerBound.isFinite,
          bound.upperBound.isFinite
        else { throw error }
      }
    }
    return perRow
  }

  /// Linear calibration of calibrated weights to what they add up to, within limits.
  private func trimmed(
    _ weights: [Double], to limits: ClosedRange<Double>, model: CalibrationModel
  ) throws(CalibrationError) -> [Double] {
    let error = CalibrationError.invalidBounds(
      lower: limits.lowerBound, upper: limits.upperBound)
    guard limits.lowerBound >= 0, limits.lowerBound < limits.upperBound else { throw error }
    // A negative weight enters with its size, and a start of -1: it has to turn positive.
    let sizes = weights.map(\.magnitude)
    let bounds = sizes.map { size in
      size == 0
        ? -.infinity ... .infinity : limits.lowerBound / size...limits.upperBound / size
    }
    let weighted = model.reweighted(sizes)
    guard let perRow = weighted.intersections(bounds) else { throw error }
    var equations = CalibrationEquations(model: weighted, function: .linear, bounds: perRow)
    var offsets = [Double](repeating: 0, count: weighted.rows.count)
    for (unit, weight) in weights.enumerated() where weight < 0 {
      offsets[weighted.element?[unit] ?? unit] = -2
    }
    equations.offsets = offsets
    let ratios = weighted.perUnit(
      try equations.ratios(tolerance: tolerance, maximumSteps: maximumSteps))
    return zip(sizes, ratios).map { $0 > 0 ? $0 * $1 : 0 }
  }
}
