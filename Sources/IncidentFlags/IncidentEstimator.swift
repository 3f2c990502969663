internal import SurveyModel
internal import SurveyStatistics
internal import SurveyWeighting

/// The rates of one incident item.
struct IncidentEstimator {
  let sample: WeightedSample
  let tally: AnswerTally
  let position: Int
  let item: Item
  let incident: IncidentDefinition
  let rules: FlagRules
  let correlation: IntraclassCorrelation
  let correlationIsAssumed: Bool
  /// With fewer reports in the whole wave, a correlation below the assumed one is not believed.
  private static let fewestReports = 30
  private let isReport: [Bool]
  private let isBase: [Bool]

  init(
    sample: WeightedSample, tally: AnswerTally, position: Int, item: Item,
    incident: IncidentDefinition, rules: FlagRules
  ) {
    self.sample = sample
    self.tally = tally
    self.position = position
    self.item = item
    self.incident = incident
    self.rules = rules
    let base = AnswerTally.base(of: item, in: sample.study.questionnaire)
    let reported = item.options.map { incident.reportCodes.contains($0.code) }
    isBase = base
    isReport = reported + Array(repeating: false, count: base.count - reported.count)
    let pooled = IncidentEstimator.pooledCorrelation(
      sample: sample, tally: tally, position: position, isReport: isReport, isBase: isBase)
    let assumed = IntraclassCorrelation(assuming: rules.assumedICC)
    let isTooNoisy = pooled.map { $0.reports < IncidentEstimator.fewestReports } ?? true
    let estimated = pooled?.correlation
    // A handful of reports can show a correlation of 0 by chance alone.
    let usesAssumed = estimated.map { isTooNoisy && $0.value < rules.assumedICC } ?? true
    correlation = usesAssumed && !sample.isIndependent ? assumed : estimated ?? assumed
    correlationIsAssumed = usesAssumed && !sample.isIndependent
  }

  /// The rate in the given cells.
  func rate(of unit: Int?, cells: [Int]) throws(EstimationError) -> IncidentRate {
    var sums = cells.map { sum(of: $0) }
    let asked = sums.reduce(0) { $0 + $1.asked }
    sums.removeAll { $0.answered == 0 }
    let answered = sums.reduce(0) { $0 + $1.answered }
    let reports = sums.reduce(0) { $0 + $1.reports }
    let baseline = rules.baselines.first { $0.kind == incident.kind && $0.basis == incident.basis }
    var rate = IncidentRate(
      unit: unit, item: item.id, kind: incident.kind, basis: incident.basis, sampleSize: asked,
      answered: answered, reports: reports, status: .ok, baseline: baseline,
      verdict: baseline == nil ? .noBaseline : .undecided)
    guard answered > 0 else {
      rate.status = .noAnswers
      return rate
    }
    if reports == 0 || reports == answered {
      bound(&rate, sums: sums)
    } else {
      try estimate(&rate, sums: sums)
    }
    if let interval = rate.interval, let baseline {
      rate.verdict = interval.lower > baseline.share * 100 ? .above : .notAbove
    }
    return rate
  }

  /// For each cell the respondents in the base.
  var answeredByCell: [Int] { (0..<sample.cellCount).map { sum(of: $0).answered } }

  /// Where each report stands.
  func evidence() -> [IncidentEvidence] {
    let slots = AnswerTally.slots(of: item)
    var evidence: [IncidentEvidence] = []
    for (part, batch) in sample.wave.parts.enumerated() {
      guard let codes = batch.table.closed(item.id),
        let records = batch.table.integers(TableLayout.record)
      else { continue }
      for row in codes.indices where isReport[slots[Int(codes[row])]] {
        evidence.append(
          IncidentEvidence(
            unit: sample.units[Int(sample.cells[part][row])], item: item.id, batch: batch.batch,
            record: Int(records[row])))
      }
    }
    return evidence
  }

  private struct CellSum {
    var cell: Int
    var asked = 0
    var answered = 0
    var reports = 0
    var baseWeight: Int64 = 0
    var reportWeight: Int64 = 0
  }

