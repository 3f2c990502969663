internal import Foundation
internal import SurveyModel

/// A number with its gradient: what an expression of estimates gives for the delta method.
struct Dual {
  var value: Double
  var gradient: [Double]

  fileprivate func chain(_ value: Double, _ slope: Double) -> Dual {
    Dual(value: value, gradient: gradient.map { $0 * slope })
  }
}

/// Why an expression of estimates cannot be evaluated.
public enum ContrastError: Error, Hashable, Sendable {
  /// There is no estimate of this name.
  case noEstimate(String, known: [String])
  /// The expression holds a comparison, a text, `and`, `or`, `not` or `in`.
  case notANumber(String)
}

extension SurveyModel.Expression {
  /// The value and gradient of a smooth expression of estimates.
  ///
  /// - Parameters:
  ///   - names: The names of the estimates; the gradient has one entry for each.
  ///   - values: The estimates.
  ///   - source: The expression as it was written, for errors.
  /// - Returns: The value, and its derivative by each estimate.
  /// - Throws: ``ContrastError``.
  func dual(names: [String: Int], values: [Double], source: String) throws(ContrastError) -> Dual {
    let zero = [Double](repeating: 0, count: values.count)
    switch self {
    case .number(let number, _, _): return Dual(value: number, gradient: zero)
    case .name(let name, _):
      guard let position = names[name] else {
        throw .noEstimate(name, known: names.keys.sorted().map(Token.typed))
      }
      var gradient = zero
      gradient[position] = 1
      return Dual(value: values[position], gradient: gradient)
    case .negate(let operand):
      let inner = try operand.dual(names: names, values: values, source: source)
      return inner.chain(-inner.value, -1)
    case .call(let function, let operand):
      let inner = try operand.dual(names: names, values: values, source: source)
      return inner.chain(function.value(inner.value), function.slope(inner.value))
    case .binary(let operation, let left, let right):
      let one = try left.dual(names: names, values: values, source: source)
      let other = try right.dual(names: names, values: values, source: source)
      guard let slopes = operation.slopes(one.value, other.value) else { throw .notANumber(source) }
      return Dual(
        value: operation.arithmetic(one.value, other.value),
        gradient: zip(one.gradient, other.gradient).map { $0 * slopes.left + $1 * slopes.right })
    case .text, .not, .member, .isMissing: throw .notANumber(source)
    }
  }
}

extension SurveyModel.Expression.BinaryOperator {
  func arithmetic(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .power: pow(left, right)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: .nan
    }
  }

  /// The partial derivatives, nil for an operator that gives no number.
  fileprivate func slopes(_ left: Double, _ right: Double) -> (left: Double, right: Double)? {
    switch self {
    case .add: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (right, left)
    case .divide: (1 / right, -left / (right * right))
    case .power:
      // The slope in the exponent matters only where the base is positive.
      (right * pow(left, right - 1), left > 0 ? pow(left, right) * log(left) : 0)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: nil
    }
  }
}

extension ExpressionFunction {
  func value(_ x: Double) -> Double {
    switch self {
    case .log: Foundation.log(x)
    case .exp: Foundation.exp(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    }
  }

  fileprivate func slope(_ x: Double) -> Double {
    switch self {
    case .log: 1 / x
    case .exp: Foundation.exp(x)
    case .sqrt: 0.5 / x.squareRoot()
    case .abs: x < 0 ? -1 : 1
    }
  }
}
