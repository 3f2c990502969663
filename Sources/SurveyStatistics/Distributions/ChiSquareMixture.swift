/// A weighted sum of independent chi-square variables of one degree of freedom, Σ aᵢ χ²₁, or its
/// ratio to χ²_d / d.
///
/// Quadratic forms of estimates have this distribution where their covariance is not the one that
/// the form was made for, as Pearson's X² of a clustered sample has (Rao and Scott 1984).
public struct ChiSquareMixture: Hashable, Sendable {
  /// How a tail of the distribution is computed.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// One scaled chi-square (or F) variable with the same mean and variance (Satterthwaite 1946).
    case satterthwaite

    /// The saddlepoint approximation of Lugannani and Rice in Barndorff-Nielsen's form (Kuonen
    /// 1999), with a relative error of some hundredths, which stays so far out.
    case saddlepoint

    /// The exact mixture of chi-square variables (Ruben 1962).
    case exact
  }

  /// The weights aᵢ above 0, largest first.
  public let weights: [Double]

  /// d, the degrees of freedom of the denominator; +∞ for none.
  public let denominator: Double

  /// Makes the distribution.
  ///
  /// - Parameters:
  ///   - weights: The aᵢ, finite; those not above 10⁻¹² times the largest are rounding, and left out.
  ///   - denominator: d, above 0; +∞ for the sum alone.
  public init(weights: [Double], denominator: Double = .infinity) {
    precondition(weights.allSatisfy(\.isFinite), "weights are finite")
    precondition(denominator > 0, "degrees of freedom are positive")
    let largest = weights.max() ?? 0
    self.weights = weights.filter { $0 > 1e-12 * largest && $0 > 0 }.sorted(by: >)
    self.denominator = denominator
  }

  /// The scale and the degrees of freedom of Satterthwaite's single chi-square variable: Σa²/Σa and
  /// (Σa)²/Σa².
  public var satterthwaite: (scale: Double, degreesOfFreedom: Double) {
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return (squares / sum, sum * sum / squares)
  }

  /// The probability of a value above `x`.
  ///
  /// Edge cases:
  /// - Without weights the sum is 0, and the answer 1 below 0 and 0 from 0 on.
  /// - Within 10⁻⁴ of its pole the saddlepoint formula loses its digits; the exact answer then stands
  ///   in (R *survey* takes Satterthwaite's there).
  ///
  /// - Parameters:
  ///   - x: The value.
  ///   - method: How to compute it.
  /// - Returns: 0…1.
  /// - Complexity: O(k) for k weights, but O(k x/min a) for the exact answer.
  public func upperTail(_ x: Double, method: Method = .exact) -> Double {
    guard !x.isNaN else { return .nan }
    guard !weights.isEmpty else { return x < 0 ? 1 : 0 }
    guard x > 0 else { return 1 }
    guard x.isFinite else { return 0 }
    switch method {
    case .satterthwaite:
      let (scale, freedom) = satterthwaite
      return FisherDistribution(numerator: freedom, denominator: denominator)
        .upperTail(x / (scale * freedom))
    case .saddlepoint: return saddlepoint(x) ?? ruben(x)
    case .exact: return ruben(x)
    }
  }
}
