import SurveyModel
import SurveySimulation
import Testing

@Suite("Answers come in the stated shares")
struct ShareTests {
  private static let independent = SimulationSettings(
    icc: 0, nonresponse: 0.1, incidentRates: [.harassment: 0.08, .extraFee: 0.04])

  private func batch() throws -> Rehearsal {
    Rehearsal(
      Study.sample(try .small(), communes: 10, simulation: ShareTests.independent),
      respondents: 8000)
  }

  @Test("five levels are those of a satisfied population")
  func fiveLevels() throws {
    let study = Study.sample(
      try .shipped("sipas-2023"), communes: 10,
      simulation: SimulationSettings(icc: 0, nonresponse: 0))
    let batch = Rehearsal(study, respondents: 4000)
    let criteria = study.questionnaire.index.allCriteria
    for (code, share) in [("1", 0.01), ("2", 0.03), ("3", 0.12), ("4", 0.52), ("5", 0.32)] {
      let found = criteria.map { batch.share($0) { $0 == code } }.reduce(0, +)
      #expect((found / Double(criteria.count) - share).magnitude < 0.01, "level \(code)")
    }
    let satisfied = criteria.map { batch.share($0) { $0 == "4" || $0 == "5" } }
    #expect(satisfied.allSatisfy { (0.77...0.91).contains($0) })
    #expect((satisfied.max() ?? 0) - (satisfied.min() ?? 0) > 0.05)
  }

  @Test("a scale that runs the other way, or has other levels, is as satisfied")
  func otherScales() throws {
    let batch = try batch()
    let answered: (String, String) -> Double = { item, code in
      batch.share(item) { $0 == code } / batch.share(item) { !$0.isEmpty }
    }
    #expect((answered("delay", "1") + answered("delay", "2") - 0.84).magnitude < 0.05)
    #expect(answered("delay", "5") < 0.03)
    #expect(answered("result", "1") < answered("result", "2"))
    #expect(answered("result", "2") < answered("result", "3"))
  }

  @Test(
    "answers are left blank at the stated rate, incidents at half of it, required items never",
    arguments: [
      ("visited", 0), ("channels", 0.1), ("counter", 0.1), ("age", 0.1), ("day", 0.1),
      ("trouble", 0.05), ("gifts", 0), ("place", 0), ("name", 1), ("remark", 0.98),
    ])
  func blanks(item: String, share: Double) throws {
    let found = try batch().share(item, where: \.isEmpty)
    #expect((found - share).magnitude <= (share == 0 || share == 1 ? 0 : 0.01))
  }

  @Test("incidents are reported at the stated rate, mostly by the first code that reports")
  func incidents() throws {
    let batch = try batch()
    let answered = batch.share("trouble") { !$0.isEmpty }
    #expect((batch.share("trouble") { $0 == "1" } / answered - 0.064).magnitude < 0.01)
    #expect((batch.share("trouble") { $0 == "2" } / answered - 0.016).magnitude < 0.005)
    #expect((batch.share("gifts") { $0 == "m" } - 0.04).magnitude < 0.01)
  }

  @Test("options of a multiple-choice item are ticked by a tenth to a half of the respondents")
  func ticks() throws {
    let batch = try batch()
    let answered = batch["channels"].filter { !$0.isEmpty }.map { $0.split(separator: " ") }
    for option in ["a", "b", "c"] {
      let share = Double(answered.count { $0.contains { $0 == option } }) / Double(answered.count)
      #expect((0.1...0.65).contains(share), "option \(option)")
    }
    #expect(answered.contains(["a", "c"]))
  }
}