  private func sum(of cell: Int) -> CellSum {
    var sum = CellSum(cell: cell)
    let notAsked = AnswerTally.notAskedSlot(of: item)
    for (slot, pair) in zip(
      tally.weights(item: position, cell: cell), tally.counts(item: position, cell: cell)
    ).enumerated() {
      let (weight, count) = (pair.0, Int(pair.1))
      if slot != notAsked { sum.asked += count }
      guard isBase[slot] else { continue }
      sum.answered += count
      sum.baseWeight += weight
      guard isReport[slot] else { continue }
      sum.reports += count
      sum.reportWeight += weight
    }
    return sum
  }

  /// A share with some reports and some not.
  private func estimate(_ rate: inout IncidentRate, sums: [CellSum]) throws(EstimationError) {
    let base = Double(sums.reduce(Int64(0)) { $0 + $1.baseWeight })
    let share = Double(sums.reduce(Int64(0)) { $0 + $1.reportWeight }) / base
    let variable = LinearisedVariable(
      units: sums.map(\.cell),
      values: sums.map { (Double($0.reportWeight) - share * Double($0.baseWeight)) / base })
    var mask = [Bool](repeating: false, count: sample.cellCount)
    for sum in sums { mask[sum.cell] = true }
    let freedom = sample.design.degreesOfFreedom(in: mask)
    rate.degreesOfFreedom = freedom
    guard freedom > 0 else {
      rate.status = .onePSU
      return
    }
    let variance = try sample.variance(of: variable)
    let standardError = max(0, variance).squareRoot()
    let interval: ConfidenceInterval? =
      sample.isIndependent && !sample.isWeighted
      ? .clopperPearson(
        events: Double(rate.reports ?? 0), of: Double(rate.answered), level: rules.confidenceLevel)
      : .kornGraubard(
        share: share, standardError: standardError, sampleSize: rate.answered,
        degreesOfFreedom: Double(freedom), level: rules.confidenceLevel, cap: .sampleSize)
    guard let interval else {
      rate.status = .noVariance
      return
    }
    rate.share = share * 100
    rate.standardError = standardError * 100
    rate.interval = interval.inPercent
    let simple = share * (1 - share) / Double(max(1, rate.answered - 1))
    rate.designEffect = variance / simple
  }

  /// No report at all, or reports only: a bound from one side.
  private func bound(_ rate: inout IncidentRate, sums: [CellSum]) {
    var sizes: [Int: Int] = [:]
    for sum in sums { sizes[sample.primaryUnits[sum.cell], default: 0] += sum.answered }
    let effect =
      correlation.designEffect(ofClusterSizes: sizes.sorted { $0.key < $1.key }.map(\.value))
      * sample.weightingEffect(of: sums.map(\.cell))
    let effectiveSize = Double(rate.answered) / effect
    let level = rules.confidenceLevel
    let bound: ConfidenceInterval? =
      rate.reports == 0
      ? .noEvents(effectiveSize: effectiveSize, level: level)
      : .eventsOnly(effectiveSize: effectiveSize, level: level)
    rate.status = .allOrNone
    rate.share = rate.reports == 0 ? 0 : 100
    rate.interval = bound?.inPercent
    rate.designEffect = effect
  }

  /// The intra-class correlation of reporting, within strata, and how many reports it rests on; nil
  /// where nobody or everybody reports.
  private static func pooledCorrelation(
    sample: WeightedSample, tally: AnswerTally, position: Int, isReport: [Bool], isBase: [Bool]
  ) -> (correlation: IntraclassCorrelation, reports: Int)? {
    // Respondents drawn independently share no cluster.
    if sample.isIndependent { return (IntraclassCorrelation(assuming: 0), 0) }
    var values: [Double] = []
    var clusters: [Int] = []
    var groups: [Int] = []
    for cell in 0..<sample.cellCount {
      for (slot, count) in tally.counts(item: position, cell: cell).enumerated()
      where isBase[slot] && count > 0 {
        values += Array(repeating: isReport[slot] ? 1 : 0, count: Int(count))
        clusters += Array(repeating: sample.primaryUnits[cell], count: Int(count))
        groups += Array(repeating: sample.strata[cell], count: Int(count))
      }
    }
    let reports = values.count { $0 == 1 }
    guard reports > 0, reports < values.count else { return nil }
    return IntraclassCorrelation(of: values, clusters: clusters, groups: groups).map {
      ($0, reports)
    }
  }
}

extension ConfidenceInterval {
  /// The interval of a share in percent.
  fileprivate var inPercent: ConfidenceInterval {
    ConfidenceInterval(lower: lower * 100, upper: upper * 100, level: level, method: method)
  }
}
