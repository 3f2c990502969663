internal import Foundation
internal import SurveyModel
internal import SurveyStatistics

/// The signals that are looked for in each group, each with its p-values over groups.
struct GroupSignals {
  private(set) var assessments: [QualityAssessment] = []
  private(set) var gaps: [(signal: QualitySignal, gap: SignalGap)] = []

  private let sheet: AnswerSheet
  private let rules: QualityRules
  /// The groups with enough interviews.
  private let compared: [AnswerSheet.Group]

  init(_ sheet: AnswerSheet, rules: QualityRules) {
    self.sheet = sheet
    self.rules = rules
    compared = sheet.groups.filter { $0.rows.count >= rules.minimumInterviews }
  }

  /// What one group is assessed by.
  private struct Entry {
    var interviews: Int
    var value: Double
    var expected: Double
    var permutationPValue: Double?
    /// NaN where the group takes no part.
    var pValue: Double
  }

  private mutating func add(_ signal: QualitySignal, _ entries: [Entry]) {
    let adjusted = FamilyAdjustment.benjaminiHochberg.adjusted(entries.map(\.pValue))
    for (place, entry) in entries.enumerated() where !entry.pValue.isNaN {
      assessments.append(
        QualityAssessment(
          signal: signal, group: compared[place].label, interviews: entry.interviews,
          value: entry.value, expected: entry.expected,
          permutationPValue: entry.permutationPValue, pValue: entry.pValue,
          adjustedPValue: adjusted[place],
          isFlagged: adjusted[place] <= rules.falseDiscoveryRate))
    }
  }

  private mutating func lack(_ signal: QualitySignal, of count: Int) {
    let gap: SignalGap =
      compared.count < GroupComparison.fewestGroups
      ? .tooFewGroups(count: count, minimum: GroupComparison.fewestGroups) : .noVariation
    gaps.append((signal, gap))
  }

  // MARK: - Patterns of answers

  /// A pattern that is both beyond chance within its group and more so than in the other groups; for
  /// the variance, one that is no more than chance and less than in the other groups.
  mutating func addPatterns(_ nulls: [String: PatternNull], hasBatteries: Bool, hasCriteria: Bool) {
    for (signal, name) in PatternNull.signals.enumerated() {
      if name == .straightlining && !hasBatteries {
        gaps.append((name, .noBattery(minimum: Batteries.shortest)))
        continue
      }
      if name == .variance && !hasCriteria {
        gaps.append((name, .noCriteria))
        continue
      }
      let patterns = compared.compactMap { nulls[$0.label] }
      let excesses = patterns.map { $0.excess(signal) }
      guard
        let comparison = GroupComparison(
          excesses.map(\.value), standardErrors: excesses.map(\.standardError))
      else {
        lack(name, of: excesses.count { !$0.value.isNaN })
        continue
      }
      add(
        name,
        patterns.enumerated().map { place, pattern in
          let chance = pattern.upperPValues[signal]
          let isLow = name == .variance
          let tail = isLow ? comparison.lowerTail(place) : comparison.upperTail(place)
          let isCandidate = isLow ? chance > PatternNull.gate : chance <= PatternNull.gate
          return Entry(
            interviews: compared[place].rows.count, value: pattern.values[signal],
            expected: pattern.means[signal], permutationPValue: chance,
            pValue: tail.isNaN ? .nan : isCandidate ? tail : 1)
        })
    }
  }

  // MARK: - Means over interviews

  /// What is compared of a group's mean.
  enum Side { case low, both }

