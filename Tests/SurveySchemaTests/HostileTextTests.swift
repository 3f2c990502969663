import SurveyModel
import SurveySchema
import Testing

@Suite("Texts that are no form")
struct HostileTextTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var problem: SchemaProblem.Kind
    var line = 1
    var column = 1
  }

  static let cases = [
    Case(
      testDescription: "an anchor", text: "a: 1\nb: &x 2\n", problem: .anchor, line: 2, column: 4),
    Case(
      testDescription: "an alias of an anchor", text: "a: &x {b: 1}\nc: *x\n", problem: .anchor,
      line: 1, column: 4),
    Case(testDescription: "an anchored key", text: "&x a: 1\n", problem: .anchor),
    Case(testDescription: "an anchored list", text: "a: &x\n  - 1\n", problem: .anchor, column: 4),
    Case(
      testDescription: "a tag on a number", text: "a:\n  b: !!int 5\n", problem: .tag, line: 2,
      column: 6),
    Case(testDescription: "a tag on a list", text: "a: !!set [1]\n", problem: .tag, column: 4),
    Case(testDescription: "a tag on a mapping", text: "a: !x {b: 1}\n", problem: .tag, column: 4),
    Case(testDescription: "a tag on a key", text: "!!int 5: a\n", problem: .tag),
    Case(
      testDescription: "a key twice", text: "a: 1\nb:\n  label: x\n  label: y\n",
      problem: .duplicateKey("label"), line: 3, column: 3),
    Case(
      testDescription: "a code twice, once in quotes", text: "{1: 0, \"1\": 1}",
      problem: .duplicateKey("1"), column: 2),
    Case(
      testDescription: "a list for a key", text: "? [a, b]\n: 1\n",
      problem: .wrongShape(expected: .text), column: 3),
    Case(testDescription: "no text at all", text: "", problem: .empty),
    Case(testDescription: "comments only", text: "# nothing\n\n", problem: .empty),
    Case(
      testDescription: "a list that is never closed", text: "a: 1\nb: [1, 2\n",
      problem: .syntax("did not find expected ',' or ']'"), line: 3, column: 1),
    Case(
      testDescription: "a quote that is never closed", text: "a: 1\nb: \"x\nc: 2\n",
      problem: .syntax("found unexpected end of stream"), line: 4, column: 1),
    Case(
      testDescription: "a TAB for an indent", text: "a:\n\tb: 1\n",
      problem: .syntax("found character that cannot start any token"), line: 2, column: 1),
    Case(
      testDescription: "two colons", text: "a: 1\n b: c: 2\n",
      problem: .syntax("mapping values are not allowed in this context"), line: 2, column: 3),
    Case(
      testDescription: "several documents", text: "a: 1\n---\nb: 2\n",
      problem: .syntax("but found another document"), line: 2, column: 1),
    Case(
      testDescription: "an alias of nothing", text: "a: *x\n",
      problem: .syntax("found undefined alias"), column: 4),
    Case(
      testDescription: "a plain text", text: "xin chào", problem: .wrongShape(expected: .mapping)),
    Case(
      testDescription: "a list", text: "- a\n", problem: .wrongShape(expected: .mapping)),
  ]

  @Test("is refused with its place", arguments: cases)
  func refusal(example: Case) throws {
    let problems = try problems {
      _ = try Questionnaire(yaml: Array(example.text.utf8), file: "f.yaml")
    }
    let expected = SchemaProblem(
      file: "f.yaml", line: example.line, column: example.column, path: "", kind: example.problem)
    #expect(problems == [expected])
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() throws {
    let problems = try problems { _ = try Questionnaire(yaml: [0x61, 0xFF], file: "f.yaml") }
    #expect(problems.map(\.kind) == [.unreadable("UTF-8")])
  }

  @Test("a file over a mebibyte is refused, one under it is read")
  func size() throws {
    let line = Array("# a comment of some length to fill a file with, again and again\n".utf8)
    let full = Array(repeatElement(line, count: (1 << 20) / line.count + 1).joined())
    let tooLarge = try problems { _ = try Questionnaire(yaml: full, file: "f.yaml") }
    #expect(tooLarge.map(\.kind) == [.tooLarge(limit: 1 << 20)])
    let large = try problems {
      _ = try Questionnaire(yaml: Array(full.prefix(1 << 20)), file: "f.yaml")
    }
    #expect(large.map(\.kind) == [.empty])
  }

  static let bombs = [
    "values": (0..<40).map { level in
      "a\(level): &a\(level) [\(level == 0 ? "x, x" : "*a\(level - 1), *a\(level - 1)")]"
    }.joined(separator: "\n"),
    "a key": (0..<40).map { level in
      "a\(level): &a\(level) [\(level == 0 ? "x, x" : "*a\(level - 1), *a\(level - 1)")]"
    }.joined(separator: "\n") + "\n? *a39\n: 1",
    "few aliases": "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n? [*c, *c, *c]\n: 1",
    "many lists in lists": String(repeating: "[", count: 100_000),
    "lists in lists": String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
    "many levels of indent": (0..<990).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
  ]

  @Test(
    "a text made to swell or to nest is refused at once", .timeLimit(.minutes(1)),
    arguments: bombs.keys.sorted())
  func bomb(name: String) throws {
    let text = try #require(Self.bombs[name])
    let clock = ContinuousClock()
    let duration = try clock.measure {
      _ = try problems { _ = try Questionnaire(yaml: Array(text.utf8), file: "f.yaml") }
    }
    #expect(duration < .seconds(1))
  }

  @Test(
    "a code stays the text that was written, in quotes or not",
    arguments: ["01", "no", "08", "1e3", "~", "null", "0x1F", "yes", "1_000", ".5", "true", "1.0"])
  func codes(code: String) throws {
    let text = { (code: String) in
      """
      questionnaire: f
      title: F
      items: [{id: q, type: single, label: L, options: [{code: \(code), label: A}]}]
      axes: {id: i, label: I, items: [q]}
      profiles: {p: {default: true, scores: {q: {\(code): 1}}}}
      """
    }
    for written in [code, "\"\(code)\"", "'\(code)'"] {
      let form = try Questionnaire(yaml: Array(text(written).utf8), file: "f.yaml")
      #expect(form.items[0].options.map(\.code) == [code])
      #expect(form.profiles[0].scores == ["q": [code: 1]])
    }
  }
}
