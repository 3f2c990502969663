/// A sum of numbers that does not depend on their order, nor on how they were divided among sums.
///
/// Each number is rounded once to a multiple of a fixed power of two (the *quantum*), and the
/// multiples are added as integers of 128 bits. Integer addition has no rounding, so the same
/// numbers give the same bits in any order and in any partition joined with `+`.
///
/// With b the smallest power of two that is not below the bound, the quantum is b × 2⁻⁸⁶:
/// - a number of at least b × 2⁻³³ in size is added exactly;
/// - a smaller one with an error of at most b × 2⁻⁸⁷;
/// - the sum holds 2⁴⁰ numbers (about 10¹²) of the size of the bound; beyond that it stops the
///   program instead of giving a wrong sum.
public struct ExactSum: Hashable, Sendable {
  /// The power of two of which each number is rounded to a multiple.
  public let quantum: Double

  private var multiples: Int128 = 0

  /// Makes an empty sum of numbers of which none is larger than `bound` in size.
  ///
  /// - Parameter bound: A positive number from 10⁻²⁷⁰ to 10³⁰⁰.
  public init(bound: Double) {
    precondition(bound >= 1e-270 && bound <= 1e300, "the bound of a sum lies in 1e-270…1e300")
    let power = bound.significand == 1 ? bound.exponent : bound.exponent + 1
    quantum = Double(sign: .plus, exponent: power - 86, significand: 1)
  }

  /// The largest size of a number that may be added.
  public var bound: Double { quantum * 0x1p86 }

  /// The sum, rounded to the nearest number.
  public var value: Double { Double(multiples) * quantum }

  /// Adds one finite number, not larger than the bound in size.
  public mutating func add(_ number: Double) {
    precondition(number.magnitude <= bound, "a number beyond the bound of its sum, or not a number")
    multiples += Int128((number / quantum).rounded(.toNearestOrEven))
  }

  /// Joins two sums of the same bound.
  ///
  /// - Parameters:
  ///   - left: One part of the numbers.
  ///   - right: The other part.
  /// - Returns: The sum of both parts, the same whatever the parts are.
  public static func + (left: ExactSum, right: ExactSum) -> ExactSum {
    precondition(left.quantum == right.quantum, "sums of different bounds cannot be joined")
    var sum = left
    sum.multiples += right.multiples
    return sum
  }

  /// Adds the numbers of another sum of the same bound to this one.
  public static func += (left: inout ExactSum, right: ExactSum) {
    left = left + right
  }
}
