/// The margins of a calibration as columns, checked against the weights they are to change.
struct CalibrationModel {
  /// What each unit, or each cluster, has.
  let rows: AuxiliaryRows

  /// The totals of the population, column by column.
  let targets: [Double]

  /// The names of the columns.
  let labels: [String]

  /// The weight of each row.
  private(set) var weights: [Double]

  /// vᵢ of each row.
  let variances: [Double]

  /// The row of each unit; `nil` if rows are units.
  let element: [Int]?

  init(_ calibration: Calibration, weights: [Double]) throws(CalibrationError) {
    try Self.check(calibration, weights: weights)
    var columnOfCategory: [[Int]] = []
    var labels: [String] = []
    var targets: [Double] = []
    for margin in calibration.margins {
      let cells = try margin.usableCells(weights: weights, policy: calibration.emptyCells)
      var columns: [Int] = []
      for (category, isUsed) in cells.enumerated() {
        columns.append(isUsed ? targets.count : -1)
        if !isUsed { continue }
        labels.append(margin.labels[category])
        targets.append(margin.totals[category].total)
      }
      columnOfCategory.append(columns)
    }
    var rows = AuxiliaryRows(width: targets.count)
    for unit in weights.indices {
      var row: [(column: Int, value: Double)] = []
      for (margin, columns) in zip(calibration.margins, columnOfCategory) {
        switch margin.content {
        case .categories(let codes):
          if codes[unit] >= 0, columns[codes[unit]] >= 0 { row.append((columns[codes[unit]], 1)) }
        case .values(let values):
          if weights[unit] > 0 { row.append((columns[0], values[unit])) }
        }
      }
      rows.append(row)
    }
    self.targets = targets
    self.labels = labels
    let variances = calibration.variances ?? [Double](repeating: 1, count: weights.count)
    guard let clusters = calibration.clusters else {
      self.rows = rows
      self.weights = weights
      self.variances = variances
      element = nil
      return
    }
    let element = Self.numbered(clusters)
    let count = (element.max() ?? -1) + 1
    var sums = [Double](repeating: 0, count: count)
    var spreads = sums
    var sizes = sums
    for (unit, number) in element.enumerated() {
      sums[number] += weights[unit]
      spreads[number] += variances[unit]
      sizes[number] += 1
    }
    self.rows = rows.averaged(by: element, count: count, weights: weights)
    self.weights = sums
    self.variances = zip(spreads, sizes).map { $0 / $1 }
    self.element = element
  }

  /// The totals that weights of rows come to, named where they are not the population's.
  func unmet(_ reached: [Double], tolerance: Double) -> [UnmetTotal] {
    let scales = scales
    return targets.indices
      .map { (index: $0, error: (targets[$0] - reached[$0]).magnitude / scales[$0]) }
      .filter { !($0.error <= tolerance) }
      .sorted { $0.error > $1.error }
      .map { UnmetTotal(labels[$0.index], target: targets[$0.index], reached: reached[$0.index]) }
  }

  /// What an error in each total is compared with: the larger of |T| and Σ d|x|.
  var scales: [Double] {
    zip(targets, rows.totalOfSizes(weights)).map { max($0.magnitude, $1) }.map { $0 > 0 ? $0 : 1 }
  }

  /// The value of each unit's row.
  func perUnit(_ values: [Double]) -> [Double] {
    guard let element else { return values }
    return element.map { values[$0] }
  }

  private static func numbered(_ codes: [Int]) -> [Int] {
    var numbers: [Int: Int] = [:]
    for (number, code) in Set(codes).sorted().enumerated() { numbers[code] = number }
    return codes.map { numbers[$0, default: 0] }
  }

  private static func check(
    _ calibration: Calibration, weights: [Double]
  ) throws(CalibrationError) {
    for (unit, weight) in weights.enumerated() {
      guard weight >= 0, weight.isFinite else { throw .invalidWeight(unit: unit) }
    }
    precondition(
      calibration.margins.allSatisfy { $0.count == weights.count },
      "a margin has one value per unit")
    precondition(
      calibration.clusters.map { $0.count == weights.count } ?? true, "each unit has a cluster")
    precondition(
      calibration.variances.map { $0.count == weights.count && $0.allSatisfy { $0 > 0 } } ?? true,
      "each unit has a variance above 0")
  }
}

extension CalibrationMargin {
  /// Which totals take part; categories that only the population has are refused or left out.
  func usableCells(
    weights: [Double], policy: EmptyCellPolicy
  ) throws(CalibrationError) -> [Bool] {
    for (label, total) in zip(labels, totals.map(\.total)) where !total.isFinite {
      throw .invalidTotal(name: label, total: total)
    }
    switch content {
    case .values(let values):
      for (unit, value) in values.enumerated() where !value.isFinite && weights[unit] > 0 {
        throw .missingValue(margin: name, unit: unit)
      }
      return [true]
    case .categories(let codes):
      let sampled = try sampleTotals(codes, weights: weights)
      var isUsed: [Bool] = []
      for (category, control) in totals.enumerated() {
        let label = labels[category]
        guard control.total >= 0 else { throw .invalidTotal(name: label, total: control.total) }
        if sampled[category] == 0, control.total > 0, policy == .fail {
          throw .emptyCell(UnmetTotal(label, target: control.total, reached: 0))
        }
        isUsed.append(sampled[category] > 0)
      }
      return isUsed
    }
  }

  /// The sum of the weights of each category.
  func sampleTotals(_ codes: [Int], weights: [Double]) throws(CalibrationError) -> [Double] {
    var sums = [Double](repeating: 0, count: totals.count)
    for (unit, code) in codes.enumerated() where weights[unit] > 0 {
      guard code >= 0 else { throw .missingValue(margin: name, unit: unit) }
      sums[code] += weights[unit]
    }
    return sums
  }

  /// Refuses categories that only the sample has.
  func refuseAbsent(sampled: [Double]) throws(CalibrationError) {
    for (category, control) in totals.enumerated()
    where control.total == 0 && sampled[category] > 0 {
      throw .absentFromPopulation(
        UnmetTotal(labels[category], target: 0, reached: sampled[category]))
    }
  }
}

extension CalibrationModel {
  /// The bounds that hold for each row: those of all its units with a weight.
  ///
  /// - Parameter perUnit: The bounds of each unit.
  /// - Returns: One range per row; `nil` if the ranges of a cluster's units do not meet.
  func intersections(_ perUnit: [ClosedRange<Double>]) -> [ClosedRange<Double>]? {
    guard let element else { return perUnit }
    var lower = [Double](repeating: -.infinity, count: rows.count)
    var upper = [Double](repeating: .infinity, count: rows.count)
    for (unit, number) in element.enumerated() {
      lower[number] = max(lower[number], perUnit[unit].lowerBound)
      upper[number] = min(upper[number], perUnit[unit].upperBound)
    }
    guard zip(lower, upper).allSatisfy({ $0 <= $1 }) else { return nil }
    return zip(lower, upper).map { $0...$1 }
  }

  /// The same margins over other weights of the units, and the totals of the population.
  func reweighted(_ weights: [Double]) -> CalibrationModel {
    var copy = self
    copy.weights = weights
    if let element {
      copy.weights = [Double](repeating: 0, count: rows.count)
      for (unit, number) in element.enumerated() { copy.weights[number] += weights[unit] }
    }
    return copy
  }
}
