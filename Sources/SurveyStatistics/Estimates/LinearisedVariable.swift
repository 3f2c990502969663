/// The linearised (influence) variable of one estimate: what each unit adds to its error.
///
/// It is weighted already: the variance of the estimate is that of the total Σ zᵢ over the design.
/// Only the units that the estimate was made of are held; all others have z = 0, and keep their
/// stratum and PSU.
public struct LinearisedVariable: Hashable, Sendable {
  /// The units that the estimate was made of, in ascending order.
  public let units: [Int]

  /// zᵢ of each of those units.
  public let values: [Double]

  /// Makes a variable from its units, in ascending order, and one value for each.
  public init(units: [Int], values: [Double]) {
    precondition(units.count == values.count, "a linearised variable has one value per unit")
    self.units = units
    self.values = values
  }

  /// Makes a variable that every unit of a design belongs to.
  public init(_ column: [Double]) {
    self.init(units: Array(column.indices), values: column)
  }

  /// zᵢ of all units, 0 for those that the estimate was not made of.
  public func column(count: Int) -> [Double] {
    var column = [Double](repeating: 0, count: count)
    for (unit, value) in zip(units, values) { column[unit] = value }
    return column
  }
}
