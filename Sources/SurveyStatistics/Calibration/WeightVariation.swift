/// How much weights vary, and what that costs a mean of something unrelated to them.
///
/// With cv² the squared coefficient of variation of the n weights above 0 (their variance divided
/// by n, not n − 1, over their squared mean), the design effect of weighting is
/// 1 + cv² = n Σw²/(Σw)², and n over that is the effective sample size (Σw)²/Σw² (Kish, *Weighting
/// for unequal Pᵢ*, Journal of Official Statistics 8, 1992, no. 2). It knows neither clusters nor
/// strata; for what a certain estimate lost compare ``Estimates/designEffects(against:)``.
public struct WeightVariation: Hashable, Sendable {
  /// The number of units with a weight.
  public let count: Int

  /// (Σw)²/Σw²; NaN where no unit has a weight.
  public let effectiveSize: Double

  /// 1 + cv²; NaN where no unit has a weight.
  public var designEffect: Double { Double(count) / effectiveSize }

  /// cv: the standard deviation of the weights over their mean.
  public var coefficientOfVariation: Double { max(0, designEffect - 1).squareRoot() }

  /// Measures weights.
  ///
  /// - Parameters:
  ///   - weights: The weights; units of weight 0 are not in the sample.
  ///   - domain: Which units to look at; `nil` for all.
  /// - Complexity: O(*n*).
  public init(_ weights: [Double], in domain: [Bool]? = nil) {
    precondition(domain.map { $0.count == weights.count } ?? true, "a domain covers all units")
    let used = weights.indices.filter { weights[$0] != 0 && (domain?[$0] ?? true) }
    let sum = used.reduce(0) { $0 + weights[$1] }
    let squares = used.reduce(0) { $0 + weights[$1] * weights[$1] }
    count = used.count
    effectiveSize = used.isEmpty ? .nan : sum * sum / squares
  }
}
