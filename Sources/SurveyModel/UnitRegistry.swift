/// An administrative unit: a province, district, commune, village, agency.
public struct AdministrativeUnit: Hashable, Sendable {
  /// The unit's code, raw text.
  public var code: String
  /// The unit's name.
  public var name: String
  /// The level the unit stands on.
  public var kind: UnitKind
  /// The code of the unit above, nil at the top.
  public var parent: String?
  /// The first day on which the code stands for the unit; nil where it always did.
  public var validFrom: CalendarDay?
  /// The last day on which the code stands for the unit; nil where it still does.
  public var validUntil: CalendarDay?

  /// Makes a unit.
  public init(code: String, name: String, kind: UnitKind, parent: String? = nil) {
    self.code = code
    self.name = name
    self.kind = kind
    self.parent = parent
  }

  /// Whether the code stands for the unit on this day; without a day it is taken to.
  public func isInForce(on day: CalendarDay?) -> Bool {
    guard let day else { return true }
    return validFrom.map { $0 <= day } ?? true && validUntil.map { day <= $0 } ?? true
  }
}

/// A level of administrative units, as the study's `units.csv` names it.
public struct UnitKind: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// The level's name: `district`.
  public let rawValue: String

  /// Makes a level from its name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A province or a centrally run city.
  public static let province = UnitKind(rawValue: "province")
  /// A district (abolished on 1 July 2025, in older waves).
  public static let district = UnitKind(rawValue: "district")
  /// A commune, ward or special zone.
  public static let commune = UnitKind(rawValue: "commune")
  /// A village or residential group.
  public static let village = UnitKind(rawValue: "village")
  /// A department or agency.
  public static let agency = UnitKind(rawValue: "agency")

  /// The level's name.
  public var description: String { rawValue }
}

/// The units of a study, a forest by parent.
///
/// Units are addressed by their position in ``units``. A reader of `units.csv` has made sure that
/// codes are unique, parents exist, and no unit stands above itself.
public struct UnitRegistry: Hashable, Sendable {
  /// The units, in the order of the file.
  public let units: [AdministrativeUnit]
  private let positions: [String: Int]
  private let parents: [Int?]

  /// Makes a registry; a parent that is not among the units counts as none.
  ///
  /// - Complexity: O(*units*).
  public init(_ units: [AdministrativeUnit]) {
    let positions = Dictionary(
      units.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    self.units = units
    self.positions = positions
    self.parents = units.map { unit in unit.parent.flatMap { positions[$0] } }
  }

  /// The position of the unit with this code.
  public func position(of code: String) -> Int? {
    positions[code]
  }

  /// The position of the unit above, nil at the top.
  public func parent(of position: Int) -> Int? {
    parents[position]
  }

  /// The unit and those above it, from the lowest up.
  public func ancestors(of position: Int) -> [Int] {
    var path = [position]
    while let above = parents[path[path.count - 1]], path.count <= units.count {
      path.append(above)
    }
    return path
  }

  /// The unit of level `kind` that `position` is or lies in, nil where there is none.
  public func ancestor(of position: Int, kind: UnitKind) -> Int? {
    ancestors(of: position).first { units[$0].kind == kind }
  }

  /// The levels, in the order in which the file first names them.
  public var kinds: [UnitKind] {
    var seen: Set<UnitKind> = []
    return units.map(\.kind).filter { seen.insert($0).inserted }
  }

  /// Positions of the units that have no unit below them.
  public var leaves: [Int] {
    let above = Set(parents.compactMap(\.self))
    return units.indices.filter { !above.contains($0) }
  }
}
