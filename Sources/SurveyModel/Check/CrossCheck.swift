/// What a form says must hold between the answers of one respondent.
///
/// A check is broken where ``premise`` certainly holds and ``requirement`` certainly does not; where
/// an answer that decides is missing, it holds.
public struct CrossCheck: Hashable, Sendable {
  /// The check's name in the form: `no-fee-no-amount`.
  public var id: String
  /// When it is asked; nil for always.
  public var premise: StatedCondition?
  /// What must hold then.
  public var requirement: StatedCondition
  /// Whether a row that breaks it is set aside.
  public var severity: Severity
  /// What is wrong with such a row, in the form's own words.
  public var message: LocalizedText

  /// Makes a check.
  public init(
    id: String, premise: StatedCondition? = nil, requirement: StatedCondition,
    severity: Severity = .error, message: LocalizedText
  ) {
    self.id = id
    self.premise = premise
    self.requirement = requirement
    self.severity = severity
    self.message = message
  }

  /// The items that it looks at, each once, in the order in which they are written.
  public var items: [String] {
    var seen: Set<String> = []
    return ((premise?.condition.items ?? []) + requirement.condition.items).filter {
      seen.insert($0).inserted
    }
  }

  /// The condition that a row breaking the check fulfils.
  public var breach: Condition {
    .all((premise.map { [$0.condition] } ?? []) + [.not(requirement.condition)])
  }
}

/// A condition as its author wrote it, and what it means.
public struct StatedCondition: Hashable, Sendable {
  /// The author's text.
  public var text: String
  /// Its meaning.
  public var condition: Condition

  /// Makes a condition; the reader of a form makes sure that text and meaning agree.
  public init(text: String, condition: Condition) {
    self.text = text
    self.condition = condition
  }
}
