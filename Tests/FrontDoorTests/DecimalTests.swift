import SurveyIngest
import SurveyModel
import TestSupport
import Testing

@Suite("Decimals")
struct DecimalTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var texts: [String]
    /// What is read; nil for a row that is set aside.
    var weights: [Double?]
    var delimiter = ","
    var warning: String?
    var forced: DecimalMark?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "with points", texts: ["1.25", "0.5"], weights: [1.25, 0.5]),
    Case(name: "with commas", texts: ["1,25", "0,5"], weights: [1.25, 0.5]),
    Case(
      name: "with commas, between semicolons", texts: ["1,25", "0,5"], weights: [1.25, 0.5],
      delimiter: ";"),
    Case(name: "with thousands parted", texts: ["1.234,5", "2,5"], weights: [1234.5, 2.5]),
    Case(
      name: "with thousands parted by commas", texts: ["1,234.5", "2.5"], weights: [1234.5, 2.5]),
    Case(
      name: "both ways in one column", texts: ["1,25", "2.75"], weights: [nil, 2.75],
      warning: "left as they are"),
    Case(
      name: "both ways, with the mark told", texts: ["1,25", "2.75"], weights: [1.25, 2.75],
      warning: "1 numbers are not written with a decimal comma", forced: .comma),
    Case(name: "of three digits alone: a point is one", texts: ["1.234"], weights: [1.234]),
    Case(
      name: "of three digits alone, between semicolons", texts: ["1.234"], weights: [1.234],
      delimiter: ";", warning: "1.234 may be 1.234 or 1234; left as it is"),
    Case(
      name: "of three digits beside one with a comma, between semicolons",
      texts: ["1.234", "2,5"], weights: [1234, 2.5], delimiter: ";"),
    Case(
      name: "of three digits alone, with the mark told", texts: ["1.234"], weights: [1.234],
      delimiter: ";", forced: .point),
    Case(
      name: "of three digits behind a comma alone", texts: ["1,234"], weights: [nil],
      warning: "1,234 may be 1234 or 1.234"),
    Case(
      name: "of three digits behind a comma, with the mark told", texts: ["1,234"],
      weights: [1.234],
      forced: .comma),
  ]

  @Test("are read by how the column is written", arguments: cases)
  func read(_ row: Case) throws {
    let office = try Office()
    var answers = Answers(row.texts, in: "trong_so")
    for row in row.texts.indices { answers[row, "comment"] = "" }
    let rendition = try office.rendition(
      answers.csv(row.delimiter), deciding: .deciding { $0.decimal = row.forced })
    let table = try ResponseTable(reading: rendition)
    #expect(table.numbers(TableLayout.weight) == row.weights.compactMap { $0 })
    #expect(
      table.findings.filter { $0.severity == .error }.map(\.rule)
        == row.weights.filter { $0 == nil }.map { _ in .localisedNumber })
    let warnings = rendition.understanding.statements.filter(\.isWarning).map(\.text.english)
    #expect(warnings.count == (row.warning == nil ? 0 : 1), "\(warnings)")
    if let warning = row.warning {
      #expect(warnings.first?.contains(warning) == true, "\(warnings)")
    }
  }
}
