/// Estimates for small areas that borrow strength from each other through a regression.
///
/// The model of Fay and Herriot (1979) for area i of m:
///
///     yᵢ = θᵢ + eᵢ,  eᵢ ~ (0, Dᵢ);   θᵢ = xᵢ′β + uᵢ,  uᵢ ~ (0, A)
///
/// with Dᵢ known. The estimate (EBLUP) is γᵢyᵢ + (1 − γᵢ)xᵢ′β with γᵢ = A/(A + Dᵢ), where A and β are
/// estimated (`eblupFH` and `mseFH` of the R package *sae*; Rao and Molina 2015, chapter 6).
///
/// Sampling variances of two to four PSUs are too noisy to be taken as known: smooth them first.
/// The estimates are drawn towards the regression, so they are not for finding outlying areas; show
/// them beside the direct ones.
public struct FayHerriot: Hashable, Sendable {
  /// How A was estimated.
  public let method: FayHerriotMethod

  /// A, the variance between areas that predictors do not explain; 0 or more.
  ///
  /// At 0 the data show no variance between areas beyond sampling: every estimate is the
  /// regression's, and g₁ is 0, which is too good to be true. ``FayHerriotMethod/adjustedREML`` is
  /// above 0 always.
  public let variance: Double

  /// β, one coefficient per predictor.
  public let coefficients: [Double]

  /// The covariance of the coefficients: (Σ xᵢxᵢ′/(A + Dᵢ))⁻¹.
  public let coefficientCovariance: Matrix

  /// xᵢ′β of each area.
  public let synthetic: [Double]

  /// γᵢ of each area, 0…1: the weight of its direct estimate; 0 where there is none.
  public let shrinkage: [Double]

  /// The estimate of each area; that of an area without a direct one is synthetic.
  public let values: [Double]

  /// The mean squared error of each estimate to second order; see
  /// ``init(direct:variances:predictors:method:)``.
  public let meanSquaredErrors: [Double]

  /// The logarithm of the likelihood of the direct estimates at A and β, normal errors given.
  public let logLikelihood: Double

  /// Fits the model.
  ///
  /// The likelihoods are maximised over A ≥ 0 on a grid from 10⁻⁶ to 10³ times the scale of the data
  /// first, so that a second maximum is not taken for the first, and then to the last digits by the
  /// zero of their derivative. (*sae* stops when a step changes A by less than 0.01 %.)
  ///
  /// Mean squared errors are g₁ + g₂ + 2g₃ − b(1 − γᵢ)², where, with vᵢ = 1/(A + Dᵢ) and
  /// Q = (Σ vᵢxᵢxᵢ′)⁻¹,
  ///
  ///     g₁ = γᵢDᵢ,  g₂ = (1 − γᵢ)² xᵢ′Qxᵢ,  g₃ = Dᵢ²vᵢ³ V(A)
  ///
  /// | method | V(A) | b |
  /// |---|---|---|
  /// | REML | 2/Σv² | 0 |
  /// | ML | 2/Σv² | −tr(Q Σ v²xx′)/Σv² |
  /// | FH | 2m/(Σv)² | 2(m Σv² − (Σv)²)/(Σv)³ |
  /// | PR | 2 Σ(A + D)²/m² | 0 |
  /// | adjusted REML | 2/Σv² | (2/A)/Σv² |
  /// | adjusted ML | 2/Σv² | (2/A − tr(Q Σ v²xx′))/Σv² |
  ///
  /// (REML, ML and FH as in the source of *sae*, the adjusted ones as in that of *emdi*). The error
  /// of an area without a direct estimate is A + xᵢ′Qxᵢ. Where the correction makes an error fall
  /// below 0 it is NaN.
  ///
  /// - Parameters:
  ///   - direct: yᵢ, one per area; NaN where there is none.
  ///   - variances: Dᵢ, above 0; not used where there is no direct estimate.
  ///   - predictors: Columns of one value per area. An intercept is a column of ones.
  ///   - method: How A is estimated.
  /// - Throws: ``SmallAreaError`` where the model cannot be fitted.
  /// - Complexity: O(m p²) for each of some 200 values of A.
  public init(
    direct: [Double], variances: [Double], predictors: [[Double]],
    method: FayHerriotMethod = .reml
  ) throws(SmallAreaError) {
    precondition(direct.count == variances.count, "one sampling variance per area")
    precondition(
      !predictors.isEmpty && predictors.allSatisfy { $0.count == direct.count },
      "at least one predictor, with one value per area")
    let rows = direct.indices.map { area in predictors.map { $0[area] } }
    let sampled = direct.indices.filter { !direct[$0].isNaN }
    for area in direct.indices where !rows[area].allSatisfy(\.isFinite) {
      throw .predictorMissing(area: area)
    }
    for area in sampled where !(variances[area] > 0 && variances[area].isFinite) {
      throw .samplingVarianceNotPositive(area: area)
    }
    let needed = predictors.count + (method.isAdjusted ? 3 : 1)
    guard sampled.count >= needed else {
      throw .tooFewAreas(areas: sampled.count, needed: needed)
    }
    let likelihood = AreaLikelihood(
      direct: sampled.map { direct[$0] }, variances: sampled.map { variances[$0] },
      rows: sampled.map { rows[$0] })
    guard let variance = likelihood.estimate(method), let fit = likelihood.fit(variance) else {
      throw .predictorsDependent
    }
    self.method = method
    self.variance = variance
    coefficients = fit.coefficients
    coefficientCovariance = fit.covariance
    logLikelihood = fit.logLikelihood
    synthetic = rows.map { row in zip(row, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 } }
    shrinkage = direct.indices.map { area in
      direct[area].isNaN ? 0 : variance / (variance + variances[area])
    }
    var values = synthetic
    for area in sampled {
      values[area] += shrinkage[area] * (direct[area] - synthetic[area])
    }
    self.values = values
    let order = fit.varianceOrder(method)
    meanSquaredErrors = direct.indices.map { area in
      let leverage = fit.covariance.quadraticForm(rows[area])
      guard !direct[area].isNaN else { return variance + leverage }
      let total = variance + variances[area]
      let rest = variances[area] / total
      let first = variance * rest + rest * rest * leverage
      let error =
        first + 2 * rest * rest / total * order.variance - order.bias * rest * rest
      return error >= 0 ? error : .nan
    }
  }

  /// The standard errors of the coefficients.
  public var coefficientErrors: [Double] { coefficientCovariance.diagonal.map { $0.squareRoot() } }
}
