import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Rows of a file as it arrives")
struct RowTests {
  /// Titles above the header, so that the text has to be rewritten.
  private static let titles = "Phiếu khảo sát;;\n\nĐợt 1;;\n"

  @Test(
    "that add up others are passed over, and said",
    arguments: [
      "Tổng", "TỔNG CỘNG", "Tổng số", "Cộng", "Total", "Trung bình",
    ])
  func totals(word: String) throws {
    let office = try Office()
    let text = Answers(4).csv() + "\(word),,6,,40,,,,,,,\n"
    let rendition = try office.rendition(text)
    #expect(
      rendition.understanding.says("totals") == ["rows of totals or means passed over (1): 6"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    #expect(table.findings.isEmpty)
  }

  @Test("that repeat the header or number its columns are no records")
  func repeatedHeader() throws {
    let office = try Office()
    let lines = Answers(4).lines()
    let numbers = (1...12).map { "(\($0))" }.joined(separator: ",")
    let table = try office.table(([lines[0], numbers] + lines[1...]).joined(separator: "\n"))
    #expect(table.rowCount == 4)
    #expect(table.findings.isEmpty)
    // In the middle, where sheets were pasted below each other, a row is set aside and not lost.
    let pasted = try office.table((lines[...2] + [lines[0]] + lines[3...]).joined(separator: "\n"))
    #expect(pasted.rowCount == 4)
    #expect(pasted.findings.map(\.rule) == [.repeatedHeader])
    #expect(pasted.findings.map(\.position.line) == [4])
  }

  @Test(
    "that are too short or too long are set aside with the file's own lines",
    arguments: [",", ";", "\t"])
  func ragged(delimiter: String) throws {
    let office = try Office()
    var lines = Answers(4).lines(delimiter)
    lines[2] = "P2\(delimiter)00101"
    lines[4] += "\(delimiter)thừa"
    let rendition = try office.rendition(Self.titles + lines.joined(separator: "\n"))
    #expect(rendition.understanding.says("header") == ["the header is row 4"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 2)
    #expect(table.findings.map(\.rule) == [.tooFewFields, .tooManyFields])
    #expect(table.findings.map(\.position.line) == [6, 8])
  }

  @Test(
    "whose quotes are broken are set aside with the file's own lines", arguments: [",", ";", "\t"])
  func quotes(delimiter: String) throws {
    let office = try Office()
    var lines = Answers(4).lines(delimiter)
    lines[2] = lines[2].replacing("ghế ngồi tốt", with: "\"ghế\" ngồi tốt")
    lines[4] = lines[4].replacing("ghế ngồi tốt", with: "\"ghế ngồi tốt")
    let text = Self.titles + lines.joined(separator: "\n") + "\n"
    let table = try office.table(text)
    let plain = try office.table(lines.joined(separator: "\n") + "\n")
    #expect(table.rowCount == 2)
    #expect(table.findings.map(\.rule) == plain.findings.map(\.rule))
    #expect(table.findings.map(\.position.line) == plain.findings.map { $0.position.line + 3 })
    #expect(table.findings.map(\.position.line) == [6, 8])
  }

  @Test("with line breaks in their cells keep the lines of those below")
  func lineBreaks() throws {
    let office = try Office()
    var answers = Answers(4)
    answers[0, "comment"] = "dòng một\ndòng hai"
    answers[3, "q1"] = "7"
    let lines = answers.csv().replacing("dòng một\ndòng hai", with: "\"dòng một\ndòng hai\"")
    let table = try office.table(Self.titles + lines)
    #expect(table.findings.map(\.position.line) == [9])
    #expect(table.texts("comment")?[0] == "dòng một\ndòng hai")
  }

  @Test("with several labels in a cell are cut where labels end")
  func joinedLabels() throws {
    let office = try Office()
    let cells = [
      "Đất đai, Hộ tịch, chứng thực", "Hộ tịch, chứng thực", "Khác;Xây dựng", "Đất đai, Hộ tịch",
    ]
    let table = try office.table(Answers(cells, in: "services").csv())
    #expect(table.rowCount == 3)
    #expect(table.closed("services/1") == [1, 0, 0])
    #expect(table.closed("services/2") == [1, 1, 0])
    #expect(table.closed("services/3") == [0, 0, 1])
    #expect(table.closed("services/4") == [0, 0, 1])
    #expect(table.findings.map(\.position.line) == [5])
  }

  @Test("that lost letters when they were saved are warned of")
  func lostLetters() throws {
    let office = try Office()
    let texts = ["gh? ng?i t?t", "c?n b? nhi?t t?nh", "kh?ng có ý ki?n", "th? tục r?m rà"]
    let rendition = try office.rendition(Answers(texts, in: "comment").csv())
    #expect(rendition.understanding.warnings.contains("lost-letters"))
    let whole = try office.rendition(
      Answers(["Có tốt không?", "Bao giờ xong?"], in: "comment").csv())
    #expect(!whole.understanding.warnings.contains("lost-letters"))
  }
}
