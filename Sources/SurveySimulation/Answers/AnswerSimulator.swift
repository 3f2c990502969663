internal import SurveyModel
internal import SurveyStatistics

/// Draws the answers of one respondent after the other.
struct AnswerSimulator {
  /// The ids of the items that have a column, in the order of the form.
  let headers: [String]

  private let plans: [ItemPlan]
  private let conditions: SkipConditions
  /// For each item its column among ``headers``.
  private let columns: [Int?]
  private let draws: ClusterDraws
  /// The probability that an answer is the cluster's: √ρ.
  private let clusterShare: Double
  private var generator: SeededGenerator
  /// What became of the items of the current respondent, and which options were ticked.
  private var states: [SkipConditions.State]
  private var ticked: [[Int]]
  /// How the current interview is made up, nil for an honest one.
  private var fabrication: Fabrication?
  /// The option that a straightliner has chosen, by the number of options.
  private var straightOptions: [Int: Int] = [:]
  /// The part of clusters that are satisfied with everything.
  private let satisfiedShare: Double
  /// Where the criteria stand among ``headers``.
  let criterionFields: [Int]

  /// The probability that an answer which is not the cluster's is the respondent's mood.
  private static let moodShare = 0.4
  /// The share of answers in a satisfied cluster that are the same for everyone.
  private static let contentment = 0.95
  /// The share of texts that are not empty.
  private static let textShare = 0.02
  private static let sentences = [
    "Cán bộ hướng dẫn tận tình.", "Thời gian chờ hơi lâu.", "Mong có thêm ghế ngồi chờ.",
    "Hồ sơ được giải quyết đúng hẹn.", "Không có ý kiến gì thêm.",
  ]

  init(
    study: Study, omitting omitted: Set<String>, draws: ClusterDraws, seed: UInt64,
    satisfiedShare: Double = 0
  ) {
    let items = study.questionnaire.items
    var places: [String: Int] = [:]
    for (place, id) in study.questionnaire.index.allCriteria.enumerated() { places[id] = place }
    var plans: [ItemPlan] = []
    var stream = ClusterDraws.firstItemStream
    var headers: [String] = []
    var columns: [Int?] = []
    for item in items {
      let isOmitted = omitted.contains(item.id)
      plans.append(
        ItemPlan(
          item, place: places[item.id], isOmitted: isOmitted, study: study, firstStream: stream))
      stream += ItemPlan.streamCount(of: item)
      columns.append(isOmitted ? nil : headers.count)
      if !isOmitted { headers.append(item.id) }
    }
    self.plans = plans
    self.headers = headers
    self.columns = columns
    self.draws = draws
    self.satisfiedShare = satisfiedShare
    criterionFields = headers.indices.filter { places[headers[$0]] != nil }
    conditions = SkipConditions(items)
    clusterShare = min(max(study.simulation.icc, 0), 1).squareRoot()
    generator = SeededGenerator(seed: seed)
    states = Array(repeating: .open, count: items.count)
    ticked = Array(repeating: [], count: items.count)
  }

  /// Draws the answers of the next respondent.
  ///
  /// - Parameters:
  ///   - fields: The record to write them to.
  ///   - offset: Where the first item stands in it.
  ///   - cluster: The respondent's cluster.
  ///   - fabrication: How the interview is made up, nil for an honest one.
  mutating func fill(
    _ fields: inout [String], from offset: Int, cluster: Int, fabrication: Fabrication? = nil
  ) {
    let mood = generator.uniform()
    self.fabrication = fabrication
    straightOptions = [:]
    for item in plans.indices {
      states[item] = .open
      ticked[item].removeAll(keepingCapacity: true)
    }
    for item in conditions.order {
      let answer = answer(to: item, cluster: cluster, mood: mood)
      if let column = columns[item] { fields[offset + column] = answer }
    }
  }

  /// The answer as text, empty where there is none.
  private mutating func answer(to item: Int, cluster: Int, mood: Double) -> String {
    let plan = plans[item]
    let isAsked = conditions.isAsked(item, states: states, ticked: ticked)
    if isAsked == false {
      states[item] = .skipped
      return ""
    }
    states[item] = .blank
    // Where nobody can tell whether it was asked, only what must be answered is.
    guard isAsked == true || plan.isRequired else { return "" }
    guard plan.nonresponse <= 0 || generator.uniform() >= plan.nonresponse else { return "" }
    let text = draw(item, plan, cluster: cluster, mood: mood)
    if !text.isEmpty { states[item] = .answered }
    return text
  }

  private mutating func draw(
    _ item: Int, _ plan: ItemPlan, cluster: Int, mood: Double
  ) -> String {
    let mood = plan.followsMood ? mood : nil
    switch plan.draw {
    case .single(let marginal):
      let number = uniform(cluster: cluster, stream: plan.firstStream, mood: mood)
      guard var option = marginal.option(at: number) else { return "" }
      if fabrication == .straightlining && plan.isCriterion {
        option = straightOptions[plan.optionTexts.count] ?? option
        straightOptions[plan.optionTexts.count] = option
      }
      ticked[item].append(option)
      return plan.optionTexts[option]
    case .multiple(let shares):
      tick(item, plan, shares: shares, cluster: cluster)
    case .number(let range, let places):
      let number = uniform(cluster: cluster, stream: plan.firstStream, mood: mood)
      return DecimalText.decimal(AnswerSimulator.pick(range, at: number), places: places)
    case .fixedNumber(let text): return text
    case .date(let range):
      let number = uniform(cluster: cluster, stream: plan.firstStream, mood: mood)
      let day = CalendarDay(daysSince1970: AnswerSimulator.pick(range, at: number))
      return day?.description ?? ""
    case .text:
      guard plan.isRequired || generator.uniform() < AnswerSimulator.textShare else { return "" }
      return AnswerSimulator.sentences[generator.index(below: AnswerSimulator.sentences.count)]
    case .nothing: return ""
    }
    return ticked[item].map { plan.optionTexts[$0] }.joined(separator: " ")
  }

  /// Ticks options with their shares, and one after all where none came.
  private mutating func tick(_ item: Int, _ plan: ItemPlan, shares: [Double], cluster: Int) {
    for (option, share) in shares.enumerated() where share > 0 {
      let number = uniform(cluster: cluster, stream: plan.firstStream + 1 + option, mood: nil)
      if number < share { ticked[item].append(option) }
    }
    guard ticked[item].isEmpty else { return }
    let possible = shares.indices.filter { shares[$0] > 0 }
    if !possible.isEmpty { ticked[item].append(possible[generator.index(below: possible.count)]) }
  }

  /// A number in 0..<1: the cluster's, the respondent's mood, or one of its own.
  private mutating func uniform(cluster: Int, stream: Int, mood: Double?) -> Double {
    if fabrication == .inventing { return generator.uniform() }
    if mood != nil, satisfiedShare > 0,
      draws.uniform(cluster: cluster, stream: ClusterDraws.satisfactionStream) < satisfiedShare,
      generator.uniform() < AnswerSimulator.contentment
    {
      // On five levels a number in the middle of the second-best one, whatever the criterion's place.
      return 0.45
    }
    if generator.uniform() < clusterShare {
      return draws.uniform(cluster: cluster, stream: mood == nil ? stream : ClusterDraws.moodStream)
    }
    if let mood, generator.uniform() < AnswerSimulator.moodShare { return mood }
    return generator.uniform()
  }

  private static func pick(_ range: ClosedRange<Int>, at uniform: Double) -> Int {
    // The product of a number near 1 and a very long range may round up to its length.
    min(range.lowerBound + Int(uniform * Double(range.count)), range.upperBound)
  }
}
