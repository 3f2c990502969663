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

  @Test(
    "every mean, share, interval and number of answers, by district", arguments: KansasCity.files)
  func estimates(file: String) throws {
    let indices = try indices(of: try RealData.table(file, for: study))
    let rows = try ReferenceRow.all(of: file)
    #expect(rows.count == 1470)
    for row in rows {
      let index = try #require(
        indices.first {
          $0.profile.name == row.statistic.profile && $0.intervalMethod.rawValue == row.interval
        })
      let ours = try #require(index.estimate(of: .item(row.item), unit: study.unit(row.unit)))
      let interval = try #require(ours.interval)
      let scale = row.statistic.scale / 100
      #expect(ours.answered == row.answered, "\(row.name)")
      for (figure, expected) in [
        (ours.estimate, row.estimate), (interval.lower, row.lower), (interval.upper, row.upper),
      ] {
        let difference = ((figure ?? .nan) * scale - expected).magnitude
        #expect(difference <= ReferenceRow.tolerance, "\(row.name)")
      }
    }
  }

  @Test(
    "a district's variance within the whole sample differs by a known factor",
    arguments: KansasCity.files)
  func domains(file: String) throws {
    // With N respondents in the sample and n answers in the domain, s²/n becomes s²/n·(1 − 1/n)/(1 − 1/N):
    // those outside stay in the design, with nothing to add.
    var study = study
    study.design.domains = .design
    let table = try RealData.table(file, for: study)
    let sample = 1 - 1 / Double(table.rowCount)
    let indices = try indices(of: table, study: study)
    for row in try ReferenceRow.all(of: file) where row.interval == "normal" {
      let index = try #require(
        indices.first {
          $0.profile.name == row.statistic.profile && $0.intervalMethod == .normal
        })
      let ours = try #require(index.estimate(of: .item(row.item), unit: study.unit(row.unit)))
      let interval = try #require(ours.interval)
      let halfWidth = (interval.upper - interval.lower) / 200 * row.statistic.scale
      let alone = halfWidth * (sample / (1 - 1 / Double(row.answered))).squareRoot()
      // Both ends are rounded, so their distance halved is as exact as either.
      let expected = (row.upper - row.lower) / 2
      #expect((alone - expected).magnitude <= ReferenceRow.tolerance, "\(row.name)")
    }
  }

  private func indices(of table: ResponseTable, study other: Study? = nil) throws -> [IndexTable] {
    let sample = try (other ?? study).sample(table)
    return try ReferenceRow.Statistic.allCases.flatMap { statistic in
      try ["normal", "wilson"].map { try sample.index(statistic.profile, interval: $0) }
    }
  }
}
