public import SurveyModel
internal import SurveyStatistics

/// What a wave's interviews show of having been held otherwise than they are written down.
///
/// It is evidence and never a verdict; no row is changed or left out. Interviewers (or, where none are
/// named, primary sampling units or units) are compared by ``QualitySignal``; a signal's p-values are
/// raised for the number of interviewers (Benjamini and Hochberg 1995), and those of all signals
/// together by Bonferroni within and Benjamini–Hochberg between interviewers, so that of those flagged
/// *all together* no more than the stated share is expected to be flagged wrongly.
///
/// The same wave gives the same bits, whatever the order of rows and batches: what is drawn is decided by
/// the rules' seed and the group's name.
public struct QualityTable: Sendable {
  /// The study.
  public let study: Study
  /// The rules.
  public let rules: QualityRules
  /// Whose interviews are compared.
  public let comparison: UnitOfComparison
  /// The number of interviews.
  public let interviewCount: Int
  /// Interviews that belong to no unit of comparison, as its cell is empty.
  public let unassignedCount: Int
  /// Cells that should tell a time and do not.
  public let unreadableTimes: Int
  /// The groups: their names and numbers of interviews.
  public let groups: [(label: String, interviews: Int)]
  /// The signals of each group, signal by signal.
  public let assessments: [QualityAssessment]
  /// Signals that could not be looked for, and why.
  public let gaps: [(signal: QualitySignal, gap: SignalGap)]
  /// All signals together, by group.
  public let combined: [CombinedAssessment]
  /// Interviews that are worth a look, kind by kind.
  public let evidence: [QualityEvidence]
  /// What was planned and held; empty where there is no plan.
  public let coverage: [CoverageRow]
  /// How far second interviews gave the same answers; nil where there are none.
  public let reinterview: Reinterview?
  /// How alike the interviews of one interviewer are; nil where it is not defined.
  public let correlation: InterviewerCorrelation?
  /// Interviews of flagged groups, and those that contradict themselves or another: what is left out
  /// where the index is computed both ways.
  public let flaggedInterviews: Set<InterviewPosition>

  /// Examines a wave.
  ///
  /// - Parameters:
  ///   - wave: The interviews.
  ///   - rules: What is looked for; nil for the study's.
  ///   - second: Interviews that were held again, in a table of the same study.
  /// - Complexity: O(*permutations* × Σ *group*² × *items* / 16).
  public init(_ wave: Wave, rules: QualityRules? = nil, second: ResponseTable? = nil) {
    let rules = rules ?? wave.study.quality
    let sheet = AnswerSheet(wave)
    let batteries = Batteries(sheet)
    let variance = ScoreVariance(sheet, study: wave.study)
    let speed = Speed(sheet, rules: rules)
    let timing = Timing(sheet, rules: rules)
    var nulls: [String: PatternNull] = [:]
    for group in sheet.groups where group.rows.count >= rules.minimumInterviews {
      nulls[group.label] = PatternNull(
        sheet.block(group), batteries: batteries, variance: variance,
        permutations: rules.permutations,
        seed: SeededGenerator.seed(rules.seed, label: group.label))
    }
    var signals = GroupSignals(sheet, rules: rules)
    signals.addPatterns(
      nulls, hasBatteries: !batteries.columns.isEmpty, hasCriteria: variance.isDefined)
    signals.addMeans(
      .itemNonresponse, ItemNonresponse(sheet).shares, side: .both, shown: { $0 })
    signals.addTimes(speed: speed, timing: timing, sheet: sheet)

    study = wave.study
    self.rules = rules
    comparison = sheet.comparison
    interviewCount = sheet.rowCount
    unassignedCount = sheet.unassignedCount
    unreadableTimes = sheet.unreadableTimes
    groups = sheet.groups.map { ($0.label, $0.rows.count) }
    assessments = signals.assessments
    gaps = signals.gaps
    combined = QualityTable.combine(signals.assessments, groups: groups, rules: rules)
    let evidence = EvidenceList(
      sheet, nulls: nulls, speed: speed, timing: timing, keys: RepeatedKeys(sheet)
    ).evidence
    self.evidence = evidence
    coverage = CoverageRow.rows(sheet, study: wave.study, plan: rules.plan)
    reinterview = second.map { second in
      Reinterview(
        wave, second: second, items: rules.recheck?.items ?? [], minimum: rules.minimumInterviews)
    }
    correlation = QualityTable.correlation(sheet, variance: variance, rules: rules)
    let flagged = Set(combined.filter(\.isFlagged).map(\.group))
    var left = Set(evidence.filter(\.kind.isContradiction).map(\.position))
    for group in sheet.groups where flagged.contains(group.label) {
      left.formUnion(group.rows.map { sheet.positions[$0] })
    }
    flaggedInterviews = left
  }

  /// The assessments of one signal.
  public func assessments(of signal: QualitySignal) -> [QualityAssessment] {
    assessments.filter { $0.signal == signal }
  }

  private static func combine(
    _ assessments: [QualityAssessment], groups: [(label: String, interviews: Int)],
    rules: QualityRules
  ) -> [CombinedAssessment] {
    let byGroup = Dictionary(grouping: assessments, by: \.group)
    var combined = groups.compactMap { group -> CombinedAssessment? in
      guard let own = byGroup[group.label], let first = own.min(by: { $0.pValue < $1.pValue })
      else { return nil }
      return CombinedAssessment(
        group: group.label, interviews: group.interviews,
        pValue: min(1, first.pValue * Double(own.count)), adjustedPValue: 1, isFlagged: false,
        strongest: first.signal)
    }
    let adjusted = FamilyAdjustment.benjaminiHochberg.adjusted(combined.map(\.pValue))
    for place in combined.indices {
      combined[place].adjustedPValue = adjusted[place]
      combined[place].isFlagged = adjusted[place] <= rules.falseDiscoveryRate
    }
    return combined
  }

  private static func correlation(
    _ sheet: AnswerSheet, variance: ScoreVariance, rules: QualityRules
  ) -> InterviewerCorrelation? {
    guard variance.isDefined, sheet.rowCount > 0 else { return nil }
    var interviewers = [Int](repeating: -1, count: sheet.rowCount)
    for (number, group) in sheet.groups.enumerated() {
      for row in group.rows { interviewers[row] = number }
    }
    var numbers: [String?: Int] = [:]
    let clusters = sheet.clusters.map { cluster in
      let number = numbers[cluster] ?? numbers.count
      numbers[cluster] = number
      return number
    }
    var scores = variance.centredMeans(of: AnswerBlock(sheet.columns))
    for row in scores.indices where interviewers[row] < 0 { scores[row] = .nan }
    return InterviewerCorrelation(
      scores: scores, interviewers: interviewers, clusters: clusters,
      permutations: rules.permutations, seed: rules.seed)
  }
}
