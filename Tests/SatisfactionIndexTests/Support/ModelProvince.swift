import Foundation
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyStatistics
import SurveyWeighting

/// The root of the package, where the shipped questionnaires and examples are.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// A model province with a synthetic batch.
struct ModelProvince {
  var study: Study
  var table: ResponseTable

  init(_ example: String, respondents: Int, seed: UInt64) throws {
    study = try Study(contentsOf: packageRoot.appending(path: "Examples/\(example)"))
    let batch = SyntheticBatch(study: study, respondents: respondents, seed: seed)
    table = try ResponseTable(batch.csv(), fileName: "batch.csv", for: study)
  }

  func index(_ change: (inout ScoringChoice) -> Void = { _ in }) throws -> IndexTable {
    var choice = study.scoring
    change(&choice)
    return try IndexTable(sample(), choice: choice)
  }

  func sample() throws -> WeightedSample {
    try Wave(study: study, parts: [Wave.Part(batch: 1, table: table)]).weighted()
  }

  /// The answers to an item as scores, NaN where they are not in the base.
  func scores(_ item: String, profile: String) throws -> [Double] {
    guard let definition = study.questionnaire.item(item),
      let scores = study.questionnaire.profile(profile)?.scores(of: definition),
      let codes = table.closed(item)
    else { return [] }
    return codes.map { Int($0) < scores.count ? scores[Int($0)] : .nan }
  }

  /// The weight of each respondent.
  var weights: [Double] {
    table.numbers(TableLayout.weight) ?? Array(repeating: 1, count: table.rowCount)
  }

  /// The code of the unit of a level that each respondent lives in.
  func units(_ kind: UnitKind) -> [String] {
    let codes = table.texts(TableLayout.unit)
    return (0..<table.rowCount).map { row in
      guard let code = codes?[row], let position = study.units.position(of: code),
        let above = study.units.ancestor(of: position, kind: kind)
      else { return "" }
      return study.units.units[above].code
    }
  }
}

/// The bits of every figure of a table, for comparisons that allow no rounding.
func bits(_ index: IndexTable) -> [[UInt64]] {
  index.estimates.map { estimate in
    [
      estimate.estimate, estimate.standardError, estimate.interval?.lower,
      estimate.interval?.upper, estimate.designEffect,
    ].map { ($0 ?? -1).bitPattern } + [UInt64(estimate.answered), UInt64(estimate.sampleSize)]
  }
}

/// All figures of a table in a row.
func figures(_ index: IndexTable) -> [Double] {
  index.estimates.flatMap { estimate in
    [
      estimate.estimate, estimate.standardError, estimate.interval?.lower,
      estimate.interval?.upper, estimate.designEffect,
    ].map { $0 ?? -1 }
  }
}

/// The largest relative difference between two lists of figures.
func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).map { abs($0 - $1) / max(1, abs($0)) }.max() ?? 0
}
