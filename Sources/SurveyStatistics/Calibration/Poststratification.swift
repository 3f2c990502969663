/// Weights multiplied so that each cell sums to its count of the population.
struct Poststratification {
  let weights: [Double]
  let adjustment: PoststratificationAdjustment

  init(
    to margin: CalibrationMargin, weights: [Double], policy: EmptyCellPolicy
  ) throws(CalibrationError) {
    let cells = margin.codes
    _ = try margin.usableCells(weights: weights, policy: policy)
    let sums = try margin.sampleTotals(cells, weights: weights)
    try margin.refuseAbsent(sampled: sums)
    let new = weights.indices.map { unit in
      weights[unit] > 0
        ? weights[unit] * (margin.totals[cells[unit]].total / sums[cells[unit]]) : 0
    }
    self.weights = new
    adjustment = PoststratificationAdjustment(
      cells: cells, cellCount: sums.count, old: weights, new: new)
  }
}

/// Residuals about the means of cells: wᵢ(uᵢ − ū_c), with uᵢ = zᵢ/wᵢ and ū_c = Σ_c du / Σ_c d.
///
/// The same as R *survey* (`svyrecvar` after `postStratify`). A variable that is constant within
/// cells, such as one that counts a cell, leaves exactly 0.
struct PoststratificationAdjustment: LinearisedAdjustment {
  /// The cell of each unit; a unit without weight may have none.
  let cells: [Int]
  let cellCount: Int
  let old: [Double]
  let new: [Double]

  func residuals(of variable: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: cellCount)
    var totals = sums
    for (unit, cell) in cells.enumerated() where new[unit] != 0 {
      sums[cell] += old[unit] * (variable[unit] / new[unit])
      totals[cell] += old[unit]
    }
    return cells.enumerated().map { unit, cell in
      new[unit] == 0 ? 0 : variable[unit] - new[unit] * (sums[cell] / totals[cell])
    }
  }
}
