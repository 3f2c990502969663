import QuestionnaireExchange
import SurveyModel
import Testing
import TestSupport

@Suite("XLSForms of other programs")
struct FormImportTests {
  private static let choices = """
    list name | name | label::Vietnamese | label::English
    yes_no    | yes  | Có                | Yes
    yes_no    | no   | Không             | No
    level     | 1    | Kém               | Poor
    level     | 2    | Vừa               | Fair
    level     | 3    | Tốt               | Good
    """

  @Test("A foreign form becomes YAML whose assumptions stand above it")
  func foreign() throws {
    let form = try FormImport(
      sheets(
        (
          "Survey",
          """
          type | name | label::Vietnamese | label::English | Required | relevant | constraint | hint | appearance
          start | start_time
          calculate | total
          note | hello | Xin chào | Hello
          begin group | person | Người | Person | | ${a} != ''
          select_one yes_no | married | Đã kết hôn | Married | yes
          end group
          integer | age | Tuổi | Age | true() | | . > 17 and . < 120
          decimal | km | Số km | Km | ${age} > 3 | | . > 0 | như 1.5
          select one from level | a | Câu a | Item a
          select_one level | b | Câu b | Item b | | ${married} = ‘yes’
          select all that apply from level or specify other | c | Câu c | Item c
          phone number | tel | Điện thoại
          geopoint | here | Ở đây
          """
        ), ("choices", Self.choices),
        ("settings", "form_title | form_id\nPhiếu của xã | Phiếu xã 1")
      ), name: "x")
    #expect(form.questionnaire.id == "phieu-xa-1")
    #expect(try GoldenFile("foreign.yaml").difference(from: form.yaml) == nil)
  }

  @Test(
    "A condition becomes skip rules that say the same",
    arguments: [
      ("${a} = '1'", [SkipRule(item: "a", codes: ["1"])]),
      ("${a}=1 or ${a} = \"2\"", [SkipRule(item: "a", codes: ["1", "2"])]),
      ("${a} != '1'", [SkipRule(item: "a", codes: ["1"], isIncluded: false)]),
      (
        "not(${a} = '1' or ${a} = '2')",
        [SkipRule(item: "a", codes: ["1", "2"], isIncluded: false)]
      ),
      ("${a} != ''", [SkipRule(item: "a", codes: ["1", "2", "3"])]),
      (
        "selected(${c}, '3') and (${a} = '1')",
        [SkipRule(item: "c", codes: ["3"]), SkipRule(item: "a", codes: ["1"])]
      ),
      ("not( selected( ${c} , '3' ) )", [SkipRule(item: "c", codes: ["3"], isIncluded: false)]),
      (
        "${a} = '1' and ${a} = '2'",
        [.init(item: "a", codes: ["1"]), .init(item: "a", codes: ["2"])]
      ),
    ])
  func conditions(expression: String, rules: [SkipRule]) throws {
    #expect(try items(relevant: expression).last?.askedIf == rules)
  }

