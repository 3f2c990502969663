internal import Synchronization

/// A weighted fit by Newton's method.
struct WeightedFit: Sendable {
  /// One per predictor.
  private(set) var coefficients: [Double]
  /// y − μ of each unit used.
  private(set) var residuals: [Double] = []
  /// (Σ w x x′ dμ/dη)⁻¹.
  private(set) var inverse = Matrix(rows: 0, columns: 0)

  init(
    values: [Double], predictors: [[Double]], weights: [Double], units: [Int],
    family: RegressionFamily
  ) throws(RegressionError) {
    coefficients = [Double](repeating: 0, count: predictors.count)
    let total = units.reduce(0) { $0 + weights[$1] }
    for step in 0..<100 {
      var information = Matrix(rows: predictors.count, columns: predictors.count)
      var score = [Double](repeating: 0, count: predictors.count)
      residuals = []
      var hasSpread = false
      for unit in units {
        let linear = predictors.indices.reduce(0) { $0 + coefficients[$1] * predictors[$1][unit] }
        let mean = family == .linear ? linear : 1 / (1 + Libm.exponential(-linear))
        let slope = family == .linear ? 1 : mean * (1 - mean)
        let residual = values[unit] - mean
        hasSpread = hasSpread || (slope > 1e-8 && weights[unit] != 0)
        residuals.append(residual)
        for i in predictors.indices {
          let weighted = weights[unit] / total * predictors[i][unit]
          score[i] += weighted * residual
          for j in 0...i {
            information[i, j] += weighted * slope * predictors[j][unit]
            information[j, i] = information[i, j]
          }
        }
      }
      guard hasSpread else { throw .separated }
      guard let factor = CholeskyFactor(information, tolerance: 1e-12) else {
        throw step < 5 ? .dependentPredictors : .separated
      }
      let change = factor.solve(score)
      inverse = factor.inverse
      for i in predictors.indices {
        coefficients[i] += change[i]
        for j in predictors.indices { inverse[i, j] /= total }
      }
      let size = coefficients.reduce(0) { max($0, $1.magnitude) }
      let largest = change.reduce(0) { max($0, $1.magnitude) }
      // One step more, so that residuals and information are those of the last coefficients.
      if largest <= 1e-12 * size || (step > 0 && largest < 1e-300) { return }
    }
    throw .separated
  }
}

/// The fit that was made last, with what it was made of.
///
/// It only saves time: the same units and weights always give the same fit.
final class LatestFit: Sendable {
  private struct Entry {
    let units: [Int]
    let weights: [Double]
    let fit: WeightedFit
  }

  private let entry = Mutex<Entry?>(nil)

  /// The fit of these units and weights, if it is the latest.
  func fit(units: [Int], weights: [Double]) -> WeightedFit? {
    entry.withLock { entry in
      guard let entry, entry.weights == weights, entry.units == units else { return nil }
      return entry.fit
    }
  }

  /// Remembers a fit.
  func store(_ fit: WeightedFit, units: [Int], weights: [Double]) {
    entry.withLock { $0 = Entry(units: units, weights: weights, fit: fit) }
  }
}
