import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Formulas that failed, saved as text")
struct FailureTests {
  static let words = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "Err:502"]

  @Test("are a finding where an answer is due", arguments: words)
  func closed(word: String) throws {
    let office = try Office()
    for column in ["q1", "services", "minutes", "visited", "ma_xa", "trong_so"] {
      var answers = Answers(4)
      answers[2, column] = word
      let table = try office.table(answers.csv())
      #expect(table.rowCount == 3, "\(column)")
      #expect(table.findings.map(\.rule) == [.spreadsheetFailure], "\(column)")
      #expect(table.findings.map(\.severity) == [.error])
      #expect(table.findings.map(\.position.line) == [4])
      let message = table.findings.first?.message(in: .english) ?? ""
      #expect(message.contains("mend the formula"), "\(message)")
    }
  }

  @Test("are no answer where any text is one, and are warned of", arguments: words)
  func text(word: String) throws {
    let office = try Office()
    var answers = Answers(4)
    answers[1, "comment"] = word
    answers[3, "comment"] = "# là số"
    let table = try office.table(answers.csv())
    #expect(table.rowCount == 4)
    #expect(table.texts("comment")?[1] == nil)
    #expect(table.texts("comment")?[3] == "# là số")
    #expect(table.findings.map(\.rule) == [.spreadsheetFailure])
    #expect(table.findings.map(\.severity) == [.warning])
    #expect(table.findings.map(\.position.line) == [3])
  }

  @Test("mean what a study says that they mean")
  func mapped() throws {
    let office = try Office(adding: "codes:\n  q1: {\"#N/A\": dont-know}\n")
    var answers = Answers(4)
    answers[2, "q1"] = "#N/A"
    let table = try office.table(answers.csv())
    #expect(table.rowCount == 4)
    #expect(table.findings.isEmpty)
  }
}
