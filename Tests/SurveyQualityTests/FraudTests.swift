import SurveyModel
import SurveyQuality
import SurveySimulation
import Testing

@Suite("Planted fraud")
struct FraudTests {
  private static let study = Study.madeUp()

  private func flagged(_ table: QualityTable) -> Set<String> {
    Set(table.combined.filter(\.isFlagged).map(\.group))
  }

  @Test("interviewers who copy or straightline are found, and by the signal that is meant for it")
  func found() throws {
    let fieldwork = Fieldwork(
      interviewsEach: 20, fabricatingShare: 0.1, fabrications: [.copying, .straightlining])
    let (wave, fabricators) = try Self.study.wave(respondents: 480, seed: 11, fieldwork)
    let table = QualityTable(wave)
    #expect(fabricators.count == 2)
    #expect(flagged(table) == Set(fabricators.keys))
    for (group, fabrication) in fabricators {
      let signals = table.assessments.filter { $0.group == group && $0.isFlagged }.map(\.signal)
      #expect(signals.contains(fabrication == .copying ? .percentMatch : .straightlining))
    }
    // What is flagged is left out both ways, and nothing else.
    #expect(table.flaggedInterviews.count == 40)
    #expect(table.evidence.contains { $0.kind == .nearCopy || $0.kind == .duplicateAnswers })
  }

  @Test("interviews in a third of the time, one after the other, are found by their times")
  func hurried() throws {
    let fieldwork = Fieldwork(
      interviewsEach: 15, fabricatingShare: 0.05, fabrications: [.inventing], times: .hurried)
    let (wave, fabricators) = try Self.study.wave(respondents: 900, seed: 12, fieldwork)
    var rules = Self.study.quality
    rules.permutations = 19
    let table = QualityTable(wave, rules: rules)
    #expect(fabricators.count == 3)
    #expect(flagged(table) == Set(fabricators.keys))
    let speed = table.assessments(of: .speed).filter(\.isFlagged)
    #expect(speed.map(\.group) == fabricators.keys.sorted())
    #expect(speed.allSatisfy { $0.value < $0.expected / 2 })
  }

  @Test(
    "honest interviewers are not flagged, nor those of villages that are satisfied with everything")
  func honest() throws {
    for satisfied in [0, 0.3, 0.7] {
      for seed in 1...2 {
        let fieldwork = Fieldwork(interviewsEach: 20, satisfiedShare: satisfied)
        let table = QualityTable(
          try Self.study.wave(respondents: 480, seed: UInt64(seed), fieldwork).wave)
        #expect(flagged(table).isEmpty, "\(satisfied) \(seed)")
        #expect(table.flaggedInterviews.isEmpty)
      }
    }
  }

  @Test("order and batches of the rows change no bit, and another seed changes some")
  func invariance() throws {
    let fieldwork = Fieldwork(interviewsEach: 20, fabricatingShare: 0.1)
    let (wave, _) = try Self.study.wave(respondents: 300, seed: 4, fieldwork)
    let table = QualityTable(wave)
    let other = QualityTable(wave.rearranged(seed: 1, batches: 3))
    #expect(table.assessments == other.assessments)
    #expect(table.combined == other.combined)
    #expect(table.evidence == other.evidence)
    #expect(table.correlation == other.correlation)
    #expect(table.flaggedInterviews == other.flaggedInterviews)
    var rules = Self.study.quality
    rules.seed = 2
    #expect(QualityTable(wave, rules: rules).assessments != table.assessments)
  }

  @Test("without an interviewer's column places are compared, and what lacks its column is said")
  func places() throws {
    var study = Study.madeUp()
    study.quality = QualityRules(permutations: 19)
    let table = QualityTable(try study.wave(respondents: 240, seed: 2).wave)
    #expect(table.comparison == .cluster)
    #expect(table.groups.map(\.label).sorted() == (0..<12).map { "C\($0)" }.sorted())
    #expect(
      table.gaps.map(\.signal) == [.speed, .timing]
        && table.gaps.allSatisfy { $0.gap == .noColumn("started") })
    study.design = DesignSpecification()
    #expect(QualityTable(try study.wave(respondents: 60, seed: 2).wave).comparison == .unit)
  }

  @Test("too few interviewers to tell what is usual is said, not passed over")
  func few() throws {
    let table = QualityTable(try Self.study.wave(respondents: 100, seed: 2).wave)
    #expect(table.assessments.isEmpty && table.combined.isEmpty)
    #expect(Set(table.gaps.map(\.signal)) == Set(QualitySignal.allCases))
    #expect(table.gaps.allSatisfy { $0.gap == .tooFewGroups(count: 5, minimum: 10) })
  }
}
