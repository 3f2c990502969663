/// Findings counted by rule, with the first few of each as examples.
///
/// Totals are exact however many findings there are; only examples are few.
public struct FindingTotals: Hashable, Sendable {
  /// Where findings are from.
  public struct Origin: Hashable, Sendable {
    /// The batch's number, nil for a file that is in no batch.
    public var batch: Int?
    /// The file's name.
    public var file: String

    /// Names a file, in a batch or in none.
    public init(batch: Int?, file: String) {
      self.batch = batch
      self.file = file
    }
  }

  /// The findings of one rule.
  public struct Group: Hashable, Sendable {
    /// The rule.
    public var rule: FindingRule
    /// The gravest severity among them.
    public var severity: Severity
    /// How many there are.
    public var count: Int
    /// How many of them there are in each file.
    public var countByFile: [Origin: Int]
    /// The first ones.
    public var examples: [Finding]
  }

  /// The rules, the most frequent first; rules of one count by name.
  public let groups: [Group]
  /// How many findings there are.
  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// Counts findings.
  ///
  /// - Parameters:
  ///   - findings: The findings, each with its batch.
  ///   - examplesPerRule: How many of each rule are kept.
  /// - Complexity: O(*findings*).
  public init(
    _ findings: some Sequence<(batch: Int?, finding: Finding)>, examplesPerRule: Int = 3
  ) {
    var groups: [FindingRule: Group] = [:]
    for (batch, finding) in findings {
      var group =
        groups.removeValue(forKey: finding.rule)
        ?? Group(
          rule: finding.rule, severity: .warning, count: 0, countByFile: [:], examples: [])
      group.count += 1
      group.countByFile[Origin(batch: batch, file: finding.position.file), default: 0] += 1
      if finding.severity == .error { group.severity = .error }
      if group.examples.count < examplesPerRule { group.examples.append(finding) }
      groups[finding.rule] = group
    }
    self.groups = groups.values.sorted {
      ($1.count, $0.rule.rawValue) < ($0.count, $1.rule.rawValue)
    }
  }

  /// The totals for a terminal: each rule with its count and what to do, then where it first stands and
  /// how often more.
  ///
  /// - Parameters:
  ///   - language: The language of the words.
  ///   - others: Where those that are not shown can be seen, nil to leave it out.
  /// - Returns: The lines.
  public func lines(in language: Language, others: LocalizedText? = nil) -> [String] {
    let isVietnamese = language == .vietnamese
    return groups.flatMap { group in
      let severity =
        group.severity == .error
        ? (isVietnamese ? "Lỗi" : "Error") : (isVietnamese ? "Cảnh báo" : "Warning")
      let head =
        "\(severity) × \(language.grouped(group.count)): \(group.rule.statement[language]) · "
        + "\(group.rule.rawValue) · \(group.rule.remedy[language])"
      let rest = language.grouped(group.count - group.examples.count)
      let more =
        (isVietnamese ? "  … và \(rest) chỗ nữa" : "  … and \(rest) more")
        + (others.map { ", \($0[language])" } ?? "")
      return [head] + group.examples.map { "  " + $0.place(in: language) }
        + (group.count > group.examples.count ? [more] : [])
    }
  }
}

extension Severity {
  /// What the severity is called.
  public var name: LocalizedText {
    switch self {
    case .error: LocalizedText(vi: "lỗi", en: "error")
    case .warning: LocalizedText(vi: "cảnh báo", en: "warning")
    }
  }
}
