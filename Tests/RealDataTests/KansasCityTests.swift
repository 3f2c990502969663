import SatisfactionIndex
import SurveyModel
import SurveyStatistics
import Testing

@Suite(
  "The resident survey of Kansas City gives what R's survey gives",
  .enabled(if: RealData.hasKansasCity, RealData.isAbsent))
struct KansasCityTests {
  private let study: Study

  init() throws {
    study = try RealData.study("kansas-city-2022")
  }

  @Test("every row of both files is understood", arguments: KansasCity.files)
  func rows(file: String) throws {
    let source = try #require(try RealData.table(file, for: study).source)
    #expect(source.setAsideCount == 0)
    #expect(source.absentItems.isEmpty)
    #expect(!source.columns.contains { $0.meaning == .unmapped })
  }

  @Test("every mean, share and number of answers, by district", arguments: KansasCity.files)
  func estimates(file: String) throws {
    let indices = try indices(of: try RealData.table(file, for: study))
    let rows = try ReferenceRow.all(of: file)
    #expect(rows.count == 1470)
    for row in rows {
      let index = try #require(indices.first { $0.profile.name == row.statistic.profile })
      let ours = try #require(index.estimate(of: .item(row.item), unit: study.unit(row.unit)))
      let estimate = try #require(ours.estimate) / 100 * row.statistic.scale
      #expect(ours.answered == row.answered, "\(row.name)")
      #expect((estimate - row.estimate).magnitude <= ReferenceRow.tolerance, "\(row.name)")
    }
  }

  @Test("every interval, from the valid answers of the district alone", arguments: KansasCity.files)
  func intervals(file: String) throws {
    let table = try RealData.table(file, for: study)
    let rows = try ReferenceRow.all(of: file)
    for (item, ofItem) in Dictionary(grouping: rows, by: \.item) {
      let question = study.asking(only: item)
      for (unit, ofUnit) in Dictionary(grouping: ofItem, by: \.unit) {
        let answers = try question.sample(table.validAnswers(to: item, in: unit, as: question))
        for row in ofUnit {
          let index = try answers.index(
            row.statistic.profile, interval: row.interval, by: UnitKind(rawValue: "city"))
          let ours = try #require(index.estimate(of: .item(item), unit: nil))
          let interval = try #require(ours.interval)
          let scale = row.statistic.scale / 100
          #expect(
            (interval.lower * scale - row.lower).magnitude <= ReferenceRow.tolerance, "\(row.name)")
          #expect(
            (interval.upper * scale - row.upper).magnitude <= ReferenceRow.tolerance, "\(row.name)")
        }
      }
    }
  }

  @Test(
    "a district's variance within the whole sample differs by a known factor",
    arguments: KansasCity.files)
  func domains(file: String) throws {
    // With N respondents in the sample and n answers in the domain, s²/n becomes s²/n·(1 − 1/n)/(1 − 1/N):
    // those outside stay in the design, with nothing to add.
    let table = try RealData.table(file, for: study)
    let sample = 1 - 1 / Double(table.rowCount)
    let indices = try indices(of: table)
    for row in try ReferenceRow.all(of: file) where row.interval == "normal" {
      let index = try #require(indices.first { $0.profile.name == row.statistic.profile })
      let ours = try #require(index.estimate(of: .item(row.item), unit: study.unit(row.unit)))
      let interval = try #require(ours.interval)
      let halfWidth = (interval.upper - interval.lower) / 200 * row.statistic.scale
      let alone = halfWidth * (sample / (1 - 1 / Double(row.answered))).squareRoot()
      // Both ends are rounded, so their distance halved is as exact as either.
      let expected = (row.upper - row.lower) / 2
      #expect((alone - expected).magnitude <= ReferenceRow.tolerance, "\(row.name)")
    }
  }

  private func indices(of table: ResponseTable) throws -> [IndexTable] {
    let sample = try study.sample(table)
    return try ReferenceRow.Statistic.allCases.map {
      try sample.index($0.profile, interval: "normal")
    }
  }
}
