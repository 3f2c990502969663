internal import SurveyModel

/// How the answers to one item are drawn.
struct ItemPlan {
  /// What is drawn.
  enum Draw {
    /// One option.
    case single(Marginal)
    /// Options, each with its share.
    case multiple(shares: [Double])
    /// A multiple of 10⁻ᵖˡᵃᶜᵉˢ, both ends included.
    case number(ClosedRange<Int>, places: Int)
    /// The only number that a narrow range is sure to hold.
    case fixedNumber(String)
    /// A day, in days since 1970.
    case date(ClosedRange<Int>)
    /// A sentence, mostly none.
    case text
    /// Nothing: a direct identifier, or a column that the study uses otherwise.
    case nothing
  }

  /// What is drawn.
  let draw: Draw
  /// Whether criteria and incidents share the cluster's and the respondent's mood.
  let followsMood: Bool
  /// Whether the item is a criterion.
  let isCriterion: Bool
  /// The share of answers left blank.
  let nonresponse: Double
  /// Whether an answer must be given where the item may have been asked.
  let isRequired: Bool
  /// How the study's files write each option.
  let optionTexts: [String]
  /// The cluster's numbers of the item: one, or one for each option.
  let firstStream: Int

  init(_ item: Item, place: Int?, isOmitted: Bool, study: Study, firstStream: Int) {
    draw =
      isOmitted || item.pii == .direct ? .nothing : Draw(item, place: place, study: study)
    isCriterion = place != nil
    followsMood = place != nil || item.incident != nil
    let share = item.isRequired ? 0 : study.simulation.nonresponse
    nonresponse = item.incident == nil ? share : share / 2
    isRequired = item.isRequired
    optionTexts = ItemPlan.optionTexts(of: item, study: study)
    self.firstStream = firstStream
  }

  /// How many of the cluster's numbers an item takes.
  static func streamCount(of item: Item) -> Int {
    if case .multiple(let scale) = item.content { scale.options.count + 1 } else { 1 }
  }

  /// The text that the study reads as each option: its code, unless the code map has another
  /// meaning for that.
  private static func optionTexts(of item: Item, study: Study) -> [String] {
    var map: [String: String] = [:]
    switch item.content {
    case .single(let scale), .multiple(let scale): map = study.codeMaps[scale.id] ?? [:]
    case .number, .text, .date: return []
    }
    map.merge(study.codeMaps[item.id] ?? [:]) { _, own in own }
    return item.options.map { option in
      guard let meaning = map[option.code], meaning != option.code else { return option.code }
      return map.filter { $0.value == option.code }.map(\.key).min() ?? option.code
    }
  }
}

extension ItemPlan.Draw {
  fileprivate init(_ item: Item, place: Int?, study: Study) {
    switch item.content {
    case .single(let scale):
      if let incident = item.incident {
        self = .single(.incident(of: incident, options: scale.options, study: study))
      } else if let place {
        let scores = study.questionnaire.profile(study.scoring.profile)?.scores(of: item)
        let isDescending = scores.map { ($0.first ?? 0) > ($0.last ?? 0) } ?? item.isReversed
        self = .single(
          .satisfaction(
            optionCount: scale.options.count, isDescending: isDescending, place: place))
      } else {
        self = .single(.background(optionCount: scale.options.count))
      }
    case .multiple(let scale):
      // From a half of the respondents for the first option to a tenth for the last.
      let step = 0.4 / Double(max(1, scale.options.count - 1))
      self = .multiple(shares: scale.options.indices.map { 0.5 - step * Double($0) })
    case .number(let minimum, let maximum, let isInteger):
      self = .number(minimum: minimum, maximum: maximum, isInteger: isInteger)
    case .date(let minimum, let maximum):
      self = .date(minimum: minimum, maximum: maximum, before: study)
    case .text: self = .text
    }
  }

  /// Whole numbers or tenths in a range; an end that is open lies at 18 or 80, or beyond the other
  /// end where that would not do.
  private static func number(minimum: Double?, maximum: Double?, isInteger: Bool) -> Self {
    let low = minimum ?? maximum.map { $0 >= 18 ? 18 : $0 >= 0 ? 0 : $0 - 62 } ?? 18
    let high = maximum ?? max(80, low + 62)
    let places = isInteger ? 0 : 1
    let unit = isInteger ? 1.0 : 10.0
    // Far beyond any answer, and still exact.
    let limit = 1e15
    let first = Int((min(max(low, -limit), limit) * unit).rounded(.up))
    let last = Int((min(max(high, -limit), limit) * unit).rounded(.down))
    return first <= last ? .number(first...last, places: places) : .fixedNumber("\(low)")
  }

  /// The thirty days before the reference date, as far as the item allows them.
  private static func date(
    minimum: CalendarDay?, maximum: CalendarDay?, before study: Study
  ) -> Self {
    // Without a reference date the year that the wave is named for, or an invented one, ends it.
    let reference =
      study.referenceDate ?? CalendarDay(year: Int(study.wave) ?? 2024, month: 12, day: 31)
    let end = reference?.daysSince1970 ?? 0
    let earliest = minimum?.daysSince1970 ?? Int.min
    let latest = maximum?.daysSince1970 ?? Int.max
    let last = max(min(end, latest), earliest)
    return .date(max(last - 30, earliest)...last)
  }
}

extension Marginal {
  /// The answers to a question on an incident, at the rate that the study states.
  fileprivate static func incident(
    of incident: IncidentDefinition, options: [ResponseOption], study: Study
  ) -> Marginal {
    .incident(
      options: options, reportCodes: incident.reportCodes,
      rate: study.simulation.incidentRates[incident.kind] ?? 0)
  }
}
