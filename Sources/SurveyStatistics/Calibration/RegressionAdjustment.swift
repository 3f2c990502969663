/// Residuals of the regression that a calibration by equations stands for.
///
/// With uᵢ = zᵢ/wᵢ the residual is wᵢ(uᵢ − xᵢ′B), where B = (Σ dᵢxᵢxᵢ′/vᵢ)⁻¹ Σ dᵢxᵢuᵢ/vᵢ (Deville and
/// Särndal 1992, whose variance is that of these residuals with the calibrated weights; `svyrecvar`
/// of R *survey*). The weights w are those that the calibration gave, also where weights were
/// changed afterwards.
///
/// A unit whose calibrated weight is 0 takes no part in the regression. R leaves vᵢ out of B unless
/// the calibration is linear and unbounded.
struct RegressionAdjustment: LinearisedAdjustment {
  private let rows: AuxiliaryRows
  private let element: [Int]?
  private let factors: [Double]
  private let weights: [Double]
  private let system: SemidefiniteSystem

  /// Makes the adjustment.
  ///
  /// - Parameters:
  ///   - model: The auxiliary variables.
  ///   - old: dᵢ of each unit.
  ///   - new: wᵢ of each unit.
  init(_ model: CalibrationModel, old: [Double], new: [Double]) {
    rows = model.rows
    element = model.element
    let variances = model.perUnit(model.variances)
    let factors = old.indices.map { new[$0] == 0 ? 0 : old[$0] / variances[$0] }
    self.factors = factors
    weights = new
    system = SemidefiniteSystem(rows.gram(Self.sums(factors, element, count: rows.count)))
  }

  func residuals(of variable: [Double]) -> [Double] {
    let scaled = zip(variable, weights).map { $1 == 0 ? 0 : $0 / $1 }
    // Taken out twice: the second time removes what rounding left of the first.
    return zip(residual(residual(scaled)), weights).map { $0 * $1 }
  }

  private func residual(_ values: [Double]) -> [Double] {
    let products = zip(factors, values).map { $0 * $1 }
    let right = rows.total(Self.sums(products, element, count: rows.count))
    let coefficients = system.solve(right)
    let fitted = (0..<rows.count).map { rows.product($0, coefficients) }
    return values.indices.map { values[$0] - fitted[element?[$0] ?? $0] }
  }

  /// The sum of the values of each row's units.
  private static func sums(_ values: [Double], _ element: [Int]?, count: Int) -> [Double] {
    guard let element else { return values }
    var sums = [Double](repeating: 0, count: count)
    for (unit, number) in element.enumerated() { sums[number] += values[unit] }
    return sums
  }
}
