/// How far two answers to the same question agree beyond chance: an interview and its repetition.
///
/// With p_ij the share of pairs with first answer i and second j, margins p_i. and p_.j, and weights
/// w_ij of 1 where both agree,
///
///     κ = (p_o − p_e)/(1 − p_e),   p_o = Σ w_ij p_ij,   p_e = Σ w_ij p_i. p_.j
///
/// (Cohen 1960 and 1968). Its variance for large samples (Fleiss, Cohen and Everitt 1969, *Psychol. Bull.*
/// 72), with w̄_i. = Σ_j w_ij p_.j and w̄_.j = Σ_i w_ij p_i., is
///
///     (Σ p_ij (w_ij − (w̄_i. + w̄_.j)(1 − κ))² − (κ − p_e (1 − κ))²) / (n (1 − p_e)²)
///
/// and, where the answers are independent, (Σ p_i. p_.j (w_ij − w̄_i. − w̄_.j)² − p_e²)/(n (1 − p_e)²).
/// Pairs count as independent and alike: no weights and no clusters of the sample.
public struct CohenKappa: Hashable, Sendable {
  /// How near two answers that differ still are.
  public enum Weights: String, Hashable, Sendable, CaseIterable {
    /// Not at all: categories have no order.
    case none
    /// By the steps between them: 1 − |i − j|/(k − 1).
    case linear
    /// By the square of the steps: 1 − (i − j)²/(k − 1)², which makes κ an intra-class correlation.
    case quadratic
  }

  /// The number of pairs.
  public let count: Int
  /// p_o, the weighted share of agreement.
  public let agreement: Double
  /// p_e, what chance gives.
  public let chanceAgreement: Double
  /// κ.
  public let value: Double
  /// The standard error of κ.
  public let standardError: Double
  /// The standard error of κ where the answers are independent, for a test of κ = 0.
  public let independenceStandardError: Double

  /// Computes κ of pairs of answers; nil where it is not defined: no pair, or only one category was chosen.
  ///
  /// - Parameters:
  ///   - first: The first answers, as numbers of categories.
  ///   - second: The second ones, in the same order.
  ///   - categories: The number of categories.
  ///   - weights: How near two answers that differ still are.
  /// - Complexity: O(*pairs* + *categories*²).
  public init?(_ first: [Int], _ second: [Int], categories: Int, weights: Weights = .none) {
    precondition(first.count == second.count, "answers come in pairs")
    precondition(
      (first + second).allSatisfy { (0..<categories).contains($0) }, "a category has a number")
    guard !first.isEmpty else { return nil }
    let size = Double(first.count)
    var counts = [Int](repeating: 0, count: categories * categories)
    for (one, other) in zip(first, second) { counts[one * categories + other] += 1 }
    let shares = counts.map { Double($0) / size }
    let range = 0..<categories
    let rows = range.map { row in range.reduce(0) { $0 + shares[row * categories + $1] } }
    let columns = range.map { column in range.reduce(0) { $0 + shares[$1 * categories + column] } }
    func weight(_ row: Int, _ column: Int) -> Double {
      let step = Double(abs(row - column)) / Double(max(1, categories - 1))
      return switch weights {
      case .none: row == column ? 1 : 0
      case .linear: 1 - step
      case .quadratic: 1 - step * step
      }
    }
    func sum(_ term: (Int, Int) -> Double) -> Double {
      range.reduce(0) { sum, row in range.reduce(sum) { $0 + term(row, $1) } }
    }
    let observed = sum { weight($0, $1) * shares[$0 * categories + $1] }
    let expected = sum { weight($0, $1) * rows[$0] * columns[$1] }
    guard 1 - expected > 1e-12 else { return nil }
    let kappa = (observed - expected) / (1 - expected)
    let ofRow = range.map { row in range.reduce(0) { $0 + weight(row, $1) * columns[$1] } }
    let ofColumn = range.map { column in range.reduce(0) { $0 + weight($1, column) * rows[$1] } }
    let spread = sum { row, column in
      let term = weight(row, column) - (ofRow[row] + ofColumn[column]) * (1 - kappa)
      return shares[row * categories + column] * term * term
    }
    let independentSpread = sum { row, column in
      let term = weight(row, column) - ofRow[row] - ofColumn[column]
      return rows[row] * columns[column] * term * term
    }
    let shift = kappa - expected * (1 - kappa)
    let scale = size * (1 - expected) * (1 - expected)
    count = first.count
    agreement = observed
    chanceAgreement = expected
    value = kappa
    standardError = (max(0, spread - shift * shift) / scale).squareRoot()
    independenceStandardError =
      (max(0, independentSpread - expected * expected) / scale).squareRoot()
  }
}
