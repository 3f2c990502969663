import IncidentFlags
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveyStatistics
import Testing

@Suite(
  "The workbooks of Ciudad Juárez 2021 come in as they are",
  .enabled(if: RealData.hasJuarez2021, RealData.isAbsent))
struct JuarezWorkbookTests {
  @Test("participation: two rows of header, three rows without a district, nothing else amiss")
  func participation() throws {
    let study = try RealData.study("juarez-participacion-2021")
    let rendition = try RealData.rendition(Juarez.participation, for: study)
    #expect(rendition.understanding.profile.headerRows == 1...2)
    let sheets = rendition.understanding.statements.filter { $0.topic == "sheets" }
    #expect(sheets.map(\.text.english) == ["sheets: \" Encuesta de Participaci\""])
    let table = try ResponseTable(reading: rendition)
    let source = try #require(table.source)
    #expect(table.rowCount == 1534)
    #expect(source.setAsideCount == 3)
    #expect(source.absentItems.isEmpty)
    #expect(!source.columns.contains { $0.meaning == .unmapped })
    #expect(table.findings.map(\.rule) == [.unitMissing, .unitMissing, .unitMissing])
    #expect(table.findings.map(\.position.line) == [727, 1537, 1538])
  }

  // Counted in the workbook with openpyxl, among the 1534 rows with a district.
  @Test(
    "bribes coded 3 and flags coded 1 are counted alike",
    arguments: [
      ("Q16.26", 128), ("Q18.1", 12), ("Q20", 2), ("Q29", 0), ("Q49", 8), ("Q85", 60), ("Q88", 60),
      ("Q91", 8), ("Q94", 1), ("Q97", 4),
    ])
  func bribes(item: String, reports: Int) throws {
    let rates = try Self.rates.get()
    let rate = try #require(rates.first { $0.item == item && $0.unit == nil })
    #expect(rate.answered == 1534)
    #expect(rate.reports == reports)
    #expect(rate.kind == .extraFee && rate.basis == .ownExperience)
    if reports > 0 {
      #expect(abs(try #require(rate.share) - 100 * Double(reports) / 1534) < 1e-9)
    }
  }

  private static let rates = Result {
    let study = try RealData.study("juarez-participacion-2021")
    let table = try ResponseTable(
      reading: try RealData.rendition(Juarez.participation, for: study))
    return try IncidentTable(study.sample(table)).rates
  }

  @Test("perception: codes, short names and questions in three rows of header")
  func perception() throws {
    let study = try RealData.study("juarez-percepcion-2021")
    let rendition = try RealData.rendition(Juarez.perception2021, for: study)
    #expect(rendition.understanding.profile.headerRows == 1...3)
    let table = try ResponseTable(reading: rendition)
    let source = try #require(table.source)
    #expect(table.rowCount == 1543)
    #expect(source.setAsideCount == 2)
    #expect(source.columns.count == 301)
    #expect(source.absentItems.isEmpty)
    #expect(!source.columns.contains { $0.meaning == .unmapped || $0.header.isEmpty })
    #expect(Set(table.findings.map(\.position.line)) == [67, 1205])

    var pairs = 0
    var others: [String: Int] = [:]
    let items = study.questionnaire.items.map(\.id)
    for (id, twin) in zip(items.prefix(33), items.dropFirst(33)) {
      let grades = try #require(table.closed(id))
      let twins = try #require(table.closed(twin))
      for (grade, level) in zip(grades, twins)
      where MissingKind(code: grade) == nil && MissingKind(code: level) == nil {
        pairs += 1
        if level != grade / 2 { others[id, default: 0] += 1 }
      }
    }
    #expect(pairs == 37_829)
    #expect(others == ["Q56": 87])
  }

  // Counted in the workbook with openpyxl: answers, and grades of 7 and more among them.
  @Test(
    "grades are those of the workbook",
    arguments: [("Q57", 1539, 1192), ("Q63", 1480, 551), ("Q112", 1530, 252)])
  func grades(item: String, answered: Int, satisfied: Int) throws {
    let study = try RealData.study("juarez-percepcion-2021")
    let table = try ResponseTable(reading: RealData.rendition(Juarez.perception2021, for: study))
    let grades = try #require(table.closed(item)).filter { MissingKind(code: $0) == nil }
    #expect(grades.count == answered)
    #expect(grades.count { $0 >= 6 } == satisfied)
  }
}

@Suite(
  "The SPSS file of Ciudad Juárez scores as its CSV",
  .enabled(if: RealData.hasJuarez && RealData.hasJuarezSPSS, RealData.isAbsent))
struct JuarezFilesTests {
  @Test("the answers are equal cell by cell, and the index in each district")
  func index() throws {
    let study = try RealData.study("juarez-2023")
    let ofCSV = try ResponseTable(reading: RealData.rendition(Juarez.file, for: study))
    let rendition = try RealData.rendition(Juarez.spss, for: study)
    #expect(rendition.understanding.profile.kind == "sav")
    let ofSPSS = try ResponseTable(reading: rendition)
    #expect(ofSPSS.rowCount == 1522)
    #expect(ofSPSS.source?.setAsideCount == 0)
    for item in study.questionnaire.items {
      #expect(ofSPSS.closed(item.id) == ofCSV.closed(item.id), "\(item.id)")
    }
    let left = try study.sample(ofSPSS).index("top-two-box", interval: "logit")
    let right = try study.sample(ofCSV).index("top-two-box", interval: "logit")
    #expect(left.estimates.count == 560)
    #expect(left.estimates.map(\.estimate) == right.estimates.map(\.estimate))
    #expect(left.estimates.map(\.interval?.lower) == right.estimates.map(\.interval?.lower))
  }
}
