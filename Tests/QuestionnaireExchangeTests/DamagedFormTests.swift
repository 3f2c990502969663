import QuestionnaireExchange
import SurveyModel
import SurveySchema
import Testing
import TestSupport

/// A generator whose numbers are the same in every run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Damaged sheets")
struct DamagedFormTests {
  private static let texts = [
    "", " ", "x", "1", "yes", "begin_group", "end_group", "begin_repeat", "select_one",
    "select_one x",
    "select_multiple reason", "rank x", "text", "${paid} = '1'", "${x} = '1'", "((((", "not(", "${",
    ". >= 1", ". >= 9 and . <= 1", "date('2024-02-30')", "[\"1\"]", "[", "[1]", "label",
    "label::vi",
    "name", "type", "\u{0}", "\u{202E}a", "a\nb", "# x", "\"", "'", "-", "1e400", "nan", "0.5",
    "satisfaction-3", "index", "axis", "Không", "\u{FFFE}", "# a\u{2028}items: 3",
  ]

  @Test(
    "Whatever stands in the cells, a form is read whole or refused with a reason",
    arguments: 0..<150)
  func damaged(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    var form = try XLSForm(SmallForm.read()).sheets
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let sheet = Int.random(in: form.sheets.indices, using: &random)
      let row = Int.random(in: form.sheets[sheet].rows.indices, using: &random)
      let cells = form.sheets[sheet].rows[row].cells
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where form.sheets[sheet].rows.count > 1: form.sheets[sheet].rows.remove(at: row)
      case 1: form.sheets[sheet].rows.append(form.sheets[sheet].rows[row])
      case 2: form.sheets[sheet].rows[row].cells = Array(cells.dropLast())
      default:
        guard let column = cells.indices.randomElement(using: &random) else { continue }
        form.sheets[sheet].rows[row].cells[column] =
          DamagedFormTests.texts.randomElement(using: &random) ?? ""
      }
    }
    do {
      let read = try FormImport(form, name: "x")
      #expect(try Questionnaire(yaml: Array(read.yaml.utf8), file: "x") == read.questionnaire)
    } catch let error as FormError {
      #expect(!error.problems.isEmpty)
      for language in Language.allCases {
        let messages = error.problems.map { $0.message(in: language) }
        #expect(messages.filter { $0.hasSuffix(": ") } == [])
      }
    }
  }
}

@Suite("Every part of a form")
struct EveryPartTests {
  /// A change of one part of the small form.
  struct Mutation: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var kinds: [QuestionnaireDifference.Kind]
    var change: @Sendable (inout Questionnaire) -> Void

    init(
      _ description: String, _ kinds: QuestionnaireDifference.Kind...,
      change: @escaping @Sendable (inout Questionnaire) -> Void
    ) {
      testDescription = description
      self.kinds = kinds
      self.change = change
    }
  }

  @Test(
    "A change of one part is one difference",
    arguments: [
      Mutation("title", .form) { $0.title.english = "x" },
      Mutation("missing", .form) { $0.missingCodes.codes[.refused] = ["7"] },
      Mutation("base", .form) { $0.base = [] },
      Mutation("default profile", .form) { $0.defaultProfile = "mean" },
      Mutation("profile's label", .form) { $0.profiles[1].label.vietnamese = "x" },
      Mutation("default roll-up", .form) { $0.defaultRollUp = "equal-axes" },
      Mutation("weights", .form) {
        $0.rollUps.append(RollUp(name: "w", rule: .stated(["service": 2, "result": 1])))
      },
      Mutation("item's label", .itemReworded) { $0.items[3].label.english = "x" },
      Mutation("required", .itemChanged) { $0.items[3].isRequired = true },
      Mutation("unique", .itemChanged) { $0.items[5].isUnique = true },
      Mutation("severity", .itemChanged) {
        $0.items[1].severities = [.required: .warning, .range: .warning]
      },
      Mutation("checks", .form) {
        $0.checks = [
          CrossCheck(
            id: "long",
            premise: StatedCondition(
              text: "hours > 8", condition: .compares(.item("hours"), .greater, .number(8))),
            requirement: StatedCondition(
              text: "not (paid = \"it's\")",
              condition: .not(.isOneOf("paid", codes: ["it's"]))),
            severity: .warning, message: LocalizedText(vi: "Chờ lâu", en: "A long wait"))
        ]
      },
      Mutation("reversed", .itemChanged) { $0.items[9].isReversed = true },
      Mutation("asked if", .itemChanged) { $0.items[5].askedIf = [] },
      Mutation("personal", .itemChanged) { $0.items[3].pii = .quasi },
      Mutation("item's missing", .itemChanged) { $0.items[6].missingCodes = MissingCodes() },
      Mutation("item's base", .itemChanged) { $0.items[6].base = nil },
      Mutation("incident", .itemChanged) { $0.items[6].incident?.basis = .perception },
      Mutation("range", .itemChanged) {
        $0.items[2].content = .number(minimum: 1, maximum: nil, isInteger: false)
      },
      Mutation("order", .itemMoved) { $0.items.swapAt(0, 1) },
      Mutation("score", .optionRescored) { $0.profiles[0].scores["satisfaction-3"]?["2"] = 1 },
      Mutation("node's label", .nodeReworded) { $0.index.children[0].label.vietnamese = "x" },
      Mutation("node's kind", .nodeReworded) { $0.index.children[0].kind = .factor },
      Mutation("criteria", .criteriaChanged, .criteriaChanged) {
        $0.index.children[0].children[0].criteria = ["delay"]
        $0.index.children[1].criteria = ["waiting"]
      },
      Mutation("place of a node", .nodeMoved) { form in
        form.index.children.append(form.index.children[0].children.remove(at: 1))
      },
    ])
  func mutation(_ mutation: Mutation) throws {
    let form = try SmallForm.read()
    var other = form
    mutation.change(&other)
    #expect(
      QuestionnaireDifference(from: form, to: other).changes.map(\.kind) == mutation.kinds)
    // What the sheets carry of the changed form, they carry back.
    var kept = other
    kept.rollUps = form.rollUps
    kept.defaultRollUp = form.defaultRollUp
    kept.checks = form.checks
    for position in kept.items.indices {
      kept.items[position].isUnique = false
      kept.items[position].severities = [:]
    }
    #expect(try FormImport(XLSForm(other).sheets, name: "x").questionnaire == kept)
    #expect(try Questionnaire(yaml: Array(other.yamlText().utf8), file: "x") == other)
  }
}
