import SatisfactionIndex
import SurveyModel
import SurveyWeighting

extension Study {
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
