import SatisfactionIndex
import SurveyModel
import SurveyStatistics
import Testing

@Suite(
  "The survey of Ciudad Juárez agrees with its own rescaling",
  .enabled(if: RealData.hasJuarez, RealData.isAbsent))
struct JuarezTests {
  private let study: Study
  private let table: ResponseTable

  init() throws {
    study = try RealData.study("juarez-2023")
    table = try RealData.table(Juarez.file, for: study)
  }

  @Test("every row is understood")
  func allRows() throws {
    let source = try #require(table.source)
    #expect(table.rowCount == 1522)
    #expect(source.setAsideCount == 0)
    #expect(source.absentItems.isEmpty)
    #expect(!source.columns.contains { $0.meaning == .unmapped })
  }

  @Test("each grade x of 1 to 10 stands beside ceil(x / 2) wherever both are filled")
  func twins() throws {
    var pairs = 0
    for id in study.questionnaire.index.allCriteria {
      let grades = try #require(table.closed(id))
      let twins = try #require(table.closed(id + ".1"))
      for (row, (grade, twin)) in zip(grades, twins).enumerated()
      where MissingKind(code: grade) == nil && MissingKind(code: twin) == nil {
        // Bytes are positions of options: 0 is the grade 1.
        #expect(twin == grade / 2, "\(id), row \(row)")
        pairs += 1
      }
    }
    #expect(pairs == 45_660)
  }

  @Test(
    "the twins give the same index, by district and with the same intervals",
    arguments: ["mean-1-to-5", "top-two-box"])
  func indices(profile: String) throws {
    let ofGrades = try study.sample(table).index(profile, interval: "logit")
    let ofTwins = try study.replacingCriteria { $0 + ".1" }.sample(table)
      .index(profile, interval: "logit")
    #expect(ofGrades.estimates.count == (1 + 12 + 43) * 10)
    for (grade, twin) in zip(ofGrades.estimates, ofTwins.estimates) {
      let name = "\(grade.parameter) \(grade.unit.map { "\($0)" } ?? "all")"
      #expect(grade.status == twin.status, "\(name)")
      #expect(grade.answered == twin.answered, "\(name)")
      #expect(isNear(grade.estimate, twin.estimate), "\(name)")
      #expect(isNear(grade.interval?.lower, twin.interval?.lower), "\(name)")
      #expect(isNear(grade.interval?.upper, twin.interval?.upper), "\(name)")
    }
  }

  private func isNear(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return (left == nil) == (right == nil) }
    return (left - right).magnitude < 1e-9
  }
}
