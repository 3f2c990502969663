import SurveyIngest
import SurveyModel
import SurveyQuality
import SurveyStatistics
import Testing

@Suite("What is a fact, and needs no chance")
struct FactTests {
  private static let header = "form,unit,interviewer,started,ended,c1,c2,b1"

  private func facts(_ times: [(String, String)], interviewer: String = "A") throws -> [String] {
    let lines = times.enumerated().map { row, time in
      "\(row),C0,\(interviewer),\(time.0),\(time.1),4,5,1"
    }
    let table = QualityTable(try Study.madeUp().wave([Self.header] + lines))
    return table.evidence.map { evidence in
      "\(evidence.kind.rawValue) \(evidence.position.record)"
        + (evidence.other.map { " \($0.record)" } ?? "")
    }
  }

  @Test("interviews that overlap, are at night, a burst, or end before they start")
  func times() throws {
    let day = "2024-12-03 "
    let found = try facts([
      (day + "08:00", day + "08:20"), (day + "08:10", day + "08:30"),
      (day + "08:30", day + "08:50"),
      (day + "09:00", day + "08:55"), (day + "22:15", day + "22:40"),
      (day + "10:00:00", day + "10:10:00"), (day + "10:00:30", day + "10:12:00"),
    ])
    #expect(
      found == [
        "ended-before-started 5", "overlap 3 2", "overlap 8 7", "outside-hours 6", "burst 8 7",
      ])
  }

  @Test("a form that was left open for a day does not overlap everything after it")
  func forgotten() throws {
    let found = try facts([
      ("2024-12-03 08:00", "2024-12-04 09:00"), ("2024-12-03 08:40", "2024-12-03 09:00"),
    ])
    #expect(found.isEmpty)
  }

  @Test("interviews beyond the most in a day")
  func perDay() throws {
    var study = Study.madeUp()
    study.quality.maximumPerDay = 2
    let lines = (0..<6).map { row in
      let day = row < 4 ? "2024-12-03" : "2024-12-04"
      return "\(row),C0,A,\(day) \(10 + row):00,\(day) \(10 + row):20,4,5,1"
    }
    let table = QualityTable(try study.wave([Self.header] + lines))
    #expect(table.evidence.map(\.kind) == [.tooManyInDay, .tooManyInDay])
    #expect(table.evidence.map(\.position.record) == [4, 5])
  }

  @Test("two forms with one key: the same again, or a conflict that is left out")
  func keys() throws {
    let study = Study.madeUp()
    let first = try study.wave([Self.header, "1,C0,A,,,4,5,1", "2,C0,A,,,4,5,1"])
    let second = try study.wave([Self.header, "1,C0,A,,,4,5,1", "2,C0,A,,,4,3,1"])
    let wave = Wave(
      study: study,
      parts: [
        Wave.Part(batch: 1, table: first.parts[0].table),
        Wave.Part(batch: 2, table: second.parts[0].table),
      ])
    let table = QualityTable(wave)
    #expect(
      table.evidence.map { "\($0.kind.rawValue) \($0.position.batch):\($0.position.record)" } == [
        "conflicting-key 2:3", "repeated-key 2:2",
      ])
    #expect(table.flaggedInterviews.map { "\($0.batch):\($0.record)" } == ["2:3"])
  }

  @Test("a plan: short, over, complete, and what was not planned")
  func plan() throws {
    var study = Study.madeUp()
    study.quality.plan = [
      PlannedInterviews(unit: "C0", interviewer: "A", count: 2),
      PlannedInterviews(unit: "C0", interviewer: "B", count: 2),
      PlannedInterviews(unit: "C1", count: 1), PlannedInterviews(unit: "C2", count: 3),
      PlannedInterviews(unit: "P", count: 7),
    ]
    let rows = ["C0,A", "C0,A", "C0,B", "C1,B", "C1,A", "C3,A", "C3,A"]
    let lines = rows.enumerated().map { "\($0),\($1),,,4,5,1" }
    let table = QualityTable(try study.wave([Self.header] + lines))
    #expect(
      table.coverage.map { "\($0.unit) \($0.interviewer ?? "-") \($0.held) \($0.status)" } == [
        "C0 A 2 complete", "C0 B 1 short", "C1 - 2 over", "C2 - 0 short", "P - 7 complete",
      ])
    study.quality.plan.removeLast()
    let without = QualityTable(try study.wave([Self.header] + lines)).coverage.last
    #expect(without?.unit == "C3" && without?.interviewer == "A")
    #expect(without?.planned == nil && without?.held == 2 && without?.status == .unplanned)
  }

  @Test("re-interviews are matched by key; few pairs are not shown")
  func reinterview() throws {
    var study = Study.madeUp()
    study.quality.minimumInterviews = 5
    let answers = [(5, 5), (5, 4), (4, 4), (4, 4), (3, 3), (2, 3), (1, 1), (5, 5)]
    let first = answers.enumerated().map { "\($0),C0,A,,,\($1.0),,1" }
    let again = answers.enumerated().map { "\($0),C0,Z,,,\($1.1),,\($0 < 4 ? "1" : "")" }
    let wave = try study.wave([Self.header] + first)
    let second = try study.wave([Self.header] + again.reversed() + ["99,C0,Z,,,1,1,1"])
    let found = Reinterview(
      wave, second: second.parts[0].table, items: ["c1", "c2", "b1"], minimum: 5)
    #expect(found.matched == 8 && found.unmatched == 1)
    #expect(found.items.map(\.item) == ["c1", "c2", "b1"])
    #expect(found.items.map(\.pairs) == [8, 0, 4])
    #expect(found.items[0].agreement == 0.75)
    // p_e = (1·1 + 1·0 + 1·2 + 2·3 + 3·2)/64.
    let expected = (0.75 - 15.0 / 64) / (1 - 15.0 / 64)
    #expect(abs((found.items[0].kappa?.value ?? 0) - expected) < 1e-12)
    #expect((found.items[0].weightedKappa?.value ?? 0) > expected)
    #expect(found.items[1].agreement == nil && found.items[2].agreement == nil)
    #expect(found.items[2].kappa == nil)
  }

  @Test(
    "cells that tell no time are counted, and a row without interviewer is compared with nobody")
  func unreadable() throws {
    let lines = [
      "1,C0,A,2024-12-03 08:00,8:20,4,5,1", "2,C0,,sáng,2024-12-03 09:00,4,5,1",
      "3,C0,A,,,4,5,1",
    ]
    let table = QualityTable(try Study.madeUp().wave([Self.header] + lines))
    #expect(table.unreadableTimes == 2)
    #expect(table.unassignedCount == 1)
    #expect(table.groups.map(\.interviews) == [2])
  }

  @Test("a file without a column that the study names for this is refused")
  func missingColumn() throws {
    let error = #expect(throws: ImportError.self) {
      try Study.madeUp().wave(["form,unit,started,ended,c1", "1,C0,,,4"])
    }
    #expect(error?.message(in: .english).contains("quality.interviewer") == true)
  }
}
