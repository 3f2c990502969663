/// One question, or one line of a battery of questions.
public struct Item: Hashable, Sendable {
  /// The item's code, as in the header of a batch: `q9_01`.
  public var id: String
  /// The question's text.
  public var label: LocalizedText
  /// What an answer looks like.
  public var content: ItemContent
  /// Whether an item that was asked must be answered.
  public var isRequired: Bool
  /// Whether the scale runs the other way: the first option then scores what the last one does.
  public var isReversed: Bool
  /// The conditions under which the item is asked; all must hold.
  ///
  /// Empty means always.
  public var askedIf: [SkipRule]
  /// How near the item's answers lead to a person.
  public var pii: PIITag
  /// Raw texts that mean a kind of missing for this item, besides the questionnaire's own.
  public var missingCodes: MissingCodes
  /// The kinds of missing that stay in the base of a share, where they differ from the questionnaire's.
  public var base: Set<MissingKind>?
  /// Whether no two forms may give the same answer.
  public var isUnique = false
  /// How much it weighs that a rule of the item is broken, where the form says so.
  public var severities: [ItemRule: Severity] = [:]
  /// What the item reports, where it asks about harassment or extra fees.
  public var incident: IncidentDefinition?

  /// Makes an item.
  public init(
    id: String, label: LocalizedText, content: ItemContent, isRequired: Bool = false,
    isReversed: Bool = false, askedIf: [SkipRule] = [], pii: PIITag = .none,
    missingCodes: MissingCodes = MissingCodes(), base: Set<MissingKind>? = nil,
    incident: IncidentDefinition? = nil
  ) {
    self.id = id
    self.label = label
    self.content = content
    self.isRequired = isRequired
    self.isReversed = isReversed
    self.askedIf = askedIf
    self.pii = pii
    self.missingCodes = missingCodes
    self.base = base
    self.incident = incident
  }

  /// The options of a closed item; empty for numbers, texts and dates.
  public var options: [ResponseOption] { content.options }

  /// How much it weighs that this rule is broken.
  public func severity(of rule: ItemRule) -> Severity {
    severities[rule] ?? rule.usualSeverity
  }
}

/// A rule that a form may state of one item.
public enum ItemRule: String, Hashable, Sendable, CaseIterable {
  /// An item that was asked is answered.
  case required
  /// Numbers and days lie in their range.
  case range
  /// An item that was not asked is not answered.
  case askedIf = "asked-if"
  /// No two forms give the same answer.
  case unique
  /// A day is not after the study's reference date.
  case referenceDate = "reference-date"

  /// What a broken rule is unless the form says otherwise.
  public var usualSeverity: Severity {
    switch self {
    case .required, .range, .askedIf, .unique: .error
    case .referenceDate: .warning
    }
  }
}

/// What an answer to an item looks like.
public enum ItemContent: Hashable, Sendable {
  /// One option of a scale.
  case single(ResponseScale)
  /// Any number of options of a scale.
  case multiple(ResponseScale)
  /// A number in a range; `isInteger` refuses fractions.
  case number(minimum: Double?, maximum: Double?, isInteger: Bool)
  /// Free text.
  case text
  /// A calendar day in a range.
  case date(minimum: CalendarDay?, maximum: CalendarDay?)

  /// The options of a closed item; empty for numbers, texts and dates.
  public var options: [ResponseOption] {
    switch self {
    case .single(let scale), .multiple(let scale): scale.options
    case .number, .text, .date: []
    }
  }
}

/// An ordered list of options that items share.
public struct ResponseScale: Hashable, Sendable {
  /// The scale's name in the questionnaire; an item's own options carry the item's id.
  public var id: String
  /// The options, in the order of the form.
  public var options: [ResponseOption]

  /// Makes a scale.
  public init(id: String, options: [ResponseOption]) {
    self.id = id
    self.options = options
  }
}

/// One option of a closed item.
public struct ResponseOption: Hashable, Sendable {
  /// The code as typed into a batch, raw text: `01` is not `1`.
  public var code: String
  /// The option's text on the form.
  public var label: LocalizedText
  /// Further texts that are accepted as this option.
  public var aliases: [String]

  /// Makes an option.
  public init(code: String, label: LocalizedText, aliases: [String] = []) {
    self.code = code
    self.label = label
    self.aliases = aliases
  }
}

/// How near an answer leads to a person.
public enum PIITag: String, Sendable, Hashable, CaseIterable {
  /// Names, phones, identity numbers: never enters the store.
  case direct
  /// Identifies in combination with other answers: age, occupation.
  case quasi
  /// Sensitive by law (Decree 356/2025, article 4): ethnicity, health.
  case sensitive
  /// None of these.
  case none
}

/// Raw texts that mean a kind of missing.
public struct MissingCodes: Hashable, Sendable {
  /// The texts of each kind.
  public var codes: [MissingKind: [String]]

  /// Makes a list of missing codes.
  public init(_ codes: [MissingKind: [String]] = [:]) {
    self.codes = codes
  }
}

/// A condition under which an item is asked.
public struct SkipRule: Hashable, Sendable {
  /// The item whose answer decides.
  public var item: String
  /// The codes concerned; for a multiple-choice item, "is ticked".
  public var codes: [String]
  /// Whether the answer must be one of the codes (true) or none of them (false).
  public var isIncluded: Bool

  /// Makes a condition.
  public init(item: String, codes: [String], isIncluded: Bool = true) {
    self.item = item
    self.codes = codes
    self.isIncluded = isIncluded
  }
}
