internal import SurveyModel
internal import SurveyStatistics

/// The estimates of a table, followed by their differences from the whole and by the contrasts, with
/// the covariance of all.
struct TableFunctions {
  private(set) var values: [Double]
  private(set) var covariance: Matrix
  private(set) var sampleSizes: [Int]
  /// The contrasts; nil where none was asked for.
  let contrasts: Estimates?

  /// Takes estimates, differences and contrasts together.
  ///
  /// - Parameters:
  ///   - making: The estimates, and those of all groups together.
  ///   - names: What contrasts call the estimates.
  /// - Throws: `EstimationError`, `ExpressionError` or ``ContrastError``.
  /// - Complexity: O(*k*²) for *k* estimates, and O(*k*) for each estimate in a contrast.
  init(of making: TableMaking, names: [String: Int]) throws {
    let estimates = making.estimates
    values = estimates.values
    sampleSizes = estimates.sampleSizes
    covariance = estimates.covariance
    let sources = making.request.contrasts
    guard making.whole != nil || !sources.isEmpty else {
      contrasts = nil
      return
    }
    let count = values.count
    let joined = try making.whole.map { try making.design.joined([estimates, $0]) } ?? estimates
    var rows = (0..<count).map { LinearCombination(indices: [$0], coefficients: [1]) }
    if making.whole != nil {
      for index in 0..<count {
        let whole = count + index / making.groupCount
        rows.append(LinearCombination(indices: [index, whole], coefficients: [1, -1]))
        values.append(joined.values[index] - joined.values[whole])
        sampleSizes.append(joined.sampleSizes[whole])
      }
    }
    contrasts = try sources.isEmpty ? nil : Self.contrasts(sources, of: joined, names: names, &rows)
    values += contrasts?.values ?? []
    sampleSizes += contrasts?.sampleSizes ?? []
    covariance = joined.covariance.covariance(of: rows)
    // A value that is not finite is missing, and so is all that goes with it.
    for index in values.indices where !values[index].isFinite {
      values[index] = .nan
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
  }

  private static func contrasts(
    _ sources: [String], of joined: Estimates, names: [String: Int],
    _ rows: inout [LinearCombination]
  ) throws -> Estimates {
    let expressions = try sources.map { source throws(ExpressionError) in
      try ExpressionParser.parse(source)
    }
    let slopes = try zip(expressions, sources).map { expression, source in
      try expression.dual(names: names, values: joined.values, source: source).gradient
    }
    rows += slopes.map { LinearCombination($0) }
    return joined.transformed(
      function: { values in
        zip(expressions, sources).map { expression, source in
          let dual = try? expression.dual(names: names, values: values, source: source)
          return dual?.value ?? .nan
        }
      }, jacobian: { _ in slopes })
  }
}
