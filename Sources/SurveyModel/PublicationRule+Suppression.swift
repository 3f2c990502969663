extension PublicationRule {
  /// For each unit of a registry, and for all together, how many answers there are.
  public struct UnitCounts: Hashable, Sendable {
    /// For each unit the answers in it and in the units below it.
    public var totals: [Int]
    /// For each unit the answers of respondents who belong to it and to no unit below it.
    public var directs: [Int]
    /// All answers.
    public var all: Int

    /// The answers in a unit, or all (nil).
    public subscript(unit: Int?) -> Int {
      unit.map { totals[$0] } ?? all
    }

    /// Makes counts.
    public init(totals: [Int], directs: [Int], all: Int) {
      self.totals = totals
      self.directs = directs
      self.all = all
    }
  }

  /// What is withheld: units, and all together.
  public struct UnitMask: Hashable, Sendable {
    /// For each unit of the registry whether it is withheld.
    public var units: [Bool]
    /// Whether all together is withheld.
    public var all: Bool

    /// Whether a unit, or all together (nil), is withheld.
    public subscript(unit: Int?) -> Bool {
      get { unit.map { units[$0] } ?? all }
      set {
        if let unit { units[unit] = newValue } else { all = newValue }
      }
    }
  }

  /// Which units of a registry are withheld, at all levels alike.
  ///
  /// First those with fewer than ``minimumAnswers`` answers, and everything below a withheld unit. Then,
  /// until nothing changes, for every unit that is shown and for all together: what its shown parts leave
  /// over (withheld parts, and respondents who belong to no part) can be computed by subtraction, so it
  /// must hold ``minimumAnswers`` answers or none; where it does not, the smallest shown part is withheld
  /// too, or the whole where no part is left. Since one decision holds for all levels, tables of
  /// different levels cannot be played off against each other.
  ///
  /// - Parameters:
  ///   - registry: The units.
  ///   - counts: The answers.
  ///   - sizes: For each unit what "smallest" means, such as its respondents, so that all tables of a wave
  ///     withhold the same units.
  ///   - seeds: Units that are withheld already, for other reasons.
  /// - Returns: The mask.
  /// - Complexity: O(*withheld* × *units*).
  public func withheld(
    in registry: UnitRegistry, counts: UnitCounts, sizes: [Int], seeds: UnitMask? = nil
  ) -> UnitMask {
    var hidden = counts.totals.map { $0 > 0 && $0 < minimumAnswers }
    if let seeds { hidden = zip(hidden, seeds.units).map { $0 || $1 } }
    var mask = UnitMask(
      units: hidden, all: seeds?.all == true || (counts.all > 0 && counts.all < minimumAnswers))
    var parts: [Int?: [Int]] = [:]
    for unit in registry.units.indices where counts.totals[unit] > 0 {
      parts[registry.parent(of: unit), default: []].append(unit)
    }
    let groups = parts.sorted { ($0.key ?? -1) < ($1.key ?? -1) }
    var changed = true
    while changed {
      changed = false
      for (whole, below) in groups {
        if mask[whole] {
          for part in below where !mask.units[part] {
            mask.units[part] = true
            changed = true
          }
          continue
        }
        let left =
          below.filter { mask.units[$0] }.reduce(0) { $0 + counts.totals[$1] }
          + (whole.map { counts.directs[$0] } ?? 0)
        guard left > 0, left < minimumAnswers else { continue }
        let smallest = below.filter { !mask.units[$0] }.min {
          (sizes[$0], counts.totals[$0], $0) < (sizes[$1], counts.totals[$1], $1)
        }
        if let smallest {
          mask.units[smallest] = true
        } else if let whole {
          mask.units[whole] = true
        } else {
          mask.all = true
        }
        changed = true
      }
    }
    return mask
  }
}
