extension SampleDesign {
  /// The degrees of freedom of the variance of an estimate, from the sizes of its PSUs.
  ///
  /// If the values of units were independent and normal with one variance, the linearised variance V
  /// would be a quadratic form in them, Σ λₖχ²₁. A χ² with (Σλₖ)²/Σλₖ² degrees of freedom has the
  /// same mean and variance, in units of its mean (Satterthwaite 1946; Bell and McCaffrey 2002,
  /// theorem 4). With zᵢ = wᵢ(yᵢ − θxᵢ)/X for X = Σ wᵢxᵢ (x = 1 for means), Q_c and X_c the sums of wᵢ²
  /// and of wᵢxᵢ in PSU c, the covariance of the PSU totals of z is
  ///
  ///     B_cd ∝ Q_c [c = d] − (X_c Q_d + Q_c X_d)/X + X_c X_d Q/X²
  ///
  /// with Q the sum of all Q_c. The degrees of freedom are (tr AB)²/tr(AB)², where A centres within strata and multiplies by
  /// (1 − f_h) n_h/(n_h − 1). For totals nothing is estimated, and B is diagonal.
  ///
  /// For one stratum of PSUs of one size this is their number less 1. It is that of the variance as it
  /// is estimated here; the variance of R *survey* 4.5's `std.errors = "Bell-McCaffrey"` also
  /// enlarges residuals, ignores weights and strata in this place, and so gives another number where
  /// PSUs differ.
  ///
  /// Edge cases: later stages are left out; NaN where V is 0 whatever the values; quadratic forms with
  /// joint probabilities and calibrated designs give PSUs less strata.
  ///
  /// - Parameters:
  ///   - estimates: Estimates made from this design.
  ///   - index: Which of them.
  /// - Returns: At least 1, and not more than PSUs less strata of the design.
  /// - Complexity: O(*n*), and O(PSUs²) for the PSUs that the estimate meets.
  public func bellMcCaffreyDegreesOfFreedom(of estimates: Estimates, at index: Int) -> Double {
    guard probabilityCovariance == nil, adjustments.isEmpty else {
      return Double(estimates.degreesOfFreedom[index])
    }
    let stage = stages[0]
    let sums = PSUWeights(
      estimates.variables[index].units, regressor: estimates.regressors[index], weights: weights,
      stage: stage)
    let met = stage.clusterStratum.indices.filter { sums.squares[$0] > 0 }
    var product = Matrix(rows: met.count, columns: met.count)
    // The mean over all PSUs of a stratum of a column of B; those not met are 0.
    for (column, d) in met.enumerated() {
      var means = [Double](repeating: 0, count: stage.clusterRange.count)
      for c in met {
        means[stage.clusterStratum[c]] += sums.covariance(c, d)
      }
      for (row, c) in met.enumerated() {
        let stratum = stage.clusterStratum[c]
        let count = Double(stage.sampled(from: stratum))
        guard count > 1 else { continue }
        product[row, column] =
          (1 - stage.fraction[c]) * count / (count - 1)
          * (sums.covariance(c, d) - means[stratum] / count)
      }
    }
    let trace = product.diagonal.reduce(0, +)
    var squares = 0.0
    for i in 0..<met.count {
      for j in 0..<met.count { squares += product[i, j] * product[j, i] }
    }
    return trace * trace / squares
  }
}

/// The sums over each PSU that the covariance of linearised totals is made of.
private struct PSUWeights {
  /// Q_c, the sums of wᵢ².
  let squares: [Double]

  /// X_c/X, 0 where no parameter is estimated.
  let shares: [Double]

  /// The sum of the Q_c.
  let total: Double

  init(_ units: [Int], regressor: Regressor, weights: [Double], stage: DesignStage) {
    var squares = [Double](repeating: 0, count: stage.clusterStratum.count)
    var sums = squares
    for unit in units {
      let weight = weights[unit]
      squares[stage.cluster[unit]] += weight * weight
      switch regressor {
      case .none: break
      case .one: sums[stage.cluster[unit]] += weight
      case .column(let column): sums[stage.cluster[unit]] += weight * column[unit]
      }
    }
    let sum = sums.reduce(0, +)
    self.squares = squares
    shares = sums.map { sum == 0 ? 0 : $0 / sum }
    total = squares.reduce(0, +)
  }

  /// B_cd.
  func covariance(_ c: Int, _ d: Int) -> Double {
    (c == d ? squares[c] : 0) - shares[c] * squares[d] - squares[c] * shares[d]
      + shares[c] * shares[d] * total
  }
}
