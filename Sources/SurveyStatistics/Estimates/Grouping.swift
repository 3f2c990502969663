/// A division of a design's units into groups.
public struct Grouping: Hashable, Sendable {
  /// The group of each unit, from 0; a negative number stands for none.
  public let codes: [Int]

  /// The number of groups.
  public let count: Int

  /// Makes a grouping.
  ///
  /// - Parameters:
  ///   - codes: The group of each unit, below `count`; negative for units in no group.
  ///   - count: The number of groups, also those that no unit is in.
  public init(codes: [Int], count: Int) {
    precondition(codes.allSatisfy { $0 < count }, "a group is numbered below the count of groups")
    self.codes = codes
    self.count = count
  }

  /// The units of each group, in ascending order.
  ///
  /// - Parameter isUsed: Whether a unit takes part.
  /// - Returns: One list per group.
  func units(where isUsed: (Int) -> Bool) -> [[Int]] {
    var units = [[Int]](repeating: [], count: count)
    for (unit, code) in codes.enumerated() where code >= 0 && isUsed(unit) {
      units[code].append(unit)
    }
    return units
  }
}
