import SurveyModel
import Testing

@Suite("Tables with missing numbers")
struct EqualityTests {
  @Test("are equal where the same numbers are missing, and only there")
  func missingNumbers() {
    let column: (Double...) -> ResponseTable.Column = { .number($0) }
    #expect(column(1, .nan) == column(1, .nan))
    #expect(column(1, .nan).hashValue == column(1, .nan).hashValue)
    #expect(column(1, .nan) != column(.nan, 1))
    #expect(column(1, .nan) != column(1, 0))
    #expect(column(.nan) != ResponseTable.Column.closed([255]))
  }
}
