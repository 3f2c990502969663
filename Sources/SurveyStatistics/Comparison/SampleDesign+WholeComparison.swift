extension SampleDesign {
  /// The differences between units and the whole that they are part of.
  ///
  /// d_u = θ_u − θ, and its linearised variable is the difference of the two: for means
  ///
  ///     zᵢ = wᵢ (1(i ∈ u)(yᵢ − ȳ_u)/W_u − (yᵢ − ȳ)/W)
  ///
  /// so that the covariance between a unit and the whole, to which its own people belong, is kept.
  /// It is the linear contrast of the joint covariance of all units and the whole. The statistics
  /// may be of any kind, as long as both sides are of the same.
  ///
  /// Edge cases:
  /// - A unit that is the whole has difference 0, variance 0 and no p-value.
  /// - Degrees of freedom are those of the unit, not of the whole: a unit of three PSUs is known no
  ///   better for being compared with the nation. One with none has no p-value.
  ///
  /// - Parameters:
  ///   - units: The estimates of the units, from this design.
  ///   - whole: The estimate of the whole, from this design: one value.
  /// - Returns: One difference per unit, with the covariance of all.
  /// - Throws: ``EstimationError`` where the design cannot carry the variance.
  /// - Complexity: O(*n* k + clusters × k²) for k units.
  public func differences(
    of units: Estimates, from whole: Estimates
  ) throws(EstimationError) -> DerivedEstimates {
    precondition(whole.values.count == 1, "the whole is one estimate")
    let variables = units.variables.map { $0 - whole.variables[0] }
    return DerivedEstimates(
      values: units.values.map { $0 - whole.values[0] }, covariance: try covariance(of: variables),
      degreesOfFreedom: units.degreesOfFreedom.map { Double($0) }
    ).withMissingCovariance
  }
}

extension DerivedEstimates {
  /// The differences between units and their mean with the given shares.
  ///
  /// d_u = θ_u − Σ π_v θ_v with fixed shares π, for instance of the population: a linear contrast
  /// of the units' covariance. Where the shares of the whole are themselves estimated use
  /// ``SampleDesign/differences(of:from:)``.
  ///
  /// - Parameter shares: One share per unit, 0 or more and summing to 1; a unit with share 0 may be
  ///   NaN.
  /// - Returns: One difference per unit, with the degrees of freedom of the unit.
  /// - Complexity: O(k⁴) for k units.
  public func differences(fromMeanWithShares shares: [Double]) -> DerivedEstimates {
    precondition(shares.allSatisfy { $0 >= 0 }, "a share is 0 or more")
    precondition((shares.reduce(0, +) - 1).magnitude < 1e-9, "shares sum to 1")
    let rows = shares.indices.map { unit in
      shares.indices.map { ($0 == unit ? 1 : 0) - shares[$0] }
    }
    return combined(rows, degreesOfFreedom: degreesOfFreedom)
  }

  /// The same with variances and covariances missing where a value is.
  var withMissingCovariance: DerivedEstimates {
    var covariance = covariance
    for (index, value) in values.enumerated() where !value.isFinite {
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    return DerivedEstimates(
      values: values, covariance: covariance, degreesOfFreedom: degreesOfFreedom)
  }
}

extension LinearisedVariable {
  /// The linearised variable of a difference of two estimates from one design.
  ///
  /// - Parameters:
  ///   - left: That of the first estimate.
  ///   - right: That of the estimate taken from it.
  /// - Returns: A variable of the units of either.
  public static func - (left: LinearisedVariable, right: LinearisedVariable) -> LinearisedVariable {
    var units: [Int] = []
    var values: [Double] = []
    var (i, j) = (0, 0)
    while i < left.units.count || j < right.units.count {
      let first = i < left.units.count ? left.units[i] : Int.max
      let second = j < right.units.count ? right.units[j] : Int.max
      units.append(min(first, second))
      values.append(
        (first <= second ? left.values[i] : 0) - (second <= first ? right.values[j] : 0))
      if first <= second { i += 1 }
      if second <= first { j += 1 }
    }
    return LinearisedVariable(units: units, values: values)
  }
}
