internal import Foundation
internal import SurveyStatistics

/// How far the value of a group lies from those of the other groups, where most groups are honest.
///
/// With values yᵢ and their standard errors sᵢ, the centre c is the median of yᵢ. Upwards, groups differ by
/// more than sᵢ explains by a variance τ² ≥ 0, so chosen that among the values above the centre the median
/// of (yᵢ − c)/√(sᵢ² + τ²) is that of the normal distribution's absolute value, 0.6745; downwards likewise
/// from the values below it. It is an empirical null (Efron 2004, *JASA* 99), with medians instead of means
/// so that the few that are outlying in fact do not hide themselves, and a side at a time since honest
/// interviewers are not spread evenly: one respondent who straightlines shifts a mean upwards only. Then
///
///     zᵢ = (yᵢ − c)/√(sᵢ² + τ²)
///
/// is referred to Student's distribution with 0.37 (J − 1) degrees of freedom, J being the number of values
/// on the side, as a median absolute deviation carries 37 % of the information of a standard deviation.
///
/// Edge cases: a value that is NaN takes no part. Fewer than ``fewestGroups`` values are not compared:
/// what is usual cannot be told from so few. A group at the centre has z = 0.
struct GroupComparison {
  /// The fewest groups that are compared.
  static let fewestGroups = 10

  let centre: Double
  private let upper: Side
  private let lower: Side
  private let values: [Double]
  private let standardErrors: [Double]

  /// Whether the spread is measured on each side of the centre by itself, or on both together, for values
  /// that honest groups spread evenly: then J is the number of all values.
  enum Spread { case eachSide, together }

  init?(_ values: [Double], standardErrors: [Double], spread: Spread = .eachSide) {
    let used = values.indices.filter { !values[$0].isNaN }
    guard used.count >= GroupComparison.fewestGroups else { return nil }
    let centre = GroupComparison.median(used.map { values[$0] })
    self.centre = centre
    self.values = values
    self.standardErrors = standardErrors
    func side(_ isOn: (Double) -> Bool) -> Side {
      let own = used.filter { isOn(values[$0]) }
      return Side(
        own.map { (values[$0] - centre) * (values[$0] - centre) },
        variances: own.map { standardErrors[$0] * standardErrors[$0] })
    }
    switch spread {
    case .eachSide:
      upper = side { $0 >= centre }
      lower = side { $0 <= centre }
    case .together:
      upper = side { _ in true }
      lower = upper
    }
  }

  /// The spread of the values on one side of the centre.
  private struct Side {
    let excessVariance: Double
    let distribution: StudentDistribution

    init(_ squares: [Double], variances: [Double]) {
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
      excessVariance = high
      distribution = StudentDistribution(
        degreesOfFreedom: 0.37 * Double(max(2, squares.count) - 1))
    }
  }

  /// The probability of a value as high as the group's, NaN where it has none.
  func upperTail(_ group: Int) -> Double {
    values[group].isNaN ? .nan : upper.distribution.cumulative(-score(group, upper))
  }

  /// The probability of a value as low as the group's, NaN where it has none.
  func lowerTail(_ group: Int) -> Double {
    values[group].isNaN ? .nan : lower.distribution.cumulative(score(group, lower))
  }

  /// The probability of a value as far from the centre as the group's, NaN where it has none.
  func twoSided(_ group: Int) -> Double {
    values[group].isNaN ? .nan : min(1, 2 * min(upperTail(group), lowerTail(group)))
  }

  private func score(_ group: Int, _ side: Side) -> Double {
    let deviation = values[group] - centre
    guard deviation != 0 else { return 0 }
    let error = standardErrors[group]
    return deviation / (error * error + side.excessVariance).squareRoot()
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    guard let last = sorted.last else { return .nan }
    if sorted.count == 1 { return last }
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
