/// The equations Σ dᵢF(xᵢ′λ/vᵢ + oᵢ)xᵢ = T, and their solution.
///
/// Newton's method on the dual problem, which is convex: a step is halved until the slope along it
/// is no longer uphill, so that it cannot overshoot. Where bounds hold so many units that a total
/// hangs on none that can move, these take part in the step a little.
struct CalibrationEquations {
  let model: CalibrationModel
  let function: CalibrationFunction

  /// The bounds of F for each row.
  let bounds: [ClosedRange<Double>]

  /// oᵢ, from which each row starts; `nil` for all 0.
  var offsets: [Double]?

  private struct Point {
    var coefficients: [Double]
    var arguments: [Double] = []
    var ratios: [Double] = []
    var reached: [Double] = []
    var error = Double.infinity
  }

  /// Solves the equations.
  ///
  /// - Parameters:
  ///   - tolerance: How near totals must be, relative to their scale.
  ///   - maximumSteps: After how many steps it is given up.
  /// - Returns: g of each row.
  /// - Throws: ``CalibrationError/conflictingTotals(_:with:)``,
  ///   ``CalibrationError/totalsNotMet(_:)``.
  func ratios(tolerance: Double, maximumSteps: Int) throws(CalibrationError) -> [Double] {
    try checkConsistency(tolerance: max(tolerance, 1e-9))
    try checkReach(tolerance: tolerance)
    let scales = model.scales
    let full = SemidefiniteSystem(gram(derivatives: nil))
    var best = point(model.targets.map { _ in 0 }, scales: scales)
    var current = best
    var polished = 0
    var floor = 0.0
    for _ in 0..<maximumSteps {
      guard let next = step(from: current, full: full, floor: floor, scales: scales) else {
        if floor > 0 { break }
        floor = 0.1
        continue
      }
      current = next
      let isMet = best.error < tolerance
      if current.error < best.error { best = current } else if isMet { break }
      if isMet {
        // Newton doubles the digits: two more steps reach those that the numbers have.
        polished += 1
        if polished == 2 { break }
      }
    }
    let unmet = model.unmet(best.reached, tolerance: tolerance)
    guard unmet.isEmpty else { throw .totalsNotMet(unmet) }
    return best.ratios
  }

  private func point(_ coefficients: [Double], scales: [Double]) -> Point {
    var point = Point(coefficients: coefficients)
    let rows = model.rows
    point.arguments = (0..<rows.count).map {
      rows.product($0, coefficients) / model.variances[$0] + (offsets?[$0] ?? 0)
    }
    point.ratios = zip(point.arguments, bounds).map { function.adjustment($0, $1) }
    point.reached = rows.total(zip(model.weights, point.ratios).map { $0 > 0 ? $0 * $1 : 0 })
    point.error =
      zip(zip(model.targets, point.reached), scales).map { ($0.0 - $0.1).magnitude / $1 }
      .reduce(0) { $1.isNaN ? .infinity : max($0, $1) }
    return point
  }

  private func gram(derivatives: [Double]?) -> Matrix {
    model.rows.gram(
      model.weights.indices.map { row in
        model.weights[row] / model.variances[row] * (derivatives?[row] ?? 1)
      })
  }

  private func step(
    from point: Point, full: SemidefiniteSystem, floor: Double, scales: [Double]
  ) -> Point? {
    let derivatives = zip(point.arguments, bounds).map {
      max(function.derivative($0, $1), floor)
    }
    var system = SemidefiniteSystem(gram(derivatives: derivatives))
    if system.independent.count < full.independent.count {
      system = SemidefiniteSystem(gram(derivatives: derivatives.map { max($0, 0.1) }))
    }
    let misfit = zip(model.targets, point.reached).map { $0 - $1 }
    let direction = system.solve(misfit)
    let slope = zip(direction, misfit).reduce(0) { $0 + $1.0 * $1.1 }
    guard slope > 0 else { return nil }
    var length = 1.0
    for _ in 0..<60 {
      let next = self.point(
        zip(point.coefficients, direction).map { $0 + length * $1 }, scales: scales)
      if next.error < .infinity {
        let left = zip(direction, zip(model.targets, next.reached))
          .reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
        if left >= -0.1 * slope { return next }
      }
      length /= 2
    }
    return nil
  }

  /// Refuses a total that other totals contradict.
  private func checkConsistency(tolerance: Double) throws(CalibrationError) {
    let system = SemidefiniteSystem(gram(derivatives: nil))
    let scales = model.scales
    for column in system.dependent {
      let parts = system.combination(column).filter {
        $0.coefficient.magnitude * scales[$0.column] > 1e-6 * scales[column]
      }
      let implied = parts.reduce(0) { $0 + $1.coefficient * model.targets[$1.column] }
      let scale = parts.reduce(scales[column]) {
        max($0, $1.coefficient.magnitude * scales[$1.column])
      }
      guard (implied - model.targets[column]).magnitude <= tolerance * scale else {
        throw .conflictingTotals(
          UnmetTotal(model.labels[column], target: model.targets[column], reached: implied),
          with: parts.map { model.labels[$0.column] })
      }
    }
  }

  /// Refuses totals that are out of reach even with every weight at its bound.
  private func checkReach(tolerance: Double) throws(CalibrationError) {
    var low = [Double](repeating: 0, count: model.targets.count)
    var high = low
    for row in 0..<model.rows.count where model.weights[row] > 0 {
      let least = max(bounds[row].lowerBound, function.range.lowerBound)
      let most = min(bounds[row].upperBound, function.range.upperBound)
      for (column, value) in model.rows.entries(row) {
        let part = model.weights[row] * value
        low[column] += part * (part > 0 ? least : most)
        high[column] += part * (part > 0 ? most : least)
      }
    }
    let unmet = zip(model.scales, model.targets.indices).compactMap {
      (scale, column) -> (error: Double, total: UnmetTotal)? in
      let target = model.targets[column]
      let nearest = min(max(target, low[column]), high[column])
      let error = (target - nearest).magnitude / scale
      // A positive function comes near a total of 0 and never meets it.
      let isApproached =
        function.range.lowerBound == 0 && target == 0 && low[column] == 0
        && high[column] > 0
      guard error > tolerance || isApproached else { return nil }
      return (error, UnmetTotal(model.labels[column], target: target, reached: nearest))
    }
    guard unmet.isEmpty else {
      throw .totalsNotMet(unmet.sorted { $0.error > $1.error }.map(\.total))
    }
  }
}
