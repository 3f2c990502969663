import SurveyIngest
import SurveyModel
import SurveySimulation
import Testing

@Suite("A batch is what the form allows")
struct FormTests {
  @Test(
    "an import finds nothing wrong with it",
    arguments: ["sipas-2017", "sipas-2022", "sipas-2023", "small"])
  func imports(form: String) throws {
    let study = Study.sample(
      try form == "small" ? .small() : .shipped(form), communes: 12,
      columns: StudyColumns(unit: "commune", key: ["form"]),
      design: DesignSpecification(
        strata: .level(.district),
        stages: [
          SamplingStage(cluster: .column("hamlet"), population: .column("hamlets")),
          SamplingStage(cluster: .respondent, population: .column("people")),
        ], weightColumn: "weight"),
      simulation: SimulationSettings(nonresponse: 0.2))
    let bytes = SyntheticBatch(study: study, respondents: 1000, seed: 3).csv()
    let table = try ResponseTable(bytes, fileName: "batch.csv", for: study)
    #expect(table.findings.map(\.rule) == [])
    #expect(table.rowCount == 1000)
    #expect(table.source?.unmappedCodes == [])
    #expect(table.source?.absentItems == [])
    #expect(table.source?.columns.contains { $0.meaning == .unmapped } == false)
  }

  @Test("every answer is a code of its item", arguments: ["sipas-2017", "sipas-2023", "small"])
  func codes(form: String) throws {
    let questionnaire: Questionnaire = try form == "small" ? .small() : .shipped(form)
    let batch = Rehearsal(Study.sample(questionnaire, communes: 5), respondents: 500)
    for item in questionnaire.items {
      let codes = item.options.map(\.code)
      let fields = batch[item.id].filter { !$0.isEmpty }
      switch item.content {
      case .single: #expect(fields.allSatisfy(codes.contains), "\(item.id)")
      case .multiple:
        for field in fields {
          let ticked = field.split(separator: " ").map(String.init)
          #expect(ticked == codes.filter(ticked.contains), "\(item.id): \(field)")
        }
      case .number, .text, .date: continue
      }
    }
  }

  @Test("an item is answered only where its skip rules ask it, and then if it is required")
  func skipRules() throws {
    let batch = Rehearsal(
      Study.sample(
        try .small(), communes: 5, simulation: SimulationSettings(nonresponse: 0.2)),
      respondents: 2000)
    var answered = 0
    for (follow, (visited, channels)) in zip(
      batch["follow"], zip(batch["visited"], batch["channels"]))
    {
      let isRefused = visited == "2" || channels.contains("b")
      if isRefused { #expect(follow.isEmpty) } else { #expect(!follow.isEmpty) }
      if !isRefused { answered += 1 }
    }
    #expect((200...1800).contains(answered))
  }

  @Test("numbers and days lie in their range")
  func ranges() throws {
    let batch = Rehearsal(Study.sample(try .small(), communes: 5), respondents: 2000)
    let ages = batch["age"].filter { !$0.isEmpty }
    #expect(Set(ages) == Set((18...70).map(String.init)))
    let hours = Set(batch["hours"].filter { !$0.isEmpty })
    #expect(
      hours == ["-0.5", "-0.4", "-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
    let days = Set(batch["day"].filter { !$0.isEmpty }).sorted()
    #expect(days.first == "2024-02-09")
    #expect(days.contains("2024-02-29"))
    #expect(days.last == "2024-03-10")
    #expect(days.count == 31)
  }

  @Test("a code that the study reads as another is written in the study's own spelling")
  func codeMap() throws {
    var study = Study.sample(try .small(), communes: 5)
    study.codeMaps = ["five": ["1": "5", "2": "4", "4": "2", "5": "1"], "visited": ["0": "2"]]
    let bytes = SyntheticBatch(study: study, respondents: 1000, seed: 1).csv()
    let table = try ResponseTable(bytes, fileName: "batch.csv", for: study)
    #expect(table.findings.map(\.rule) == [])
    let satisfied = try #require(table.closed("counter")).count { $0 == 3 || $0 == 4 }
    #expect(satisfied > 700)
    #expect(Set(Rehearsal(study, respondents: 100)["visited"]) == ["1", "2"])
  }
}
