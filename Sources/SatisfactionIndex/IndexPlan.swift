internal import SurveyModel
internal import SurveyStatistics
internal import SurveyWeighting

/// What is estimated and how: names resolved, criteria scored, composites with their coefficients.
struct IndexPlan {
  let profile: ScoringProfile
  let rollUp: RollUp
  let level: UnitKind
  let confidenceLevel: Double
  let method: IntervalMethod
  let criteria: [Criterion]
  let composites: [Composite]
  /// The parameters in the order of the tree: composites and, below the lowest, their criteria.
  let parameters: [PlannedParameter]
  private let assumedICC: Double

  /// One line of the table.
  enum PlannedParameter {
    case composite(Int)
    case criterion(Int, depth: Int)
  }

  init(_ study: Study, choice: ScoringChoice) throws(IndexError) {
    let questionnaire = study.questionnaire
    guard let profile = questionnaire.profile(choice.profile) else {
      throw .noProfile(choice.profile ?? "", known: questionnaire.profiles.map(\.name))
    }
    guard let rollUp = questionnaire.rollUp(choice.rollUp) else {
      throw .noRollUp(choice.rollUp ?? "", known: questionnaire.rollUps.map(\.name))
    }
    let kinds = study.units.kinds
    let level = choice.level ?? (kinds.count > 1 ? kinds[1] : kinds.first) ?? .province
    guard kinds.contains(level) else {
      throw .noLevel(level.rawValue, known: kinds.map(\.rawValue))
    }
    self.profile = profile
    self.rollUp = rollUp
    self.level = level
    confidenceLevel = choice.confidenceLevel
    guard ScoringChoice.intervals.contains(choice.interval),
      let method = IntervalMethod(rawValue: choice.interval)
    else { throw .noInterval(choice.interval, known: ScoringChoice.intervals) }
    self.method = method
    assumedICC = study.flagRules.assumedICC

    var criteria: [Criterion] = []
    var positions: [String: Int] = [:]
    for id in questionnaire.index.allCriteria {
      guard let item = questionnaire.item(id), let scores = profile.scores(of: item) else {
        throw .unscored(criterion: id, profile: profile.name)
      }
      positions[id] = criteria.count
      criteria.append(
        Criterion(
          item: item, position: criteria.count, scores: scores, questionnaire: questionnaire))
    }
    var composites: [Composite] = []
    var parameters: [PlannedParameter] = []
    for (node, depth) in questionnaire.index.nodes {
      let terms = rollUp.coefficients(of: node).compactMap { criterion, coefficient in
        positions[criterion].map { (criterion: $0, coefficient: coefficient) }
      }
      parameters.append(.composite(composites.count))
      composites.append(
        Composite(node: node, depth: depth, terms: terms.filter { $0.coefficient > 0 }))
      parameters += node.criteria.compactMap { id in
        positions[id].map { .criterion($0, depth: depth + 1) }
      }
    }
    self.criteria = criteria
    self.composites = composites
    self.parameters = parameters
  }

  /// All estimates of one domain, before suppression.
  func estimates(
    of domain: DomainScore, unit: Int?, spreads: [CompositeSpread], sample: WeightedSample
  ) throws(EstimationError) -> [IndexEstimate] {
    var estimates: [IndexEstimate] = []
    for parameter in parameters {
      switch parameter {
      case .criterion(let position, let depth):
        let score = domain.criteria[position]
        let simple =
          score.answered > 1 ? score.spread / Double(score.answered - 1) : nil
        var raw = RawEstimate(
          value: score.mean, linearised: domain.linearised([(position, 1)]),
          simpleVariance: simple, asked: score.asked, answered: score.answered)
        raw.isSimpleShare = criteria[position].slotScores.allSatisfy { $0 == 0 || $0 == 1 }
        estimates.append(
          try finish(
            raw, unit: unit, parameter: .item(criteria[position].item.id), depth: depth,
            label: criteria[position].item.label, sample: sample))
      case .composite(let number):
        let composite = composites[number]
        let missing = composite.terms.filter { domain.criteria[$0.criterion].mean == nil }
        let value = composite.terms.reduce(0.0) { sum, term in
          sum + term.coefficient * (domain.criteria[term.criterion].mean ?? 0)
        }
        var raw = RawEstimate(
          value: missing.isEmpty && !composite.terms.isEmpty ? value : nil,
          linearised: domain.linearised(composite.terms),
          simpleVariance: spreads[number].simpleVariance, asked: spreads[number].asked,
          answered: spreads[number].count)
        raw.smallestBase = composite.terms.map { domain.criteria[$0.criterion].answered }.min()
        raw.missingCriteria = missing.map { criteria[$0.criterion].item.id }
        estimates.append(
          try finish(
            raw, unit: unit, parameter: composite.node.parameter, depth: composite.depth,
            label: composite.node.label, sample: sample))
      }
    }
    return estimates
  }

