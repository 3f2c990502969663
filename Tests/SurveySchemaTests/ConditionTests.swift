import SurveyModel
import SurveySchema
import Testing

@Suite("Conditions between the items of a form")
struct ConditionTests {
  private static let head = """
    questionnaire: f
    title: F
    scales:
      five: {options: [{code: "1", label: A}, {code: "2", label: B}, {code: "3", label: C}]}
    items:
      - {id: a, type: single, scale: five, label: A}
      - {id: b, type: single, scale: five, label: B}
      - {id: c, type: single, label: C, options: [{code: "-1", label: X}, {code: "01", label: Y}]}
      - {id: m, type: multiple, scale: five, label: M}
      - {id: n, type: number, label: N}
      - {id: d, type: date, label: D}
      - {id: e-1, type: date, label: E}
      - {id: t, type: text, label: T}
      - {id: p, type: number, pii: direct, label: P}
    axes: {id: index, label: I, items: [a]}
    profiles: {p: {default: true, label: P, scores: {five: {"1": 0, "2": 0, "3": 1}}}}
    checks:

    """

  private static func form(_ checks: String) throws -> Questionnaire {
    try Questionnaire(yaml: Array((head + checks).utf8), file: "f.yaml")
  }

  @Test(
    "mean what they say",
    arguments: [
      ("a = 1", .isOneOf("a", codes: ["1"])), ("a == 1", .isOneOf("a", codes: ["1"])),
      ("1 != a", .not(.isOneOf("a", codes: ["1"]))), ("a < 3", .isOneOf("a", codes: ["1", "2"])),
      ("3 <= a", .isOneOf("a", codes: ["3"])), ("c = -1", .isOneOf("c", codes: ["-1"])),
      ("c in (01, '-1')", .isOneOf("c", codes: ["01", "-1"])),
      ("a >= b", .orders("a", .greaterOrEqual, "b")),
      ("m in (1, 3)", .isOneOf("m", codes: ["1", "3"])),
      (
        "a = 1 or a = 2 and not b = 3",
        .any([
          .isOneOf("a", codes: ["1"]),
          .all([.isOneOf("a", codes: ["2"]), .not(.isOneOf("b", codes: ["3"]))]),
        ])
      ),
      ("t is not missing", .not(.isMissing("t"))),
      ("n > -2", .compares(.item("n"), .greater, .number(-2))),
      ("d = 1970-01-02", .compares(.item("d"), .equal, .number(1))),
      ("d < '02/01/1970'", .compares(.item("d"), .less, .number(1))),
      (
        "`e-1` - d <= n",
        .compares(.result(.item("e-1"), .minus, .item("d")), .lessOrEqual, .item("n"))
      ),
      (
        "d + 7 > reference_date",
        .compares(.result(.item("d"), .plus, .number(7)), .greater, .referenceDate)
      ),
      (
        "n not in (1, 2)",
        .not(
          .any([
            .compares(.item("n"), .equal, .number(1)), .compares(.item("n"), .equal, .number(2)),
          ])
        )
      ),
    ] as [(String, Condition)])
  func meaning(text: String, condition: Condition) throws {
    let form = try Self.form("  - {id: k, then: \"\(text)\", message: K}")
    #expect(form.checks.map(\.requirement) == [StatedCondition(text: text, condition: condition)])
    #expect(form.checks.first?.severity == .error && form.checks.first?.premise == nil)
  }

