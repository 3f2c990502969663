public import SurveyModel
public import SurveyStatistics
public import SurveyWeighting

/// Harassment and extra-fee reports of a wave, for each unit of a level and for all together.
///
/// A share has the interval of Korn and Graubard (1998), its effective sample size not above the number
/// of answers; that of Clopper and Pearson where respondents were drawn independently and weigh the same.
/// No report among n answers is an upper bound, 1 − α^(1/n*), never "0 %": n* is n over the design
/// effect that the intra-class correlation of the whole wave gives clusters of that size; with fewer
/// than 30 reports in the wave, or none, a correlation below the study's assumed one is not believed. Items that ask
/// for own experience and items that ask for perception stay apart.
public struct IncidentTable: Sendable {
  /// The study.
  public let study: Study
  /// The rules.
  public let rules: FlagRules
  /// The level of units.
  public let level: UnitKind
  /// The rates: all together first, then unit by unit, each in the order of the form.
  public let rates: [IncidentRate]
  /// For each incident item the intra-class correlation behind bounds of no reports, and whether it
  /// was assumed because too few reports, or none, leave nothing to estimate it from.
  public let correlations: [String: (value: Double, isAssumed: Bool)]

  /// Where each report stands, by batch and record.
  ///
  /// For those who may see the forms; reports of units that are withheld are not among them.
  public let evidence: [IncidentEvidence]

  /// Computes the rates.
  ///
  /// - Parameters:
  ///   - sample: The weighted sample.
  ///   - rules: Confidence level, baselines, assumed correlation; nil for the study's.
  ///   - level: The level of units; nil for the study's.
  /// - Throws: `EstimationError` where the design cannot carry a variance.
  /// - Complexity: O(*rows* × *incident items*) and O(*cells* × *items* × *units*).
  public init(
    _ sample: WeightedSample, rules: FlagRules? = nil, by level: UnitKind? = nil
  ) throws(EstimationError) {
    let study = sample.study
    let rules = rules ?? study.flagRules
    let kinds = study.units.kinds
    let level =
      level ?? study.scoring.level ?? (kinds.count > 1 ? kinds[1] : kinds.first) ?? .province
    let items = study.questionnaire.incidentItems
    let tally = AnswerTally(sample, items: items.map(\.item))
    let units = study.units.units.indices.filter { study.units.units[$0].kind == level }
    var correlations: [String: (value: Double, isAssumed: Bool)] = [:]
    let estimators = items.enumerated().map { position, entry in
      let estimator = IncidentEstimator(
        sample: sample, tally: tally, position: position, item: entry.item,
        incident: entry.incident, rules: rules)
      correlations[entry.item.id] = (
        estimator.correlation.value, estimator.correlationIsAssumed
      )
      return estimator
    }
    let respondents = sample.unitCounts(sample.sizes)
    let seeds = study.publication.withheld(
      in: study.units, counts: respondents, sizes: respondents.totals)
    let masks = estimators.map { estimator in
      study.publication.withheld(
        in: study.units, counts: sample.unitCounts(estimator.answeredByCell),
        sizes: respondents.totals, seeds: seeds)
    }
    var rates: [IncidentRate] = []
    for unit in [nil] + units.map(Optional.init) {
      let cells = sample.cells(in: unit)
      for (estimator, mask) in zip(estimators, masks) {
        let rate = try estimator.rate(of: unit, cells: cells)
        rates.append(
          rate.answered > 0 && mask[unit] ? IncidentTable.withheld(rate) : rate)
      }
    }
    self.study = study
    self.rules = rules
    self.level = level
    self.rates = rates
    self.correlations = correlations
    self.evidence = zip(estimators, masks).flatMap { estimator, mask in
      estimator.evidence().filter { report in
        !mask[study.units.ancestor(of: report.unit, kind: level)]
      }
    }
  }

  /// The evidence for one rate that is shown: the reports of its item in its unit.
  ///
  /// Reports of units that are withheld are nobody's evidence, so that lists cannot be subtracted.
  public func evidence(for rate: IncidentRate) -> [IncidentEvidence] {
    guard rate.status.isShown else { return [] }
    return evidence.filter { report in
      guard report.item == rate.item else { return false }
      return rate.unit.map { study.units.ancestors(of: report.unit).contains($0) } ?? true
    }
  }

  /// The rate with nothing in it that a withheld cell may not show.
  private static func withheld(_ rate: IncidentRate) -> IncidentRate {
    var rate = rate
    rate.status = .suppressed
    rate.reports = nil
    rate.share = nil
    rate.standardError = nil
    rate.interval = nil
    rate.designEffect = nil
    rate.degreesOfFreedom = nil
    rate.verdict = rate.baseline == nil ? .noBaseline : .undecided
    return rate
  }
}
