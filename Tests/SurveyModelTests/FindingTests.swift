import SurveyModel
import Testing

@Suite("What findings say")
struct FindingTests {
  @Test(
    "a code of one or two digits may be repeated, anything else is described",
    arguments: [
      ("7", .code("7")), ("99", .code("99")), ("-9", .code("-9")), ("", .empty),
      ("123", .number(length: 3)), ("0912345678", .number(length: 10)),
      ("1,5", .number(length: 3)), ("Lan", .text(length: 3)), ("３", .text(length: 1)),
      ("1 2", .text(length: 3)), ("1;2", .text(length: 3)),
    ] as [(String, FoundText)])
  func found(text: String, expected: FoundText) {
    #expect(FoundText(text) == expected)
  }

  @Test("every rule has words of its own in both languages", arguments: FindingRule.allCases)
  func words(rule: FindingRule) {
    for language in Language.allCases {
      #expect(!rule.remedy[language].isEmpty)
      #expect(rule.statement[language] != rule.rawValue)
    }
    #expect(rule.statement.vietnamese != rule.statement.english)
  }

  @Test("a message names the place, what was found, what was expected and what to do")
  func message() {
    let finding = Finding(
      rule: .unmappedCode, position: SourcePosition(file: "a.csv", line: 4, record: 3, field: 2),
      column: "Hài lòng", item: "q1", expected: .codes(["1", "2"]), found: .code("7"))
    #expect(
      finding.message(in: .english)
        == "a.csv, line 4 (record 3), column \"Hài lòng\" [q1]: a code that the form does not have "
        + "(found \"7\"; expected one of: 1, 2) · unmapped-code · "
        + "mend it, or map it in study.yaml (codes)")
    #expect(
      finding.message(in: .vietnamese)
        == "a.csv, dòng 4 (bản ghi 3), cột \"Hài lòng\" [q1]: mã không có trong phiếu "
        + "(gặp \"7\"; cần một trong: 1, 2) · unmapped-code · "
        + "sửa ô, hoặc khai báo mã trong study.yaml (codes)")
  }

  @Test("a message about a record of several lines names the first and the last")
  func lines() {
    let finding = Finding(
      rule: .tooFewFields, position: SourcePosition(file: "a.csv", line: 4, lastLine: 6, record: 3),
      expected: .fields(9))
    #expect(finding.message(in: .english).hasPrefix("a.csv, line 4–6 (record 3): fewer fields"))
  }

  @Test("a message of a workbook names sheet, row and column letters, and where a key stands first")
  func sheets() {
    var finding = Finding(
      rule: .unmappedCode,
      position: SourcePosition(file: "a.xlsx", sheet: "Xã A", line: 9, record: 70, sheetColumn: 28),
      column: "q1", item: "q1")
    #expect(
      finding.message(in: .vietnamese).hasPrefix(
        "a.xlsx, trang tính \"Xã A\", dòng 9, cột \"q1\" (AB): "))
    finding.expected = .keyOf(record: 3, line: 5, sheet: "Xã B")
    #expect(
      finding.place(in: .vietnamese).hasSuffix("(đã có ở trang tính \"Xã B\", dòng 5)"))
  }
}