  /// A signal that is a number for each interview, compared by group means.
  ///
  /// The standard error is the pooled standard deviation within groups, by √n.
  mutating func addMeans(
    _ signal: QualitySignal, _ values: [Double], side: Side, shown: (Double) -> Double
  ) {
    var squares = 0.0
    var freedom = 0
    var means: [Double] = []
    var counts: [Int] = []
    for group in compared {
      let own = group.rows.map { values[$0] }.filter { !$0.isNaN }
      let mean = own.reduce(0, +) / Double(max(1, own.count))
      means.append(own.count >= rules.minimumInterviews ? mean : .nan)
      counts.append(own.count)
      squares += own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      freedom += max(0, own.count - 1)
    }
    let deviation = (squares / Double(max(1, freedom))).squareRoot()
    let errors = counts.map { deviation / Double(max(1, $0)).squareRoot() }
    guard
      let comparison = GroupComparison(
        means, standardErrors: errors, spread: side == .low ? .together : .eachSide), deviation > 0
    else {
      lack(signal, of: means.count { !$0.isNaN })
      return
    }
    add(
      signal,
      compared.indices.map { place in
        Entry(
          interviews: counts[place], value: shown(means[place]),
          expected: shown(comparison.centre), permutationPValue: nil,
          pValue: side == .low ? comparison.lowerTail(place) : comparison.twoSided(place))
      })
  }

  // MARK: - Shares of interviews

  /// A signal that some interviews have: a funnel around the share of all (Spiegelhalter 2005), with a
  /// variance between groups that is added to the binomial one.
  ///
  /// The p-value is the greater of that and the exact binomial one, since rare facts are not normal.
  mutating func addShares(_ signal: QualitySignal, _ has: [Bool], among isKnown: [Bool]) {
    let counts = compared.map { group in group.rows.count { isKnown[$0] } }
    let events = compared.map { group in group.rows.count { isKnown[$0] && has[$0] } }
    let used = counts.indices.filter { counts[$0] >= rules.minimumInterviews }
    guard used.count >= GroupComparison.fewestGroups else {
      lack(signal, of: used.count)
      return
    }
    let total = used.reduce(0) { $0 + counts[$1] }
    let target =
      (Double(used.reduce(0) { $0 + events[$1] }) + 0.5) / (Double(total) + 1)
    let shares = counts.indices.map { place in
      counts[place] >= rules.minimumInterviews
        ? Double(events[place]) / Double(counts[place]) : .nan
    }
    let dispersion = Overdispersion(
      shares: shares, effectiveSizes: counts.map { Double(max(1, $0)) }, target: target)
    add(
      signal,
      compared.indices.map { place in
        let share = shares[place]
        let size = Double(counts[place])
        let variance = target * (1 - target) / max(1, size) + dispersion.excessVariance
        let normal = NormalDistribution.cumulative((target - share) / variance.squareRoot())
        let exact =
          share.isNaN
          ? .nan : FunnelLimits.upperTail(share: share, target: target, effectiveSize: size)
        return Entry(
          interviews: counts[place], value: share, expected: target, permutationPValue: nil,
          pValue: share.isNaN ? .nan : max(normal, exact))
      })
  }

  // MARK: - Times

  /// How long interviews took, and when they were held.
  mutating func addTimes(speed: Speed, timing: Timing, sheet: AnswerSheet) {
    guard rules.startedColumn != nil else {
      gaps += [(.speed, .noColumn("started")), (.timing, .noColumn("started"))]
      return
    }
    guard sheet.started.contains(where: { $0 != nil }) else {
      gaps += [(.speed, .noTimes), (.timing, .noTimes)]
      return
    }
    if rules.endedColumn == nil {
      gaps.append((.speed, .noColumn("ended")))
    } else if speed.median == nil {
      gaps.append((.speed, .noTimes))
    } else {
      addMeans(.speed, speed.logarithms, side: .low, shown: { exp($0) })
    }
    var isUnusual = speed.endsFirst
    for fact in timing.facts { isUnusual[fact.row] = true }
    addShares(.timing, isUnusual, among: sheet.started.map { $0 != nil })
  }
}

extension PatternNull {
  /// The permutation p-value that parts patterns beyond chance from others.
  static let gate = 0.05
}
