/// The estimated shares and totals of a table of two categories, to test whether they are associated.
///
/// Cells run row after row: cell (i, j) is number i × columns + j.
public struct TwoWayTable: Hashable, Sendable {
  /// The number of rows, each with a member.
  public let rows: Int

  /// The number of columns, each with a member.
  public let columns: Int

  /// The share of each cell in all.
  public let shares: [Double]

  /// The covariance of the shares.
  public let shareCovariance: Matrix

  /// The population of each cell.
  public let totals: [Double]

  /// The covariance of the totals.
  public let totalCovariance: Matrix

  /// The number of units counted.
  public let sampleSize: Int

  /// PSUs less strata among them.
  public let degreesOfFreedom: Double

  /// Makes a table from estimates of its cells, whatever design they come from.
  ///
  /// Rows and columns whose shares are all 0 are left out.
  ///
  /// - Parameters:
  ///   - shares: The share of each cell, row after row.
  ///   - totals: The total of each cell, in the same order.
  ///   - rows: The number of rows.
  ///   - columns: The number of columns.
  ///   - sampleSize: The number of units counted.
  ///   - degreesOfFreedom: Those of the design.
  /// - Throws: ``HypothesisError`` where a share is missing, or fewer than two rows or columns have
  ///   members.
  public init(
    shares: Estimates, totals: Estimates, rows: Int, columns: Int, sampleSize: Int,
    degreesOfFreedom: Double
  ) throws(HypothesisError) {
    precondition(
      shares.values.count == rows * columns && totals.values.count == rows * columns,
      "one estimate per cell")
    if let missing = shares.values.firstIndex(where: { !$0.isFinite }) {
      throw .missingEstimate(missing)
    }
    let usedRows = (0..<rows).filter { row in
      (0..<columns).contains { shares.values[row * columns + $0] != 0 }
    }
    let usedColumns = (0..<columns).filter { column in
      (0..<rows).contains { shares.values[$0 * columns + column] != 0 }
    }
    guard usedRows.count > 1, usedColumns.count > 1 else {
      throw .tooFewGroups(min(usedRows.count, usedColumns.count))
    }
    let cells = usedRows.flatMap { row in usedColumns.map { row * columns + $0 } }
    self.rows = usedRows.count
    self.columns = usedColumns.count
    self.shares = cells.map { shares.values[$0] }
    shareCovariance = shares.covariance.restricted(to: cells)
    self.totals = cells.map { totals.values[$0] }
    totalCovariance = totals.covariance.restricted(to: cells)
    self.sampleSize = sampleSize
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The sums of a table's cells over its columns and over its rows.
  func margins(of cells: [Double]) -> (rows: [Double], columns: [Double]) {
    (
      (0..<rows).map { i in (0..<columns).reduce(0) { $0 + cells[i * columns + $1] } },
      (0..<columns).map { j in (0..<rows).reduce(0) { $0 + cells[$1 * columns + j] } }
    )
  }
}

extension SurveyDesign {
  /// The table of two categories, to test whether they are associated.
  ///
  /// A unit without a row or a column is outside. R *survey* counts it in n, and so gives a larger
  /// X²; the p-values do not depend on n.
  ///
  /// - Parameters:
  ///   - rows: The row of each unit.
  ///   - columns: The column of each unit.
  ///   - domain: Which units belong to the domain; `nil` for all.
  /// - Returns: The table.
  /// - Throws: ``HypothesisError``.
  /// - Complexity: As ``mean(of:in:by:)`` for rows × columns columns.
  public func twoWayTable(
    rows: Grouping, columns: Grouping, in domain: [Bool]? = nil
  ) throws(HypothesisError) -> TwoWayTable {
    precondition(
      rows.codes.count == count && columns.codes.count == count, "one row and column per unit")
    let cells = zip(rows.codes, columns.codes).map { row, column in
      row < 0 || column < 0 ? -1 : row * columns.count + column
    }
    let indicators = SampleDesign.indicators(ofLevels: cells, count: rows.count * columns.count)
    let shares = try estimating { () throws(EstimationError) in
      try mean(of: indicators, in: domain)
    }
    let totals = try estimating { () throws(EstimationError) in
      try total(of: indicators, in: domain)
    }
    return try TwoWayTable(
      shares: shares, totals: totals, rows: rows.count, columns: columns.count,
      sampleSize: shares.sampleSizes[0], degreesOfFreedom: Double(shares.degreesOfFreedom[0]))
  }
}
