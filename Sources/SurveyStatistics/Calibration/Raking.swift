/// Weights post-stratified to one margin after another until all are met.
struct Raking {
  /// The weights after the last sweep.
  let weights: [Double]

  /// The weights after each margin of the last sweep.
  let weightsAfterMargin: [[Double]]

  init(
    _ calibration: Calibration, weights: [Double], control: RakingControl
  ) throws(CalibrationError) {
    let margins = calibration.margins
    let codes = margins.map(\.codes)
    var size = 0.0
    for margin in margins {
      _ = try margin.usableCells(weights: weights, policy: calibration.emptyCells)
      let sums = try margin.sampleTotals(margin.codes, weights: weights)
      try margin.refuseAbsent(sampled: sums)
      size = sums.reduce(0, +)
    }
    let table = RakingTable(codes, weights: weights)
    let epsilon = control.epsilon < 1 ? control.epsilon * size : control.epsilon
    var counts = table.counts
    var afterMargin: [[Double]] = []
    var isConverged = false
    for _ in 0..<control.maximumSweeps {
      let before = counts
      afterMargin = []
      for (position, margin) in margins.enumerated() {
        table.adjust(&counts, to: margin, at: position)
        afterMargin.append(counts)
      }
      let change = zip(before, counts).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      if change < epsilon {
        isConverged = true
        break
      }
    }
    // A cell that does not change over a sweep may still change within it, back and forth.
    let allowance = isConverged ? max(1e-9 * size, epsilon * Double(counts.count)) : epsilon
    let unmet = table.unmet(counts, margins: margins, allowance: allowance)
    guard isConverged && unmet.isEmpty else {
      throw .totalsNotMet(
        unmet.isEmpty ? table.unmet(counts, margins: margins, allowance: 0) : unmet)
    }
    self.weights = table.spread(counts, over: weights)
    weightsAfterMargin = afterMargin.map { table.spread($0, over: weights) }
  }
}

/// The crossing of all margins: which cell each unit is in, and what its cells weigh.
private struct RakingTable {
  /// The sum of the weights of each cell before raking.
  let counts: [Double]

  /// The cell of each unit; -1 for units without weight.
  private let cell: [Int]

  /// The category of each cell for each margin.
  private let categories: [[Int]]

  init(_ codes: [[Int]], weights: [Double]) {
    var numbers: [[Int]: Int] = [:]
    var keys: [[Int]] = []
    var counts: [Double] = []
    var cell: [Int] = []
    for unit in weights.indices {
      guard weights[unit] > 0 else {
        cell.append(-1)
        continue
      }
      let key = codes.map { $0[unit] }
      let number = numbers[key] ?? keys.count
      if number == keys.count {
        numbers[key] = number
        keys.append(key)
        counts.append(0)
      }
      counts[number] += weights[unit]
      cell.append(number)
    }
    self.counts = counts
    self.cell = cell
    categories = codes.indices.map { margin in keys.map { $0[margin] } }
  }

  private func sums(_ counts: [Double], at position: Int, categoryCount: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: categoryCount)
    for (cell, category) in categories[position].enumerated() { sums[category] += counts[cell] }
    return sums
  }

  func adjust(_ counts: inout [Double], to margin: CalibrationMargin, at position: Int) {
    let sums = sums(counts, at: position, categoryCount: margin.totals.count)
    for (cell, category) in categories[position].enumerated() {
      counts[cell] *= margin.totals[category].total / sums[category]
    }
  }

  func unmet(
    _ counts: [Double], margins: [CalibrationMargin], allowance: Double
  ) -> [UnmetTotal] {
    var unmet: [(error: Double, total: UnmetTotal)] = []
    for (position, margin) in margins.enumerated() {
      let sums = sums(counts, at: position, categoryCount: margin.totals.count)
      for (category, control) in margin.totals.enumerated()
      where sums[category] > 0 && !((sums[category] - control.total).magnitude <= allowance) {
        unmet.append(
          (
            (sums[category] - control.total).magnitude / control.total,
            UnmetTotal(margin.labels[category], target: control.total, reached: sums[category])
          ))
      }
    }
    return unmet.sorted { $0.error > $1.error }.map(\.total)
  }

  /// The weights of units whose cells have come to weigh `final`.
  func spread(_ final: [Double], over weights: [Double]) -> [Double] {
    weights.indices.map { unit in
      cell[unit] < 0 ? 0 : weights[unit] * (final[cell[unit]] / counts[cell[unit]])
    }
  }
}

/// Residuals of raking as R *survey* takes them; see ``RakingResiduals/unweighted``.
struct RakingAdjustment: LinearisedAdjustment {
  /// The classifications in the order of raking.
  let codes: [[Int]]
  let categoryCounts: [Int]

  /// The weights after each margin of the last sweep.
  let weightsAfterMargin: [[Double]]

  func residuals(of variable: [Double]) -> [Double] {
    var variable = variable
    for _ in 0..<10 {
      for (margin, weights) in weightsAfterMargin.enumerated() {
        remove(&variable, codes[margin], count: categoryCounts[margin], weights: weights)
      }
    }
    return variable
  }

  private func remove(
    _ variable: inout [Double], _ codes: [Int], count: Int, weights: [Double]
  ) {
    var sums = [Double](repeating: 0, count: count)
    var sizes = sums
    for (unit, code) in codes.enumerated() where weights[unit] > 0 {
      sums[code] += variable[unit] / weights[unit]
      sizes[code] += 1
    }
    for (unit, code) in codes.enumerated() {
      guard weights[unit] > 0 else {
        variable[unit] = 0
        continue
      }
      variable[unit] -= weights[unit] * (sums[code] / sizes[code])
    }
  }
}
