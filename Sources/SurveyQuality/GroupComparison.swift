internal import Foundation
internal import SurveyStatistics

/// How far the value of a group lies from those of the other groups, where most groups are honest.
///
/// With values yᵢ and their standard errors sᵢ, the centre c is the median of yᵢ, and groups differ by
/// more than sᵢ explains by a variance τ² ≥ 0, so chosen that the median of |yᵢ − c|/√(sᵢ² + τ²) is that
/// of the normal distribution, 0.6745 (an empirical null: Efron 2004, *JASA* 99; the median instead of
/// the mean of squares, so that the few that are outlying in fact do not hide themselves). Then
///
///     zᵢ = (yᵢ − c)/√(sᵢ² + τ²)
///
/// is referred to Student's distribution with 0.37 (I − 1) degrees of freedom, as a median absolute
/// deviation carries 37 % of the information that a standard deviation has.
///
/// Edge cases: a value that is NaN takes no part. Fewer than ``fewestGroups`` values are not compared:
/// what is usual cannot be told from so few. A group at the centre without any spread has z = 0.
struct GroupComparison {
  /// The fewest groups that are compared.
  static let fewestGroups = 10

  let centre: Double
  let excessVariance: Double
  /// zᵢ, NaN where there is no value.
  let scores: [Double]
  private let distribution: StudentDistribution

  init?(_ values: [Double], standardErrors: [Double]) {
    let used = values.indices.filter { !values[$0].isNaN }
    guard used.count >= GroupComparison.fewestGroups else { return nil }
    let centre = GroupComparison.median(used.map { values[$0] })
    let squares = used.map { (values[$0] - centre) * (values[$0] - centre) }
    let variances = used.map { standardErrors[$0] * standardErrors[$0] }
    let normalSquare = 0.674_489_750_196_081_7 * 0.674_489_750_196_081_7
    // The median of squares falls as τ² grows.
    func isTooWide(_ excess: Double) -> Bool {
      let ratios = zip(squares, variances).map { square, variance in
        square == 0 ? 0 : square / (variance + excess)
      }
      return GroupComparison.median(ratios) > normalSquare
    }
    var low = 0.0
    var high = (squares.max() ?? 0) / normalSquare
    if isTooWide(0) {
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if isTooWide(middle) { low = middle } else { high = middle }
      }
    } else {
      high = 0
    }
    self.centre = centre
    excessVariance = high
    scores = values.indices.map { index in
      let deviation = values[index] - centre
      guard deviation != 0 else { return 0 }
      return deviation / (standardErrors[index] * standardErrors[index] + high).squareRoot()
    }
    distribution = StudentDistribution(degreesOfFreedom: 0.37 * Double(used.count - 1))
  }

  /// The probability of a value as high as the group's, NaN where it has none.
  func upperTail(_ group: Int) -> Double {
    scores[group].isNaN ? .nan : distribution.cumulative(-scores[group])
  }

  /// The probability of a value as low as the group's, NaN where it has none.
  func lowerTail(_ group: Int) -> Double {
    scores[group].isNaN ? .nan : distribution.cumulative(scores[group])
  }

  /// The probability of a value as far from the centre as the group's, NaN where it has none.
  func twoSided(_ group: Int) -> Double {
    scores[group].isNaN ? .nan : min(1, 2 * distribution.cumulative(-scores[group].magnitude))
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
