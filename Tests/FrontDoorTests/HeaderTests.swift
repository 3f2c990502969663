import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Where the header ends and the records begin")
struct HeaderTests {
  private func csv(_ lines: [[String]]) -> String {
    lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  @Test("A first record that says what an absent item asks is a record")
  func absentLabel() throws {
    let office = try Office()
    let others = (1...8).map { "cột \($0)" }
    var lines = [["so_phieu", "ma_xa", "trong_so", "q1", "ý kiến"] + others]
    for number in 1...4 {
      let opinion = number == 1 ? "Thái độ của công chức" : "không"
      lines.append(["P\(number)", "00101", "1.5", "4", opinion] + others.map { _ in "x" })
    }
    let rendition = try office.rendition(csv(lines))
    #expect(rendition.understanding.says("header") == [])
    #expect(rendition.understanding.profile.headerRows == 1...1)
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    // Below a title too, where the first record is not the header.
    let titled = try office.rendition("Phiếu khảo sát\n" + csv(lines))
    #expect(titled.understanding.says("header") == ["the header is row 2"])
    #expect(try ResponseTable(reading: titled).rowCount == 4)
    // Whoever says so is believed.
    let told = try office.rendition(csv(lines), deciding: .deciding { $0.headerRows = 1...2 })
    #expect(told.understanding.says("header") == ["the header is row 1–2"])
  }

  @Test("A first record of unknown words is set aside, and not taken for an explanation")
  func unknownWords() throws {
    let office = try Office()
    var answers = Answers(6)
    for (item, word) in ["q1": "Tốt", "q2": "Khá", "q3": "Kém", "q4": "Được"] {
      answers[0, item] = word
    }
    let rendition = try office.rendition(answers.csv())
    #expect(rendition.understanding.says("header-below") == [])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 5)
    #expect(Set(table.findings.map(\.position.line)) == [2])
  }

  @Test("Rows below the header that are no records are named")
  func below() throws {
    let office = try Office()
    let lines = Answers(6).lines()
    let numbers = (1...12).map { "(\($0))" }.joined(separator: ",")
    let questions =
      ",,,ngày,phút,thủ tục,Câu một hỏi gì,Câu hai hỏi gì,Câu ba hỏi gì,Câu bốn hỏi gì,Câu năm hỏi gì,"
    let rendition = try office.rendition(
      ([lines[0], questions, numbers] + lines[1...]).joined(separator: "\n"))
    #expect(
      rendition.understanding.says("header-below") == [
        "rows below the header that only repeat, number or explain the columns, read as no record: "
          + "2, 3"
      ])
    #expect(rendition.understanding.warnings == ["header-below"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 6)
    #expect(table.findings.isEmpty)
  }

  @Test("A pinned header in the first row refuses a file with a title")
  func pinned() throws {
    let free = try Office()
    let text = Answers(4).csv()
    let profile = try free.rendition(text).understanding.profile
    #expect(profile.headerRows == 1...1)
    let office = try Office(profile: profile)
    #expect(try office.table(text).rowCount == 4)
    let error = try #require(throws: ImportError.self) {
      try office.rendition("Phiếu khảo sát\n" + text)
    }
    #expect(error.message(in: .english).contains("the header rows are 2, and not 1"), "\(error)")
  }

  @Test(
    "Wrong header rows are refused with what stands there and what to type",
    arguments: [
      (99...99, "the file has 7 rows"), (4...4, "a record stands there"),
      (1...1, "no name of a column that the form knows stands there"),
      (3...4, "a record stands there"), (3...5, "a record stands there"),
      (2...2, "a blank row stands there"), (1...5, "a header has 3 rows at most"),
    ])
  func wrongRows(rows: ClosedRange<Int>, reason: String) throws {
    let office = try Office()
    let text = "Phiếu khảo sát,,,,,,,,,,,\n,,,,,,,,,,,\n" + Answers(4).csv()
    let error = try #require(throws: ImportError.self) {
      try office.rendition(text, deciding: .deciding { $0.headerRows = rows })
    }
    #expect(error.problems.count == 1)
    let english = error.message(in: .english)
    #expect(english.contains(reason), "\(english)")
    #expect(english.contains("row 3 looks like the header (\"so_phieu\", \"ma_xa\""))
    #expect(english.hasSuffix("give --header-rows 3"))
    #expect(error.message(in: .vietnamese).hasSuffix("dùng --header-rows 3"))
    // No answer is repeated.
    #expect(!english.contains("ghế") && !english.contains("2025-07-05"))
    let right = try office.table(text, deciding: .deciding { $0.headerRows = 3...3 })
    #expect(right.rowCount == 4)
  }

  @Test("Header rows that reach into the records are refused in a file without titles too")
  func recordInHeader() throws {
    let office = try Office()
    for rows in [1...2, 1...3] {
      let error = try #require(throws: ImportError.self) {
        try office.rendition(Answers(4).csv(), deciding: .deciding { $0.headerRows = rows })
      }
      #expect(error.message(in: .english).hasSuffix("give --header-rows 1"))
    }
    // A profile that took a first record once is named as the difference.
    let pinned = try Office(profile: .deciding { $0.headerRows = 1...2 })
    let error = try #require(throws: ImportError.self) { try pinned.rendition(Answers(4).csv()) }
    #expect(error.description.contains("the header rows are 1, and not 1–2"), "\(error)")
  }

  @Test("Many answers joined by semicolons in cells do not part fields")
  func joinedAnswers() throws {
    let office = try Office()
    let ticks = "1;2;3;4;1;2;3;4;1;2;3;4"
    var lines = [["so_phieu", "ma_xa", "q1", "services"]]
    for number in 1...4 { lines.append(["P\(number)", "00101", "4", ticks]) }
    let rendition = try office.rendition(csv(lines))
    #expect(rendition.understanding.profile.delimiter == ",")
    // Titles with commas above fields that semicolons part are still seen through.
    let titles = "Phiếu, đợt 1, năm 2025\n"
    let parted = try office.rendition(titles + Answers(4).csv(";"))
    #expect(parted.understanding.profile.delimiter == ";")
    #expect(try ResponseTable(reading: parted).rowCount == 4)
  }
}