  /// What is known of an estimate before its variance.
  private struct RawEstimate {
    var value: Double?
    var linearised: LinearisedVariable
    var simpleVariance: Double?
    var asked: Int
    var answered: Int
    var missingCriteria: [String] = []
    /// Of a composite, the answers to its least answered criterion.
    var smallestBase: Int?
    /// Whether the estimate is the share of one criterion's answers, all scored 0 or 1.
    var isSimpleShare = false
  }

  private func finish(
    _ raw: RawEstimate, unit: Int?, parameter: Parameter, depth: Int, label: LocalizedText,
    sample: WeightedSample
  ) throws(EstimationError) -> IndexEstimate {
    var estimate = IndexEstimate(
      unit: unit, parameter: parameter, depth: depth, label: label, sampleSize: raw.asked,
      answered: raw.answered, status: .ok, missingCriteria: raw.missingCriteria,
      linearised: raw.linearised)
    guard let value = raw.value else {
      estimate.status = raw.answered == 0 ? .noAnswers : .incomplete
      return estimate
    }
    var mask = [Bool](repeating: false, count: sample.cellCount)
    for cell in raw.linearised.units { mask[cell] = true }
    let freedom = sample.design.degreesOfFreedom(in: mask)
    estimate.degreesOfFreedom = freedom
    // At an end of the scale all answers are alike, up to the rounding of coefficients that add to 1.
    if raw.simpleVariance.map({ $0 < 1e-24 }) ?? true {
      return atAnEnd(
        estimate, value: value, smallestBase: raw.smallestBase ?? raw.answered,
        cells: raw.linearised.units, sample: sample)
    }
    guard freedom > 0 else {
      estimate.status = .onePSU
      return estimate
    }
    let variance = try sample.variance(of: raw.linearised)
    let standardError = max(0, variance).squareRoot()
    let designEffect = raw.simpleVariance.map { variance / $0 }
    let share = ShareInterval(
      estimate: value, standardError: standardError, degreesOfFreedom: freedom,
      answered: raw.answered, isSimpleShare: raw.isSimpleShare && sample.isSimpleRandom,
      level: confidenceLevel)
    guard standardError > 1e-12, let interval = share.interval(method) else {
      estimate.status = .noVariance
      return estimate
    }
    estimate.estimate = value * 100
    estimate.standardError = standardError * 100
    estimate.interval = interval.scaled(by: 100)
    estimate.designEffect = designEffect
    return estimate
  }

  /// An estimate whose answers all score alike: bounded from one side where they score 0 or 1.
  private func atAnEnd(
    _ estimate: IndexEstimate, value: Double, smallestBase: Int, cells: [Int],
    sample: WeightedSample
  ) -> IndexEstimate {
    var estimate = estimate
    let isNone = value < 1e-12
    guard isNone || value > 1 - 1e-12 else {
      estimate.status = .noVariance
      return estimate
    }
    // Nothing in the answers tells how alike clusters are, so the study's assumption stands in.
    var sizes: [Int: Int] = [:]
    for cell in cells { sizes[sample.primaryUnits[cell], default: 0] += sample.sizes[cell] }
    let designEffect =
      IntraclassCorrelation(assuming: assumedICC).designEffect(
        ofClusterSizes: sizes.sorted { $0.key < $1.key }.map(\.value))
      * sample.weightingEffect(of: cells)
    let effectiveSize = Double(smallestBase) / designEffect
    let bound: ConfidenceInterval? =
      isNone
      ? .noEvents(effectiveSize: effectiveSize, level: confidenceLevel)
      : .eventsOnly(effectiveSize: effectiveSize, level: confidenceLevel)
    estimate.status = .allOrNone
    estimate.estimate = isNone ? 0 : 100
    estimate.interval = bound?.scaled(by: 100)
    estimate.designEffect = designEffect
    return estimate
  }
}

extension ConfidenceInterval {
  /// The interval on another scale.
  fileprivate func scaled(by factor: Double) -> ConfidenceInterval {
    ConfidenceInterval(lower: lower * factor, upper: upper * factor, level: level, method: method)
  }
}
