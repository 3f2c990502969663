import SurveyModel
import SurveyQuality
import SurveySimulation

/// A survey that is simulated again and again: 25 interviews for each interviewer.
struct Scenario {
  let title: String
  let interviewers: Int
  let fieldwork: Fieldwork

  static let all: [Scenario] = [
    Scenario("All honest", 60),
    Scenario("All honest, 30 % of the communes satisfied with everything", 60, satisfied: 0.3),
    Scenario("All honest, 70 % of the communes satisfied with everything", 60, satisfied: 0.7),
    Scenario("5 % fabricate, at plausible times", 60, share: 0.05),
    Scenario("5 % fabricate, hurried", 60, share: 0.05, times: .hurried),
    Scenario(
      "5 % fabricate half of their interviews, at plausible times", 60, share: 0.05, part: 0.5),
    Scenario(
      "5 % fabricate half of their interviews, hurried, 30 % of the communes satisfied", 60,
      share: 0.05, part: 0.5, times: .hurried, satisfied: 0.3),
    Scenario("Twenty interviewers, three of them fabricate, at plausible times", 20, share: 0.15),
  ]

  private init(
    _ title: String, _ interviewers: Int, share: Double = 0, part: Double = 1,
    times: FabricatedTimes = .plausible, satisfied: Double = 0
  ) {
    self.title = title
    self.interviewers = interviewers
    fieldwork = Fieldwork(
      interviewsEach: 25, fabricatingShare: share, fabricatedPart: part, times: times,
      satisfiedShare: satisfied)
  }

  /// One interviewer: how they fabricate, and which signals flag them; nil for all together.
  typealias Outcome = [(fabrication: Fabrication?, flags: Set<QualitySignal?>)]

  /// What becomes of the interviewers of one study.
  func outcome(seed: UInt64, _ permutations: Int) -> Outcome {
    var study = Study.ofCommunes(interviewers)
    study.quality.permutations = permutations
    let batch = SyntheticBatch(
      study: study, respondents: 25 * interviewers, seed: seed, fieldwork: fieldwork)
    let wave = Wave(study: study, parts: [Wave.Part(batch: 1, table: ResponseTable(batch))])
    let table = QualityTable(wave)
    var flags: [String: Set<QualitySignal?>] = [:]
    for found in table.assessments where found.isFlagged {
      flags[found.group, default: []].insert(found.signal)
    }
    for found in table.combined where found.isFlagged {
      flags[found.group, default: []].insert(nil)
    }
    let fabricators = batch.fabricators
    return table.groups.map { (fabricators[$0.label], flags[$0.label] ?? []) }
  }
}
