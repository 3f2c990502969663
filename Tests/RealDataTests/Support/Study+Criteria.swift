import SatisfactionIndex
import SurveyModel
import SurveyWeighting

extension Study {
  /// The study with one item, which is the only criterion of its index.
  func asking(only id: String) -> Study {
    var study = self
    study.questionnaire.items.removeAll { $0.id != id }
    study.questionnaire.index = Axis(
      id: "index", label: LocalizedText(id), kind: .index, criteria: [id])
    return study
  }

  /// The study with other criteria in the same places of the index.
  func replacingCriteria(_ replacement: (String) -> String) -> Study {
    var study = self
    study.questionnaire.index = study.questionnaire.index.replacingCriteria(replacement)
    return study
  }

  /// The sample of a table's rows.
  func sample(_ table: ResponseTable) throws -> WeightedSample {
    try Wave(study: self, parts: [Wave.Part(batch: 0, table: table)]).weighted()
  }

  /// The position of a unit, nil for all.
  func unit(_ code: String?) -> Int? { code.flatMap { units.position(of: $0) } }
}

extension WeightedSample {
  /// The index by a profile, with intervals of a method, by the study's level of units or another.
  func index(_ profile: String, interval: String, by level: UnitKind? = nil) throws -> IndexTable {
    var choice = study.scoring
    choice.profile = profile
    choice.interval = interval
    if let level { choice.level = level }
    return try IndexTable(self, choice: choice)
  }
}

extension Axis {
  fileprivate func replacingCriteria(_ replacement: (String) -> String) -> Axis {
    var axis = self
    axis.criteria = criteria.map(replacement)
    axis.children = children.map { $0.replacingCriteria(replacement) }
    return axis
  }
}

extension ResponseTable {
  /// The rows of the district with a valid answer to `item`, as a table of a study that asks no more.
  func validAnswers(to item: String, in unit: String?, as study: Study) -> ResponseTable {
    let units = texts(TableLayout.unit) ?? TextColumn()
    let codes = closed(item) ?? []
    let positions = codes.indices.filter { row in
      MissingKind(code: codes[row]) == nil && (unit == nil || units[row] == unit)
    }
    let rows = rows(at: positions)
    let narrow = TableLayout(study)
    let columns = narrow.columns.compactMap { column in
      layout.position(of: column.name).map { rows.columns[$0] }
    }
    return ResponseTable(layout: narrow, rowCount: rows.rowCount, columns: columns)
  }
}
