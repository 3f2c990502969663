/// Draws of estimates around their true values, from which critical values of differences are read.
///
/// The draws are normal with the given covariance, and with finite degrees of freedom each is
/// divided by √(χ²/ν), which makes it a multivariate t.
struct DifferenceSimulation {
  /// The draws, replicate after replicate.
  private let draws: [Double]
  private let width: Int
  private let replicates: Int

  /// √(var_i + var_j − 2cov_ij) of each pair.
  let errors: Matrix

  init(
    covariance: Matrix, degreesOfFreedom: Double, replicates: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(replicates >= 20, "a critical value needs at least 20 replicates")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    width = covariance.rows
    self.replicates = replicates
    errors = Self.errors(covariance)
    // The symmetric root, so that a covariance of less than full rank serves as well.
    let eigen = SymmetricEigen(covariance)
    let used = eigen.values.indices.filter { eigen.values[$0] > 1e-14 * (eigen.values.first ?? 0) }
    let roots = used.map { eigen.values[$0].squareRoot() }
    var sampler = NormalSampler()
    var draws = [Double](repeating: 0, count: replicates * covariance.rows)
    for replicate in 0..<replicates {
      let start = replicate * covariance.rows
      for (column, root) in zip(used, roots) {
        let amount = root * sampler.next(using: &generator)
        for i in 0..<covariance.rows { draws[start + i] += amount * eigen.vectors[i, column] }
      }
      guard degreesOfFreedom.isFinite else { continue }
      let square = sampler.chiSquare(degreesOfFreedom: degreesOfFreedom, using: &generator)
      let scale = (degreesOfFreedom / square).squareRoot()
      for i in 0..<covariance.rows { draws[start + i] *= scale }
    }
    self.draws = draws
  }

  /// The value that the largest standardised difference of the pairs exceeds with probability
  /// 1 − level.
  ///
  /// Of B sorted replicates it is that number ⌈level × (B + 1)⌉, which errs on the cautious side.
  ///
  /// - Parameters:
  ///   - pairs: Ordered pairs (better, worse); those without an error are not counted.
  ///   - level: The confidence level.
  /// - Returns: The critical value; 0 without a pair.
  func criticalValue(of pairs: [(Int, Int)], level: Double) -> Double {
    let counted = pairs.filter { errors[$0.0, $0.1] > 0 }
      .map { (first: $0.0, second: $0.1, factor: 1 / errors[$0.0, $0.1]) }
    guard !counted.isEmpty else { return 0 }
    var largest = [Double](repeating: -.infinity, count: replicates)
    for replicate in 0..<replicates {
      let start = replicate * width
      var maximum = -Double.infinity
      for pair in counted {
        let difference = draws[start + pair.first] - draws[start + pair.second]
        maximum = max(maximum, difference * pair.factor)
      }
      largest[replicate] = maximum
    }
    largest.sort()
    let position = Int((level * Double(replicates + 1)).rounded(.up))
    return largest[min(max(position, 1), replicates) - 1]
  }

  private static func errors(_ covariance: Matrix) -> Matrix {
    var errors = Matrix(rows: covariance.rows, columns: covariance.rows)
    for i in 0..<covariance.rows {
      for j in 0..<covariance.rows where i != j {
        let sum = covariance[i, i] + covariance[j, j]
        let variance = sum - covariance[i, j] - covariance[j, i]
        // What cancels to rounding is a difference known without error.
        errors[i, j] = variance > 1e-13 * sum ? variance.squareRoot() : 0
      }
    }
    return errors
  }
}
