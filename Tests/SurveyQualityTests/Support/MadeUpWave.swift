import SurveyIngest
import SurveyModel
import SurveyQuality
import SurveySimulation

extension Study {
  /// A study of communes with a battery of criteria on five levels and four other questions.
  static func madeUp(communes: Int = 12, criteria: Int = 14) -> Study {
    func options(_ count: Int) -> [ResponseOption] {
      (1...count).map { ResponseOption(code: "\($0)", label: LocalizedText("option \($0)")) }
    }
    let level = ResponseScale(id: "level", options: options(5))
    var items = (1...criteria).map { number in
      Item(id: "c\(number)", label: LocalizedText("c\(number)"), content: .single(level))
    }
    for number in 1...4 {
      let own = ResponseScale(id: "b\(number)", options: options(number + 1))
      items.append(
        Item(id: "b\(number)", label: LocalizedText("b\(number)"), content: .single(own)))
    }
    let form = Questionnaire(
      id: "made-up", version: "1", title: LocalizedText("Made up"), items: items,
      index: Axis(
        id: "index", label: LocalizedText("Index"), kind: .index,
        criteria: (1...criteria).map { "c\($0)" }),
      profiles: [
        ScoringProfile(
          name: "mean", label: LocalizedText("mean"),
          scores: ["level": ["1": 0, "2": 0.25, "3": 0.5, "4": 0.75, "5": 1]])
      ], defaultProfile: "mean")
    let units =
      [AdministrativeUnit(code: "P", name: "P", kind: .province)]
      + (0..<communes).map {
        AdministrativeUnit(code: "C\($0)", name: "C\($0)", kind: .commune, parent: "P")
      }
    return Study(
      id: "made-up", title: LocalizedText("Made up"), wave: "2024", questionnaire: form,
      referenceDate: CalendarDay(year: 2024, month: 12, day: 31), units: UnitRegistry(units),
      columns: StudyColumns(unit: "unit", key: ["form"]),
      design: DesignSpecification(stages: [SamplingStage(cluster: .level(.commune))]),
      quality: QualityRules(
        interviewerColumn: "interviewer", startedColumn: "started", endedColumn: "ended",
        permutations: 39))
  }

  /// The wave of one synthetic batch.
  func wave(
    respondents: Int, seed: UInt64, _ fieldwork: Fieldwork = Fieldwork(interviewsEach: 20)
  ) throws -> (wave: Wave, fabricators: [String: Fabrication]) {
    let batch = SyntheticBatch(
      study: self, respondents: respondents, seed: seed, fieldwork: fieldwork)
    let table = try ResponseTable(batch.csv(), fileName: "batch.csv", for: self)
    return (Wave(study: self, parts: [Wave.Part(batch: 1, table: table)]), batch.fabricators)
  }

  /// The wave of a file with these lines.
  func wave(_ lines: [String]) throws -> Wave {
    let text = lines.joined(separator: "\r\n") + "\r\n"
    let table = try ResponseTable(Array(text.utf8), fileName: "batch.csv", for: self)
    return Wave(study: self, parts: [Wave.Part(batch: 1, table: table)])
  }
}

extension Wave {
  /// The same interviews in another order and in other batches; each keeps its position.
  func rearranged(seed: UInt64, batches: Int) -> Wave {
    var generator = SplitMix(state: seed)
    let parts = parts.flatMap { part -> [Part] in
      let order = (0..<part.table.rowCount).shuffled(using: &generator)
      return (0..<batches).map { batch in
        let rows = order.indices.filter { $0 % batches == batch }.map { order[$0] }
        return Part(batch: part.batch, table: part.table.rows(at: rows))
      }
    }
    return Wave(study: study, parts: parts)
  }
}

/// Random numbers for tests.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
