import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Texts that nothing is known by")
struct UnknownTextTests {
  @Test("of closed items and units are shown where three records have them")
  func shared() throws {
    var answers = Answers(9)
    for row in 0..<3 { answers[row, "q1"] = "Quá tốt" }
    for row in 3..<5 { answers[row, "q1"] = "Nguyễn Văn A" }
    for row in 5..<8 { answers[row, "ma_xa"] = "Xã Bình Hào" }
    let source = try #require(try Office().table(answers.csv()).source)
    #expect(
      source.unmappedCodes == [
        UnmappedCode(item: "q1", found: .shared("Quá tốt"), count: 3),
        UnmappedCode(item: "q1", found: .text(length: 12), count: 2),
      ])
    #expect(
      source.unknownUnits == [
        UnmappedCode(
          item: "ma_xa", found: .shared("Xã Bình Hào"), count: 3, nearest: "Xã Bình Hoà")
      ])
    // A finding is of one record, which does not know of the others.
    let findings = source.quarantine.flatMap(\.findings)
    #expect(!findings.contains { $0.message(in: .english).contains("Quá tốt") })
  }

  @Test(
    "are shown at once where they name nobody",
    arguments: [
      ("√", FoundText.shared("√")), ("ok", .shared("ok")), ("#N/A", .shared("#N/A")),
      ("Lan", .text(length: 3)), ("0912345678", .number(length: 10)),
    ])
  func signs(text: String, found: FoundText) throws {
    var answers = Answers(4)
    answers[1, "q1"] = text
    let table = try Office().table(answers.csv())
    #expect(table.findings.map(\.found) == [found])
  }

  @Test("with many digits, and those of other columns, are never shown")
  func hidden() throws {
    var answers = Answers(9)
    for row in 0..<4 { answers[row, "q1"] = "CCCD 079123456" }
    for row in 4..<8 { answers[row, "minutes"] = "hỏi cô Lan" }
    let table = try Office().table(answers.csv())
    let source = try #require(table.source)
    #expect(
      source.unmappedCodes == [UnmappedCode(item: "q1", found: .text(length: 14), count: 4)])
    #expect(!table.findings.contains { $0.message(in: .vietnamese).contains("Lan") })
  }

  @Test(
    "Codes with their labels are read as the codes, and said once",
    arguments: [
      "5 - Rất hài lòng", "5. Rất hài lòng", "5 (Rất hài lòng)", "Rất hài lòng (5)",
      "5: very satisfied",
    ])
  func labelled(text: String) throws {
    var answers = Answers(4)
    for row in 0..<4 { answers[row, "q1"] = text }
    let rendition = try Office().rendition(answers.csv())
    #expect(rendition.understanding.says("codes").count == 1)
    let table = try ResponseTable(reading: rendition)
    #expect(table.closed("q1") == [4, 4, 4, 4])
  }

  @Test(
    "A code with another's label is none",
    arguments: ["4 - Rất hài lòng", "-5 Rất hài lòng", "5 5", "5 - 4"])
  func contradictory(text: String) throws {
    var answers = Answers(4)
    answers[0, "q1"] = text
    #expect(try Office().table(answers.csv()).rowCount == 3)
  }
}