  @Test(
    "are refused where they mean nothing, with line and column",
    arguments: [
      ("aa = 1", 1, .unknownName("aa", what: .item, nearest: nil)),
      ("a = 1 and b = 4", 15, .unknownName("4", what: .code, nearest: nil)),
      ("c = 1", 5, .unknownName("1", what: .code, nearest: nil)),
      ("a = 1 and", 10, .expression(.operand)), ("a = 1 b", 7, .expression(.endOrOperator)),
      ("a is 1", 6, .expression(.missing)), ("a ~ 1", 3, .expression(.operation)),
      ("n = a", 1, .condition(.noCode("a"))), ("a = c", 1, .condition(.differentOptions("a", "c"))),
      ("m > 1", 5, .condition(.ticksHaveNoOrder("m"))), ("t = 'x'", 1, .condition(.textItem("t"))),
      ("p = 1", 1, .condition(.directItem("p"))), ("d > n", 1, .condition(.numberAndDay)),
      ("d > 5", 5, .date), ("n > 2024-01-01", 5, .number(minimum: nil, maximum: nil)),
      ("d > 2024-02-30", 5, .date), ("d * 2 > n", 1, .condition(.numberAndDay)),
      ("a", 1, .condition(.noCondition)), ("n + 1", 1, .condition(.noCondition)),
      ("n ^ 2 > 1", 1, .condition(.noValue)), ("log(n) > 1", 5, .condition(.noValue)),
      ("1 = 1", 1, .condition(.noItem)), ("1 is missing", 1, .condition(.noItem)),
      ("reference_date is missing", 1, .condition(.noItem)),
    ] as [(String, Int, SchemaProblem.Kind)])
  func mistakes(text: String, position: Int, kind: SchemaProblem.Kind) throws {
    for (lead, trail) in [
      ("  - {message: K, id: k, then: \"", "\"}"), ("  - {id: k, message: K, then: ", "}"),
    ] {
      let found = try problems { _ = try Self.form(lead + text + trail) }
      let first = try #require(found.first)
      #expect(first.kind == kind && found.count == 1)
      #expect(first.line == 18 && first.column == lead.count + position)
      for language in Language.allCases { #expect(!first.statement[language].isEmpty) }
    }
  }

  @Test("are no longer than a thousand words, and no deeper than two hundred brackets")
  func limits() throws {
    for text in [
      Array(repeating: "a = 1", count: 300).joined(separator: " or "),
      String(repeating: "(", count: 300) + "a = 1" + String(repeating: ")", count: 300),
      String(repeating: "not ", count: 1100) + "a = 1",
    ] {
      let found = try problems { _ = try Self.form("  - {id: k, then: \"\(text)\", message: K}") }
      #expect(found.count == 1)
    }
  }

  @Test(
    "that nobody can keep, break or meet are doubted",
    arguments: [
      ("then: a = 1 and a = 2", .checkNeverHolds("k")),
      ("then: a = 1 or a != 1", .checkNeverFails("k")),
      ("if: a = 1 and a = 2, then: b = 1", .checkNeverApplies("k")),
      ("if: a = 1, then: a > 1", .checkNeverHolds("k")), ("if: a = 1, then: b = 1", nil),
      ("if: m is missing, then: m != 1 and m = 2", .checkNeverHolds("k")),
      ("then: n > 1 and n < 0", nil), ("then: \"a is missing or m in (1, 2)\"", nil),
    ] as [(String, FormDoubt?)])
  func doubts(check: String, doubt: FormDoubt?) throws {
    let form = try Self.form("  - {id: k, \(check), message: K}")
    #expect(form.doubts == [doubt].compactMap(\.self))
    for language in Language.allCases {
      #expect(form.doubts.allSatisfy { $0.statement[language].contains("k") })
    }
  }

  @Test("an item that no answers lead to is doubted, through the items that decide, too")
  func neverAsked() throws {
    var form = try Self.form("  - {id: k, then: a = 1, message: K}")
    form.items[1].askedIf = [SkipRule(item: "a", codes: ["1"])]
    form.items[2].askedIf = [SkipRule(item: "b", codes: ["2"])]
    #expect(form.doubts.isEmpty)
    form.items[2].askedIf.append(SkipRule(item: "a", codes: ["1"], isIncluded: false))
    #expect(form.doubts == [.itemNeverAsked("c")])
  }
}
