/// The likelihood of the variance between areas, the coefficients being profiled out.
struct AreaLikelihood {
  let direct: [Double]
  let variances: [Double]
  let rows: [[Double]]

  /// What follows from one value of A.
  struct Fit {
    let variance: Double
    let coefficients: [Double]
    let covariance: Matrix
    let logLikelihood: Double
    /// ln |Σ vᵢxᵢxᵢ′|.
    let logInformation: Double
    /// Σ v, Σ v² and tr(Q Σ v²xx′).
    let weightSum: Double
    let weightSquares: Double
    let trace: Double
    /// Σ v r² and Σ v² r² of the residuals r.
    let fitted: Double
    let slope: Double
    /// Σ (A + D)².
    let totalSquares: Double
    let areas: Int
  }

  /// The regression with weights 1/(A + Dᵢ); `nil` where the predictors are dependent.
  func fit(_ variance: Double) -> Fit? {
    let width = rows[0].count
    let weights = variances.map { 1 / (variance + $0) }
    var information = Matrix(rows: width, columns: width)
    var squares = information
    var right = [Double](repeating: 0, count: width)
    for (area, row) in rows.enumerated() {
      for i in 0..<width {
        right[i] += weights[area] * row[i] * direct[area]
        for j in 0..<width {
          let product = weights[area] * row[i] * row[j]
          information[i, j] += product
          squares[i, j] += weights[area] * product
        }
      }
    }
    guard let factor = CholeskyFactor(information) else { return nil }
    let coefficients = factor.solve(right)
    let covariance = factor.inverse
    var fitted = 0.0
    var slope = 0.0
    for (area, row) in rows.enumerated() {
      let residual = direct[area] - zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      fitted += weights[area] * residual * residual
      slope += weights[area] * weights[area] * residual * residual
    }
    let logTotals = weights.reduce(0) { $0 - Libm.naturalLog($1) }
    return Fit(
      variance: variance, coefficients: coefficients, covariance: covariance,
      logLikelihood: -0.5
        * (Double(rows.count) * Libm.naturalLog(2 * Double.pi) + logTotals + fitted),
      logInformation: factor.logDeterminant, weightSum: weights.reduce(0, +),
      weightSquares: weights.reduce(0) { $0 + $1 * $1 },
      trace: zip(covariance.elements, squares.elements).reduce(0) { $0 + $1.0 * $1.1 },
      fitted: fitted, slope: slope, totalSquares: weights.reduce(0) { $0 + 1 / ($1 * $1) },
      areas: rows.count)
  }

  /// The estimate of A by a method; `nil` where the predictors are dependent.
  func estimate(_ method: FayHerriotMethod) -> Double? {
    switch method {
    case .prasadRao: momentEstimate()
    case .fayHerriot: momentRoot()
    case .reml, .ml, .adjustedREML, .adjustedML: maximum(method)
    }
  }

  /// The least-squares residuals' estimate of A.
  private func momentEstimate() -> Double? {
    let plain = AreaLikelihood(direct: direct, variances: variances.map { _ in 1 }, rows: rows)
    guard let fit = plain.fit(0) else { return nil }
    var sum = fit.fitted
    for (variance, row) in zip(variances, rows) {
      sum -= variance * (1 - fit.covariance.quadraticForm(row))
    }
    return max(0, sum / Double(rows.count - rows[0].count))
  }

  /// The A at which the weighted sum of squared residuals has its expectation.
  private func momentRoot() -> Double? {
    let expected = Double(rows.count - rows[0].count)
    guard let first = fit(0), let scale else { return nil }
    guard first.fitted > expected else { return 0 }
    return root(from: 0, to: scale) { $0.fitted - expected }
  }

  /// The A of the largest likelihood.
  private func maximum(_ method: FayHerriotMethod) -> Double? {
    guard let scale else { return nil }
    let positive = (0...90).map { scale * Libm.exponential(Double($0 - 60) / 10 * 2.302585) }
    let grid = (method.isAdjusted ? [] : [0]) + positive
    let fits = grid.compactMap { fit($0) }
    guard fits.count == grid.count else { return nil }
    let heights = fits.map { height($0, method) }
    let peak = heights.indices.max { heights[$0] < heights[$1] } ?? 0
    if peak == 0 && !method.isAdjusted && derivative(fits[0], method) <= 0 { return 0 }
    return root(
      from: peak == 0 ? 0 : grid[peak - 1], to: grid[min(peak + 1, grid.count - 1)]
    ) { derivative($0, method) }
  }

  /// The size of the variances involved: the larger of residual and median sampling variance.
  private var scale: Double? {
    let plain = AreaLikelihood(direct: direct, variances: variances.map { _ in 1 }, rows: rows)
    return plain.fit(0).map {
      max($0.fitted / Double(rows.count - rows[0].count), variances.sorted()[rows.count / 2])
    }
  }

  private func height(_ fit: Fit, _ method: FayHerriotMethod) -> Double {
    fit.logLikelihood - (method.isResidual ? 0.5 * fit.logInformation : 0)
      + (method.isAdjusted ? Libm.naturalLog(fit.variance) : 0)
  }

  private func derivative(_ fit: Fit, _ method: FayHerriotMethod) -> Double {
    let trace = fit.weightSum - (method.isResidual ? fit.trace : 0)
    return 0.5 * (fit.slope - trace) + (method.isAdjusted ? 1 / fit.variance : 0)
  }

  /// The zero of a function that falls through it between two values of A, by bisection.
  private func root(from low: Double, to high: Double, of value: (Fit) -> Double) -> Double? {
    var (low, high) = (low, high)
    while let fit = fit(high), value(fit) > 0, high < 1e300 { (low, high) = (high, 2 * high) }
    for _ in 0..<1100 {
      let middle = 0.5 * (low + high)
      guard middle > low, middle < high, let fit = fit(middle) else { break }
      if value(fit) > 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}

extension AreaLikelihood.Fit {
  /// The asymptotic variance and bias of the estimate of A.
  func varianceOrder(_ method: FayHerriotMethod) -> (variance: Double, bias: Double) {
    let count = Double(areas)
    let likely = 2 / weightSquares
    switch method {
    case .reml: return (likely, 0)
    case .ml: return (likely, -trace / weightSquares)
    case .adjustedREML: return (likely, 2 / variance / weightSquares)
    case .adjustedML: return (likely, (2 / variance - trace) / weightSquares)
    case .fayHerriot:
      let square = weightSum * weightSum
      return (2 * count / square, 2 * (count * weightSquares - square) / (square * weightSum))
    case .prasadRao: return (2 * totalSquares / (count * count), 0)
    }
  }
}