  @Test(
    "A condition that no skip rule can say is refused with its place",
    arguments: [
      ("${a} > 1", "the condition \"${a} > 1\" cannot be said as \"is one of these answers\""),
      (
        "${a} = '1' or ${c} = '1'",
        "the condition \"${a} = '1' or ${c} = '1'\" cannot be said as \"is one of these answers\""
      ),
      ("${a} = ''", "the condition \"${a} = ''\" cannot be said as \"is one of these answers\""),
      ("${a} =", "the condition \"${a} =\" cannot be said as \"is one of these answers\""),
      ("1", "the condition \"1\" cannot be said as \"is one of these answers\""),
      ("${total} = '1'", "a condition on \"total\", which is calculated or recorded and not asked"),
      ("${aa} = '1'", "a condition on \"aa\", and there is no such question"),
      ("${n} = '1'", "a condition on \"n\", which has no options"),
      ("${a} = '4'", "the question \"a\" has no choice \"4\""),
    ])
  func refusedConditions(expression: String, words: String) {
    #expect(
      messages { _ = try items(relevant: expression) } == ["survey!D6 (relevant): \(words)"])
  }

  @Test("A cell of many parentheses is refused, not followed")
  func deepCondition() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(messages { _ = try items(relevant: deep) }.count == 1)
  }

  @Test("Everything that is refused is named with sheet, row and column at once")
  func refused() {
    let found = messages {
      _ = try FormImport(
        sheets(
          (
            "survey",
            """
            type | name | label | label | relevant
            begin repeat | child | Con
            select_one_from_file xa.csv | commune | Xã
            selct_one level | a | A
            end repeat
            rank level | order | Xếp hạng
            select_one levle | b | B | | ${commune} = '1'
            text | 1st | C
            text | b | D
            text | | E
            end group
            """
          ), ("choices", Self.choices + "\nlevel | 1 | Lại | Again\nlevel | 4 | Tốt | Best\n | 5")),
        name: "x")
    }
    #expect(
      found == [
        "survey!D1 (label): the column \"label\" stands twice",
        "choices!B7 (name): \"1\" is also the choice of row 4; each needs its own code and label",
        "choices!C8 (label::Vietnamese): \"Tốt\" is also the choice of row 6; each needs its own code and label",
        "choices!A9 (list name): must not be empty",
        "survey!A2 (type): a repeat: one form is one row; make it a form of its own",
        "survey!A3 (type): the choices stand in another file; put them on the sheet choices",
        "survey!A4 (type): XLSForm has no type \"selct_one level\"; did you mean \"select_one\"?",
        "survey!A6 (type): a questionnaire cannot describe the type \"rank level\"; take the question out",
        "survey!A7 (type): the sheet choices has no list \"levle\"; did you mean \"level\"?",
        "survey!B8 (name): the name \"1st\" may hold letters, digits, . _ - and begins with a letter",
        "survey!B9 (name): the name \"b\" stands already on row 7",
        "survey!B10 (name): must not be empty",
        "survey!A11 (type): groups are not opened and closed in pairs",
      ])
  }

  @Test(
    "Sheets without what makes a form are refused",
    arguments: [
      (sheets(("choices", Self.choices)), ["survey: there is no such sheet"]),
      (sheets(("survey", "")), ["survey: there is no such sheet"]),
      (
        sheets(("survey", "typ | label\ntext | a")),
        [
          "survey: the column \"type\" is missing", "survey: the column \"name\" is missing",
        ]
      ),
      (
        sheets(("survey", "type | name\ntext | a")),
        [
          "survey: there is no single-choice question that could be a criterion"
        ]
      ),
    ])
  func incomplete(sheets: FormSheets, expected: [String]) {
    #expect(messages { _ = try FormImport(sheets, name: "x") } == expected)
  }

  @Test("A cell of ours that is no list, or a word that is not known, is refused")
  func ownColumns() {
    let found = messages {
      _ = try FormImport(
        sheets(
          (
            "survey",
            """
            type | name | label | sipas_pii | sipas_base | sipas_incident | sipas_incident_basis | sipas_incident_codes
            select_one yes_no | a | A | quasy | blank | harassment | perception | yes
            """
          ), ("choices", Self.choices)), name: "x")
    }
    #expect(
      found == [
        "survey!D2 (sipas_pii): \"quasy\" is not known here; expected one of: direct, quasi, sensitive, none; did you mean \"quasi\"?",
        "survey!H2 (sipas_incident_codes): expected a list such as [\"1\", \"2\"]",
        "survey!E2 (sipas_base): expected a list such as [\"1\", \"2\"]",
      ])
  }

  /// The items of a form whose last one is asked under a condition.
  private func items(relevant: String) throws -> [Item] {
    let form = FormSheets([
      FormSheets.Sheet(
        name: "survey",
        grid: [
          ["type", "name", "label", "relevant"], ["select_one level", "a", "A"],
          ["select_multiple level", "c", "C"], ["integer", "n", "N"], ["calculate", "total"],
          ["text", "last", "Last", relevant],
        ]),
      sheets(("choices", Self.choices)).sheets[0],
    ])
    return try FormImport(form, name: "x").questionnaire.items
  }
}
