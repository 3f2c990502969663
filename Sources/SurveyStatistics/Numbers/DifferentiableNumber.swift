/// A number that carries its derivatives with it (forward differentiation).
///
/// Each operation applies the chain rule, so the derivatives of an expression are as exact as its
/// value. Functions of estimates are written with it; see ``Estimates/transformed(_:)``.
public struct DifferentiableNumber: Hashable, Sendable {
  /// The value.
  public let value: Double

  /// The derivatives by each variable; empty for a constant.
  private let derivatives: [Double]

  /// Makes a constant.
  public init(_ value: Double) {
    self.value = value
    derivatives = []
  }

  /// Makes one of several variables.
  ///
  /// - Parameters:
  ///   - value: Its value.
  ///   - index: Which variable it is.
  ///   - count: How many there are.
  public init(_ value: Double, variable index: Int, of count: Int) {
    self.value = value
    derivatives = (0..<count).map { $0 == index ? 1 : 0 }
  }

  private init(_ value: Double, _ derivatives: [Double]) {
    self.value = value
    self.derivatives = derivatives
  }

  /// The derivatives by each of `count` variables.
  public func gradient(count: Int) -> [Double] {
    derivatives.isEmpty ? Array(repeating: 0, count: count) : derivatives
  }

  /// f of the number, given f and its derivative there.
  ///
  /// Where the number does not depend on a variable, neither does the result, even if the
  /// derivative of f is infinite.
  public func mapped(to result: Double, derivative: Double) -> DifferentiableNumber {
    DifferentiableNumber(result, derivatives.map { $0 == 0 ? 0 : $0 * derivative })
  }

  /// f of two numbers, given f and its derivatives by both.
  private static func combine(
    _ left: Self, _ right: Self, _ result: Double, _ byLeft: Double, _ byRight: Double
  ) -> Self {
    let count = max(left.derivatives.count, right.derivatives.count)
    let lefts = left.mapped(to: 0, derivative: byLeft).gradient(count: count)
    let rights = right.mapped(to: 0, derivative: byRight).gradient(count: count)
    return DifferentiableNumber(result, zip(lefts, rights).map { $0 + $1 })
  }

  /// The sum.
  public static func + (left: Self, right: Self) -> Self {
    combine(left, right, left.value + right.value, 1, 1)
  }

  /// The difference.
  public static func - (left: Self, right: Self) -> Self {
    combine(left, right, left.value - right.value, 1, -1)
  }

  /// The product.
  public static func * (left: Self, right: Self) -> Self {
    combine(left, right, left.value * right.value, right.value, left.value)
  }

  /// The quotient.
  public static func / (left: Self, right: Self) -> Self {
    let quotient = left.value / right.value
    return combine(left, right, quotient, 1 / right.value, -quotient / right.value)
  }

  /// The negative.
  public static prefix func - (number: Self) -> Self {
    number.mapped(to: -number.value, derivative: -1)
  }
}

extension DifferentiableNumber {
  /// The natural logarithm.
  public var naturalLog: DifferentiableNumber {
    mapped(to: Libm.naturalLog(value), derivative: 1 / value)
  }

  /// e to the power of the number.
  public var exponential: DifferentiableNumber {
    let result = Libm.exponential(value)
    return mapped(to: result, derivative: result)
  }

  /// The square root.
  public var squareRoot: DifferentiableNumber {
    let root = value.squareRoot()
    return mapped(to: root, derivative: 0.5 / root)
  }

  /// The number to a power.
  ///
  /// - Parameter exponent: Any number; a base below 0 needs a whole one.
  public func power(_ exponent: Double) -> DifferentiableNumber {
    guard exponent != 0 else { return DifferentiableNumber(1) }
    return mapped(
      to: Libm.power(value, exponent),
      derivative: exponent * Libm.power(value, exponent - 1))
  }

  /// The geometric mean of numbers above 0, (Π xₖ)^(1/k).
  public static func geometricMean(_ numbers: [DifferentiableNumber]) -> DifferentiableNumber {
    let zero = DifferentiableNumber(0)
    let sum = numbers.reduce(zero) { $0 + $1.naturalLog }
    return (sum / DifferentiableNumber(Double(numbers.count))).exponential
  }
}
