/// What to do with a category of the population that no unit of the sample is in.
public enum EmptyCellPolicy: String, Hashable, Sendable, CaseIterable {
  /// Throws ``CalibrationError/emptyCell(_:)``.
  case fail

  /// The category is left out: the weights then add up to the population without it.
  ///
  /// This is what `partial = TRUE` does in R *survey*. A replicate may empty a cell that the whole
  /// sample has.
  case ignore
}

/// When raking by cells stops.
///
/// A sweep is a post-stratification to each margin in turn. After a sweep, let δ be the largest
/// change of the weight of a cell of the crossing of all margins.
public struct RakingControl: Hashable, Sendable {
  /// After how many sweeps it is given up.
  public var maximumSweeps: Int

  /// It stops when δ is below this; a number below 1 is multiplied by the sum of the weights.
  public var epsilon: Double

  /// Makes a rule to stop by.
  ///
  /// - Parameters:
  ///   - maximumSweeps: After how many sweeps it is given up.
  ///   - epsilon: It stops when δ is below this; a number below 1 is multiplied by the sum of the
  ///     weights, as in R.
  public init(maximumSweeps: Int, epsilon: Double) {
    self.maximumSweeps = maximumSweeps
    self.epsilon = epsilon
  }

  /// Until all margins are met to the precision of the numbers, within 10,000 sweeps.
  public static let converged = RakingControl(maximumSweeps: 10_000, epsilon: 1e-13)

  /// Up to ten sweeps, until no cell changes by 1: the default of `rake` in R *survey*.
  ///
  /// The margins before the last are then met only about as well as that.
  public static let rDefault = RakingControl(maximumSweeps: 10, epsilon: 1)
}

/// How variances take account of raking by cells.
public enum RakingResiduals: String, Hashable, Sendable, CaseIterable {
  /// The linearised variable loses its plain means over each margin in turn, ten times over.
  ///
  /// So does R *survey* (`svyrecvar`, 4.1), and its digits follow. With equal design weights that
  /// is the same as ``weighted``, as far as ten rounds go; with unequal ones these are residuals of
  /// another regression than the one that raking follows, and standard errors differ by some 1 %.
  case unweighted

  /// The residuals of the regression on all margins, weighted by the design weights.
  ///
  /// To first order raking is linear calibration to its margins, and these are the residuals that
  /// belong to it (Deville and Särndal 1992), as for ``Calibration/exponential(to:bounds:)``.
  case weighted
}
