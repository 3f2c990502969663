/// A form as data: what was asked, how answers are coded, and how they are scored.
public struct Questionnaire: Hashable, Sendable {
  /// The form's name: `sipas-2023`.
  public var id: String
  /// The version of the form's description.
  public var version: String
  /// The form's title.
  public var title: LocalizedText
  /// A note on the wording of the labels, such as who translated them.
  public var languageNote: LocalizedText?
  /// The decision that issued the form, where it is known.
  public var legal: LegalReference?
  /// What is not known about the form or its method.
  public var unknowns: [LocalizedText]
  /// Raw texts that mean a kind of missing, for every item.
  public var missingCodes: MissingCodes
  /// The kinds of missing that stay in the base of a share, unless an item says otherwise.
  public var base: Set<MissingKind>
  /// The items, in the order of the form.
  public var items: [Item]
  /// What must hold between answers, in the order of the form.
  public var checks: [CrossCheck] = []
  /// The root of the axis tree: index → axes → factors → criteria.
  public var index: Axis
  /// The scoring profiles, in the order of the file.
  public var profiles: [ScoringProfile]
  /// The name of the profile that is used unless another is asked for.
  public var defaultProfile: String
  /// The roll-ups that the form knows, the built-in ones included.
  public var rollUps: [RollUp]
  /// The name of the roll-up that is used unless another is asked for.
  public var defaultRollUp: String

  /// Makes a questionnaire; a reader of YAML checks what must hold between its parts.
  public init(
    id: String, version: String, title: LocalizedText, legal: LegalReference? = nil,
    unknowns: [LocalizedText] = [], missingCodes: MissingCodes = MissingCodes(),
    base: Set<MissingKind> = [], items: [Item], index: Axis, profiles: [ScoringProfile],
    defaultProfile: String, rollUps: [RollUp] = RollUp.builtIn,
    defaultRollUp: String = RollUp.equalCriteria.name
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.legal = legal
    self.unknowns = unknowns
    self.missingCodes = missingCodes
    self.base = base
    self.items = items
    self.index = index
    self.profiles = profiles
    self.defaultProfile = defaultProfile
    self.rollUps = rollUps
    self.defaultRollUp = defaultRollUp
  }

  /// The item with this id.
  ///
  /// - Complexity: O(*items*).
  public func item(_ id: String) -> Item? {
    items.first { $0.id == id }
  }

  /// The kinds of missing that stay in the base of `item`'s shares.
  public func base(of item: Item) -> Set<MissingKind> {
    item.base ?? base
  }

  /// The incident items, in the order of the form.
  public var incidentItems: [(item: Item, incident: IncidentDefinition)] {
    items.compactMap { item in item.incident.map { (item, $0) } }
  }

  /// The profile with this name, or the default one.
  public func profile(_ name: String? = nil) -> ScoringProfile? {
    profiles.first { $0.name == name ?? defaultProfile }
  }

  /// The roll-up with this name, or the default one.
  public func rollUp(_ name: String? = nil) -> RollUp? {
    rollUps.first { $0.name == name ?? defaultRollUp }
  }
}

/// The decision that issued a form.
public struct LegalReference: Hashable, Sendable {
  /// Its number: `1001/QĐ-BNV`.
  public var number: String
  /// The day it was issued, where known.
  public var date: CalendarDay?
  /// Who issued it.
  public var issuer: LocalizedText?
  /// Where it can be read.
  public var url: String?

  /// Makes a reference.
  public init(
    number: String, date: CalendarDay? = nil, issuer: LocalizedText? = nil, url: String? = nil
  ) {
    self.number = number
    self.date = date
    self.issuer = issuer
    self.url = url
  }
}
