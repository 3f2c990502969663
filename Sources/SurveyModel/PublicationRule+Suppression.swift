extension PublicationRule {
  /// A published total and the cells that make it up: one hidden cell could be computed from the rest.
  public struct Group: Hashable, Sendable {
    /// The position of the total.
    public var total: Int
    /// The positions of its parts.
    public var parts: [Int]

    /// Makes a group.
    public init(total: Int, parts: [Int]) {
      self.total = total
      self.parts = parts
    }
  }

  /// Which cells are suppressed.
  ///
  /// First those with fewer than ``minimumAnswers`` answers. Then, until nothing changes: where one
  /// part of a shown total is hidden, the total and the other parts would give it back, so the smallest
  /// of the others is hidden too, or the total where there is no other.
  ///
  /// - Parameters:
  ///   - answers: For each cell its number of answers; a cell with none has nothing to hide.
  ///   - sizes: For each cell what "smallest" means, such as the respondents of its unit, so that tables
  ///     of one wave hide the same units; nil for the answers.
  ///   - groups: The totals and their parts.
  /// - Returns: For each cell whether it is suppressed.
  /// - Complexity: O(*suppressed* × *groups*).
  public func suppressed(answers: [Int], sizes: [Int]? = nil, groups: [Group]) -> [Bool] {
    let sizes = sizes ?? answers
    var hidden = answers.map { $0 > 0 && $0 < minimumAnswers }
    guard hidden.contains(true) else { return hidden }
    var changed = true
    while changed {
      changed = false
      for group in groups where answers[group.total] > 0 && !hidden[group.total] {
        let parts = group.parts.filter { answers[$0] > 0 }
        guard parts.count(where: { hidden[$0] }) == 1 else { continue }
        let next = parts.filter { !hidden[$0] }.min {
          (sizes[$0], answers[$0], $0) < (sizes[$1], answers[$1], $1)
        }
        hidden[next ?? group.total] = true
        changed = true
      }
    }
    return hidden
  }
}
