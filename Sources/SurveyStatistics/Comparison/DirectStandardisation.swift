/// What a standardised mean does where a unit has nobody in a class of the standard population.
public enum EmptyClassPolicy: String, Hashable, Sendable, CaseIterable {
  /// The unit's standardised mean is missing (NaN).
  case missing

  /// The shares of the other classes are scaled up to 1, as R *survey* does. Units then are
  /// standardised to different populations; ``StandardisedEstimates/coverage`` says how far.
  case rescale
}

/// Means that units would have if their people were divided into classes as in a standard.
public struct StandardisedEstimates: Hashable, Sendable {
  /// The standardised means with their covariance.
  public let estimates: DerivedEstimates

  /// Which part of the standard population each unit has people for, 0…1.
  public let coverage: [Double]
}

extension DerivedEstimates {
  /// Direct standardisation of units to one standard population.
  ///
  /// θ̃_u = Σ_c π_c θ_uc, where θ_uc is the mean of class c (an age group by sex, a kind of service)
  /// in unit u and π_c the share of the class in the standard; the covariance is that contrast of
  /// the cells' joint covariance. The same as `svystandardize` followed by `svyby` in R *survey*,
  /// where the shares are fixed: their own error, if they were estimated, is left out.
  ///
  /// - Parameters:
  ///   - shares: The share of each class in the standard, 0 or more; they are scaled to sum to 1.
  ///   - cells: For each unit the position of the value of each class among these; `nil` where
  ///     there is none. A value that is NaN is the same as none.
  ///   - emptyClasses: What to do where a unit has nobody in a class with a positive share.
  ///   - degreesOfFreedom: Those of each unit; `nil` for the fewest among its cells, which is
  ///     cautious.
  /// - Returns: One standardised mean per unit.
  /// - Complexity: O(units² × classes²).
  public func standardised(
    to shares: [Double], cells: [[Int?]], emptyClasses: EmptyClassPolicy = .missing,
    degreesOfFreedom: [Double]? = nil
  ) -> StandardisedEstimates {
    let total = shares.reduce(0, +)
    precondition(shares.allSatisfy { $0 >= 0 } && total > 0, "shares are 0 or more, and not all 0")
    precondition(cells.allSatisfy { $0.count == shares.count }, "one cell per class in each unit")
    var rows: [[Double]] = []
    var coverage: [Double] = []
    for classes in cells {
      var row = [Double](repeating: 0, count: values.count)
      var covered = 0.0
      for (share, cell) in zip(shares, classes) {
        guard share > 0, let cell, values[cell].isFinite else { continue }
        row[cell] += share / total
        covered += share / total
      }
      let isWhole = covered > 1 - 1e-12
      coverage.append(isWhole ? 1 : covered)
      rows.append(isWhole || covered == 0 ? row : row.map { $0 / covered })
    }
    let all = combined(rows, degreesOfFreedom: degreesOfFreedom)
    let values = zip(all.values, coverage).map { value, covered in
      switch emptyClasses {
      case .missing: covered == 1 ? value : .nan
      case .rescale: covered > 0 ? value : .nan
      }
    }
    return StandardisedEstimates(
      estimates: DerivedEstimates(
        values: values, covariance: all.covariance, degreesOfFreedom: all.degreesOfFreedom
      ).withMissingCovariance,
      coverage: coverage)
  }
}
