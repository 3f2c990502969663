/// Design weights as integers: all sums of them are exact, in any order.
///
/// A weight typed with up to nine decimals is an integer in disguise: 123.4567 is 1,234,567 × 10⁻⁴.
/// The integers are divided by their greatest common divisor, so that weights scaled by a constant
/// are the same integers. Other weights, or decimals whose sum would not fit, are rounded to a power of
/// two that leaves the sum of all below 2⁶¹: an error of at most 2⁻⁶¹ of that sum each.
///
/// Estimates do not depend on the unit of weights, so the divisor is not kept.
struct IntegerWeights {
  /// The integers, in the order of the weights, all positive.
  let values: [Int64]
  /// Whether the weights differ.
  let differ: Bool

  /// - Parameter weights: Positive, finite numbers.
  /// - Complexity: O(*n*).
  init(_ weights: [Double]) {
    let integers = IntegerWeights.decimals(weights) ?? IntegerWeights.binary(weights)
    let divisor = integers.reduce(Int64(0)) { greatestCommonDivisor($0, $1) }
    let reduced = divisor > 1 ? integers.map { $0 / divisor } : integers
    values = reduced
    differ = reduced.contains { $0 != reduced[0] }
  }

  private static let sumLimit = 0x1p61

  private static func decimals(_ weights: [Double]) -> [Int64]? {
    var scale = 1.0
    for _ in 0...9 {
      if weights.allSatisfy({ ($0 * scale).rounded() / scale == $0 }) {
        let total = weights.reduce(0) { $0 + $1 * scale }
        return total < sumLimit ? weights.map { Int64(($0 * scale).rounded()) } : nil
      }
      scale *= 10
    }
    return nil
  }

  private static func binary(_ weights: [Double]) -> [Int64] {
    // The bound on the sum must not depend on the order of the weights.
    let bound = (weights.max() ?? 1) * Double(weights.count)
    let quantum = bound.binade * 2 / sumLimit
    return weights.map { max(1, Int64(($0 / quantum).rounded())) }
  }
}
