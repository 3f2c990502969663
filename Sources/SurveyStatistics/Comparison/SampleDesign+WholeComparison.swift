extension SampleDesign {
  /// The differences between units and the whole that they are part of.
  ///
  /// d_u = θ_u − θ, and its linearised variable is the difference of the two: for means
  ///
  ///     zᵢ = wᵢ (1(i ∈ u)(yᵢ − ȳ_u)/W_u − (yᵢ − ȳ)/W)
  ///
  /// so that the covariance between a unit and the whole, to which its own people belong, is kept.
  /// It is computed as the linear contrast of the joint covariance of all units and the whole, which
  /// is the same number. The statistics may be of any kind, as long as both sides are of the same.
  ///
  /// Edge cases:
  /// - A unit that is the whole has difference 0, variance 0 and no p-value.
  /// - Degrees of freedom are those of the unit, not of the whole: a unit of three PSUs is known no
  ///   better for being compared with the nation. One with none has no p-value.
  ///
  /// - Parameters:
  ///   - units: The estimates of the units, from this design: column after column, and within a
  ///     column unit after unit.
  ///   - whole: The estimates of the whole, from this design: one for each column.
  /// - Returns: One difference per unit and column, in the order of `units`, with the covariance of
  ///   all.
  /// - Throws: ``EstimationError`` where the design cannot carry the variance.
  /// - Complexity: As ``covariance(of:)-([LinearisedVariable])`` of all units and the whole.
  public func differences(
    of units: Estimates, from whole: Estimates
  ) throws(EstimationError) -> DerivedEstimates {
    let count = units.values.count
    let columns = whole.values.count
    precondition(columns > 0 && count % columns == 0, "as many units in each column")
    let joint = try covariance(of: units.variables + whole.variables)
    let wholes = (0..<count).map { $0 / (count / columns) }
    var result = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in i..<count {
        let (iWhole, jWhole) = (count + wholes[i], count + wholes[j])
        result[i, j] =
          (joint[i, j] - joint[i, jWhole]) - (joint[iWhole, j] - joint[iWhole, jWhole])
        result[j, i] = result[i, j]
      }
    }
    return DerivedEstimates(
      values: (0..<count).map { units.values[$0] - whole.values[wholes[$0]] }, covariance: result,
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
  /// - Complexity: O(k²) for k units.
  public func differences(fromMeanWithShares shares: [Double]) -> DerivedEstimates {
    precondition(shares.count == values.count, "one share per unit")
    precondition(shares.allSatisfy { $0 >= 0 }, "a share is 0 or more")
    precondition((shares.reduce(0, +) - 1).magnitude < 1e-9, "shares sum to 1")
    let whole = LinearCombination(shares)
    let mean = whole.value(of: values)
    // Cov(θ_u, θ̄) and Var θ̄, from which every other covariance follows.
    let withMean = shares.indices.map { unit in
      whole.value(of: shares.indices.map { covariance[unit, $0] })
    }
    let variance = whole.value(of: withMean)
    var result = Matrix(rows: values.count, columns: values.count)
    for i in values.indices {
      for j in 0...i {
        let element = (covariance[i, j] - withMean[i]) - (withMean[j] - variance)
        result[i, j] = element
        result[j, i] = element
      }
    }
    return DerivedEstimates(
      values: values.map { $0 - mean }, covariance: result, degreesOfFreedom: degreesOfFreedom)
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
