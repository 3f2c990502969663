import SurveyModel
import SurveySimulation

extension Study {
  /// A survey of 24 criteria on five levels and eight other questions, a commune for each interviewer.
  static func ofCommunes(_ communes: Int) -> Study {
    func options(_ count: Int) -> [ResponseOption] {
      (1...count).map { ResponseOption(code: "\($0)", label: LocalizedText("\($0)")) }
    }
    let criteria = (1...24).map { "c\($0)" }
    let level = ResponseScale(id: "level", options: options(5))
    var items = criteria.map { Item(id: $0, label: LocalizedText($0), content: .single(level)) }
    for number in 1...8 {
      let id = "b\(number)"
      let scale = ResponseScale(id: id, options: options(3 + number % 3))
      items.append(Item(id: id, label: LocalizedText(id), content: .single(scale)))
    }
    let form = Questionnaire(
      id: "invented", version: "1", title: LocalizedText("Invented"), items: items,
      index: Axis(id: "index", label: LocalizedText("Index"), kind: .index, criteria: criteria),
      profiles: [
        ScoringProfile(
          name: "mean", label: LocalizedText("mean"),
          scores: ["level": ["1": 0, "2": 0.25, "3": 0.5, "4": 0.75, "5": 1]])
      ], defaultProfile: "mean")
    let units =
      [AdministrativeUnit(code: "P", name: "P", kind: .province)]
      + (1...communes).map {
        AdministrativeUnit(code: "C\($0)", name: "C\($0)", kind: .commune, parent: "P")
      }
    return Study(
      id: "invented", title: LocalizedText("Invented"), wave: "1", questionnaire: form,
      referenceDate: CalendarDay(year: 2024, month: 12, day: 31), units: UnitRegistry(units),
      columns: StudyColumns(unit: "unit", key: ["form"]),
      design: DesignSpecification(stages: [SamplingStage(cluster: .level(.commune))]),
      quality: QualityRules(
        interviewerColumn: "interviewer", startedColumn: "started", endedColumn: "ended"))
  }
}

extension ResponseTable {
  /// The table of a batch of such a survey, whose codes are the options' numbers.
  init(_ batch: SyntheticBatch) {
    let text = String(decoding: batch.csv(), as: UTF8.self)
    let records = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = records.first ?? []
    let rows = records.dropFirst()
    let names = [
      TableLayout.unit: "unit", TableLayout.key: "form", TableLayout.interviewer: "interviewer",
      TableLayout.started: "started", TableLayout.ended: "ended",
    ]
    let layout = TableLayout(batch.study)
    let columns = layout.columns.map { column -> Column in
      let field = header.firstIndex(of: names[column.name] ?? column.name)
      let values = rows.map { row in field.map { row[$0] } ?? "" }
      switch column.kind {
      case .closed:
        return .closed(
          values.map { UInt8($0).map { $0 - 1 } ?? MissingKind.blank.code })
      case .text:
        var texts = TextColumn()
        for value in values { texts.append(value.isEmpty ? nil : value) }
        return .text(texts)
      case .integer: return .integer(rows.indices.map { Int32($0 + 1) })
      case .number: return .number(values.map { Double($0) ?? .nan })
      }
    }
    self.init(layout: layout, rowCount: rows.count, columns: columns)
  }
}
