/// The combination of estimates from several completed data sets (Rubin 1987).
///
/// Each of m data sets has its missing values drawn anew, and is analysed as if it were complete.
/// With θ̄ the mean of the estimates, W the mean of their covariances and B the covariance of the
/// estimates between data sets,
///
///     T = W + (1 + 1/m) B
///
/// The degrees of freedom of a single estimate are those of Barnard and Rubin (1999): with
/// λ = (1 + 1/m) B/T and ν those of the complete data,
///
///     ν_m = (m − 1)/λ²,   ν_obs = (ν + 1)/(ν + 3) × ν (1 − λ),   1/ν* = 1/ν_m + 1/ν_obs
///
/// the numbers of `pool.scalar` of the R package *mice*. `MIcombine` of *mitools* 2.4 leaves the
/// factor 1 + 1/m out of λ in ν_obs and gives slightly more.
public struct MultipleImputation: Hashable, Sendable {
  /// The mean estimates, with T as their covariance and ν* as degrees of freedom.
  public let estimates: DerivedEstimates

  /// W, the covariance within a data set.
  public let within: Matrix

  /// B, the covariance between data sets.
  public let between: Matrix

  /// m, the number of data sets.
  public let count: Int

  /// λ of each estimate: the part of its variance that the missing values cause, 0…1.
  public let missingShares: [Double]

  /// For each estimate the fraction of information about it that is missing,
  /// (r + 2/(ν* + 3))/(r + 1) with r = (1 + 1/m) B/W.
  public let missingInformation: [Double]

  /// Combines the estimates of completed data sets.
  ///
  /// Edge cases:
  /// - Without any difference between data sets λ is 0 and ν* those of the complete data, as Barnard
  ///   and Rubin have it ((ν + 1)/(ν + 3) × ν).
  /// - An estimate missing in one data set is missing.
  ///
  /// - Parameters:
  ///   - values: For each data set its estimates; at least 2 data sets.
  ///   - covariances: For each data set the covariance of its estimates.
  ///   - completeDegreesOfFreedom: ν of each estimate; `nil` for infinitely many.
  /// - Complexity: O(m k²) for k estimates.
  public init(
    values: [[Double]], covariances: [Matrix], completeDegreesOfFreedom: [Double]? = nil
  ) {
    precondition(values.count >= 2, "combining needs at least two data sets")
    precondition(values.count == covariances.count, "one covariance per data set")
    let width = values[0].count
    precondition(
      values.allSatisfy { $0.count == width }
        && covariances.allSatisfy { $0.rows == width && $0.columns == width },
      "the same estimates in each data set")
    let m = Double(values.count)
    count = values.count
    let means = (0..<width).map { i in values.reduce(0) { $0 + $1[i] } / m }
    var within = Matrix(rows: width, columns: width)
    var between = within
    var total = within
    for i in 0..<width {
      for j in 0..<width {
        within[i, j] = covariances.reduce(0) { $0 + $1[i, j] } / m
        between[i, j] =
          values.reduce(0) { $0 + ($1[i] - means[i]) * ($1[j] - means[j]) } / (m - 1)
        total[i, j] = within[i, j] + (1 + 1 / m) * between[i, j]
      }
    }
    self.within = within
    self.between = between
    missingShares = (0..<width).map { (1 + 1 / m) * between[$0, $0] / total[$0, $0] }
    let freedom = missingShares.enumerated().map { index, share in
      Self.degreesOfFreedom(
        share: share, count: m, complete: completeDegreesOfFreedom?[index] ?? .infinity)
    }
    missingInformation = (0..<width).map { index in
      let r = (1 + 1 / m) * between[index, index] / within[index, index]
      return (r + 2 / (freedom[index] + 3)) / (r + 1)
    }
    estimates = DerivedEstimates(values: means, covariance: total, degreesOfFreedom: freedom)
  }

  /// Barnard and Rubin's degrees of freedom.
  private static func degreesOfFreedom(share: Double, count: Double, complete: Double) -> Double {
    let large = share > 0 ? (count - 1) / (share * share) : Double.infinity
    guard complete.isFinite else { return share.isNaN ? .nan : large }
    let observed = (complete + 1) / (complete + 3) * complete * (1 - share)
    return large.isFinite ? 1 / (1 / large + 1 / observed) : observed
  }
}
