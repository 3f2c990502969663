import Foundation
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyWeighting
import Testing

@Suite("The same answers in all the ways in which files arrive")
struct DisguiseTests {
  /// Files that other programs made (`Fixtures/make.py`), and what is said of them beyond the plain one.
  static let disguises: [(name: String, topics: Set<String>)] = [
    ("plain.csv", []),
    ("bom-crlf-quoted.csv", []),
    ("semicolon-decimal-comma.csv", ["decimal"]),
    ("utf16-tabs.txt", []),
    ("utf16-big-endian.txt", []),
    ("nfd.csv", []),
    ("windows-1258.csv", []),
    ("tcvn3.csv", []),
    ("vni.csv", []),
    ("tcvn3-mojibake.csv", ["repair"]),
    ("vni-mojibake.csv", ["repair"]),
    ("utf8-read-as-1252.csv", ["repair"]),
    ("blank-lines.csv", []),
    ("labels-joined-by-commas.csv", ["joined"]),
    ("title-and-totals.csv", ["header", "totals"]),
    ("gzip.csv.gz", ["compression"]),
    ("zstd.csv.zst", ["compression"]),
    ("plain.xlsx", ["kind", "sheets", "header"]),
    ("tcvn3-mojibake.xlsx", ["kind", "repair"]),
    ("vni-mojibake.xlsx", ["kind", "repair"]),
    ("numbers-lost-zeros.xlsx", ["kind", "leading-zeros"]),
    ("libreoffice-lost-zeros.xlsx", ["kind", "leading-zeros"]),
    ("sheet-for-each-unit.xlsx", ["kind", "sheets", "sheet-unit"]),
    ("report.xlsx", ["kind", "sheets", "sheets-passed", "header", "totals"]),
    ("answers.sav", ["kind"]),
    ("answers.dta", ["kind"]),
    ("kobo.csv", ["platform"]),
    ("odk-central.csv", ["platform"]),
  ]

  @Test("give identical tables and an identical index", arguments: disguises)
  func identical(name: String, topics: Set<String>) throws {
    let office = try Office()
    let plain = try ResponseTable(
      reading: Rendition(Office.disguise("plain.csv"), for: office.study))
    #expect(plain.rowCount == 48)
    #expect(plain.findings.isEmpty)
    let rendition = try Rendition(Office.disguise(name), for: office.study)
    let told = Set(rendition.understanding.statements.map(\.topic))
    #expect(told.isSuperset(of: topics), "\(told)")
    let table = try ResponseTable(reading: rendition)
    #expect(table.findings.map { $0.message(in: .english) } == [])
    #expect(table.rowCount == plain.rowCount)
    let (answers, expected) = (table.answers, plain.answers)
    for column in expected.keys.sorted() {
      #expect(answers[column] == expected[column], "\(column)")
    }

    let store = try office.project.store()
    let imported = try office.imports(Office.disguise(name), into: store)
    let index = try office.project.results(from: store).index
    #expect(imported.count == 1)
    let other = try Office()
    let otherStore = try other.project.store()
    _ = try other.imports(Office.disguise("plain.csv"), into: otherStore)
    let expectedIndex = try other.project.results(from: otherStore).index
    #expect(index.json(in: .english) == expectedIndex.json(in: .english))
    #expect(index.units == expectedIndex.units)
    let direct = try IndexTable(
      office.project.sample(from: [Office.disguise(name)]).sample, choice: nil)
    #expect(direct.json(in: .english) == expectedIndex.json(in: .english))
  }
}
