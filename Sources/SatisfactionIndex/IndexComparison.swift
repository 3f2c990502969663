public import SurveyModel
public import SurveyWeighting

/// The index from all interviews, and from those that are left without the ones that were flagged.
///
/// What remains is a domain of the design: strata and clusters stay as they were drawn, and interviews that
/// are left out answer nothing in it. Which of the two is nearer the truth nobody can tell from them: a
/// difference says how much hangs on the interviews that are in doubt.
///
/// Two tables of nearly the same answers give the few away in which they differ. So, for each unit, what
/// was left out counts as a cell by itself: where that is a number of respondents, or of answers to a
/// criterion, above 0 and below the fewest interviews of an interviewer who is compared (or the fewest
/// answers to publish, where that is less), or where it could be had by subtraction, the second figure and
/// the difference are withheld.
public struct IndexComparison: Sendable {
  /// From all interviews.
  public let all: IndexTable
  /// Without those that were left out.
  public let without: IndexTable
  /// The interviews left out, of all.
  public let leftOut: (count: Int, of: Int)
  /// The lines, in the order of the tables.
  public let rows: [Row]

  /// One parameter of one unit, both ways.
  public struct Row: Sendable {
    /// From all interviews.
    public var all: IndexEstimate
    /// Without those that were left out.
    public var without: IndexEstimate
    /// Respondents of the unit that were left out; nil where that is not published.
    public var leftOut: Int?
    /// Whether the second figure is withheld since it would give away what was left out.
    public var isWithheld: Bool

    /// The second less the first, in points; nil where either is not shown.
    public var difference: Double? {
      guard !isWithheld, let first = all.estimate, let second = without.estimate else { return nil }
      return second - first
    }
  }

  /// Computes the index both ways.
  ///
  /// - Parameters:
  ///   - whole: All interviews.
  ///   - rest: The same interviews, where those that are left out have no answers.
  ///   - removed: The interviews left out, by unit.
  ///   - choice: What is computed; nil for the study's own.
  ///   - threads: The most threads to use.
  /// - Throws: What ``IndexTable`` throws.
  public init(
    _ whole: WeightedSample, without rest: WeightedSample,
    removed: PublicationRule.UnitCounts, choice: ScoringChoice? = nil, threads: Int = 1
  ) throws {
    let all = try IndexTable(whole, choice: choice, threads: threads)
    let without = try IndexTable(rest, choice: choice, threads: threads)
    let registry = whole.study.units
    let study = whole.study
    let rule = PublicationRule(
      minimumAnswers: min(study.publication.minimumAnswers, study.quality.minimumInterviews))
    let mask = rule.withheld(in: registry, counts: removed, sizes: removed.totals)
    rows = zip(all.estimates, without.estimates).map { first, second in
      let answers = first.answered - second.answered
      let isSmall = answers > 0 && answers < rule.minimumAnswers
      let isWithheld = mask[first.unit] || isSmall
      return Row(
        all: first, without: second, leftOut: mask[first.unit] ? nil : removed[first.unit],
        isWithheld: isWithheld)
    }
    self.all = all
    self.without = without
    leftOut = (removed.all, whole.size(of: whole.cells(in: nil)))
  }
}
