/// What an incident item reports.
public struct IncidentDefinition: Hashable, Sendable {
  /// Harassment or extra fee.
  public var kind: IncidentKind
  /// The respondent's own experience, or what the respondent thinks of the locality.
  public var basis: IncidentBasis
  /// The option codes that count as a report.
  public var reportCodes: [String]

  /// Makes a definition.
  public init(kind: IncidentKind, basis: IncidentBasis, reportCodes: [String]) {
    self.kind = kind
    self.basis = basis
    self.reportCodes = reportCodes
  }
}

/// The two kinds of incident that SIPAS asks about.
public enum IncidentKind: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Phiền hà, sách nhiễu.
  case harassment
  /// Ngoài phí, lệ phí: money outside the fees and charges.
  case extraFee = "extra-fee"

  /// Harassment first.
  public static func < (left: IncidentKind, right: IncidentKind) -> Bool {
    left == .harassment && right == .extraFee
  }
}

/// Whose experience an incident item asks for; rates of the two are never mixed or compared.
public enum IncidentBasis: String, Sendable, Hashable, CaseIterable {
  /// "It happened to me" (forms to 2021).
  case ownExperience = "own-experience"
  /// "Some, many officials do it here" (forms since 2022).
  case perception
}
