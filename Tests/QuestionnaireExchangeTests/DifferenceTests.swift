import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveySchema
import Testing
import TestSupport

@Suite("The difference of two editions")
struct DifferenceTests {
  private typealias Kind = QuestionnaireDifference.Kind

  @Test("A form does not differ from itself", arguments: PackageFiles.shippedForms)
  func same(name: String) throws {
    let form = try PackageFiles.questionnaire(name)
    let difference = QuestionnaireDifference(from: form, to: form)
    #expect(difference.isEmpty)
    #expect(difference.text(in: .english) == "\(name) (1) → \(name) (1): no difference.\n")
  }

  @Test("A new id, version, decision or list of unknowns is no change")
  func identity() throws {
    let form = try PackageFiles.questionnaire("sipas-2023")
    var other = form
    other.id = "sipas-2027"
    other.version = "2"
    other.legal = nil
    other.unknowns = []
    #expect(QuestionnaireDifference(from: form, to: other).isEmpty)
  }

  /// The small form after a year's changes.
  private static func next() throws -> Questionnaire {
    var form = try SmallForm.read()
    form.id = "mot-cua-2025"
    form.version = "3"
    form.missingCodes = MissingCodes([.dontKnow: ["99"]])
    form.items[0].pii = .quasi
    form.items[1].content = .number(minimum: 1, maximum: 50, isInteger: true)
    form.items[2].label = LocalizedText(vi: "Thời gian chờ (giờ)", en: "Hours of waiting")
    form.items.swapAt(3, 10)
    form.items.removeAll { $0.id == "why" }
    form.items.append(Item(id: "note", label: LocalizedText("Ghi chú"), content: .text))
    for (position, item) in form.items.enumerated() {
      if item.id == "paid" { form.items[position].incident?.reportCodes = ["1", "it's"] }
      guard case .single(var scale) = item.content, scale.id == "satisfaction-3" else { continue }
      scale.options[1].label = LocalizedText(vi: "Được", en: "Neutral")
      scale.options[2].aliases = []
      scale.options.insert(
        ResponseOption(code: "0", label: LocalizedText(vi: "Rất tệ", en: "Very bad")), at: 0)
      scale.options.swapAt(1, 2)
      form.items[position].content = .single(scale)
    }
    form.profiles[0].scores["satisfaction-3"] = ["0": 0, "1": 0, "2": 0.5, "3": 1]
    form.profiles[1].name = "points"
    form.index.children[0].children[0].criteria = ["waiting", "officials"]
    form.index.children[0].children.remove(at: 1)
    form.index.children[1].label = LocalizedText(vi: "Kết quả", en: "Outcome")
    return form
  }

  @Test("A year's changes read like this", arguments: Language.allCases)
  func text(language: Language) throws {
    let difference = try QuestionnaireDifference(from: SmallForm.read(), to: Self.next())
    let file = GoldenFile("difference.\(language.rawValue).txt")
    #expect(try file.difference(from: difference.text(in: language)) == nil)
  }

  @Test("A year's changes are JSON for other programs")
  func json() throws {
    let difference = try QuestionnaireDifference(from: SmallForm.read(), to: Self.next())
    #expect(try GoldenFile("difference.json").difference(from: difference.json) == nil)
    let read = try JSONDecoder().decode(Read.self, from: Data(difference.json.utf8))
    #expect(read.changes.map(\.kind) == difference.changes.map(\.kind.rawValue))
  }

  private struct Read: Decodable {
    var changes: [Entry]
    struct Entry: Decodable { var kind: String }
  }

  @Test("Backwards, what was added is removed and what was before is after")
  func backwards() throws {
    let (old, new) = (try SmallForm.read(), try Self.next())
    let there = QuestionnaireDifference(from: old, to: new).changes
    let back = QuestionnaireDifference(from: new, to: old).changes
    let count = { (changes: [QuestionnaireDifference.Change], kind: Kind) in
      changes.filter { $0.kind == kind }.count
    }
    let opposite: [(Kind, Kind)] = [
      (.itemAdded, .itemRemoved), (.optionAdded, .optionRemoved), (.nodeAdded, .nodeRemoved),
      (.profileAdded, .profileRemoved), (.itemReworded, .itemReworded), (.itemMoved, .itemMoved),
      (.itemChanged, .itemChanged), (.optionRescored, .optionRescored),
      (.criteriaChanged, .criteriaChanged),
    ]
    for (one, other) in opposite {
      #expect(count(there, one) == count(back, other))
      #expect(count(there, other) == count(back, one))
    }
  }

  @Test("An item taken to the front is one move")
  func oneMove() throws {
    let form = try PackageFiles.questionnaire("sipas-2023")
    var other = form
    let last = other.items.removeLast()
    other.items.insert(last, at: 0)
    let changes = QuestionnaireDifference(from: form, to: other).changes
    #expect(changes.map(\.subject) == [last.id])
    #expect(changes.map(\.kind) == [.itemMoved])
    #expect(changes.first?.before == LocalizedText("\(form.items.count)"))
    #expect(changes.first?.after == LocalizedText("1"))
  }

  @Test("A scale of many items is compared once, and names them")
  func oneScale() throws {
    let form = try PackageFiles.questionnaire("sipas-2023")
    var other = form
    for (position, item) in form.items.enumerated() {
      guard case .single(var scale) = item.content, scale.id == "satisfaction-5" else { continue }
      scale.options[2].label.english = "So-so"
      other.items[position].content = .single(scale)
    }
    let changes = QuestionnaireDifference(from: form, to: other).changes
    #expect(changes.map(\.kind) == [.optionReworded])
    #expect(changes.first?.items == form.index.allCriteria)
  }

  @Test("Through a map, an item with another id and other codes is the same item")
  func mapped() throws {
    let form = try SmallForm.read()
    var other = form
    let paid = try #require(form.items.firstIndex { $0.id == "paid" })
    other.items[paid].id = "fee"
    other.items[paid].content = .single(
      ResponseScale(
        id: "fee",
        options: form.items[paid].options.map { option in
          var option = option
          option.code = "c" + option.code
          return option
        }))
    other.items[paid].incident?.reportCodes = ["c1"]
    for position in other.items.indices {
      other.items[position].askedIf = other.items[position].askedIf.map { rule in
        rule.item == "paid"
          ? SkipRule(item: "fee", codes: rule.codes.map { "c" + $0 }, isIncluded: rule.isIncluded)
          : rule
      }
    }
    let pairs = form.items.map { item in
      item.id == "paid"
        ? EditionMap.Pair(
          from: "paid", to: "fee", recodes: ["1": "c1", "2": "c2", "it's": "cit's"])
        : EditionMap.Pair(from: item.id, to: item.id)
    }
    let map = EditionMap(from: form.id, to: other.id, pairs: pairs)
    #expect(QuestionnaireDifference(from: form, to: other, map: map).isEmpty)
    #expect(
      Set(QuestionnaireDifference(from: form, to: other).changes.map(\.kind))
        == [.itemAdded, .itemRemoved, .itemChanged])
    // What the map leaves out has no counterpart, whatever it is called.
    let empty = EditionMap(from: form.id, to: form.id, pairs: [])
    let kinds = QuestionnaireDifference(from: form, to: form, map: empty).changes.map(\.kind)
    #expect(kinds.filter { $0 == .itemAdded }.count == form.items.count)
    #expect(kinds.filter { $0 == .itemRemoved }.count == form.items.count)
  }
}

@Suite("The map of two editions")
struct EditionMapTests {
  private static func map(_ yaml: String) throws -> EditionMap {
    try EditionMap(
      yaml: Array(yaml.utf8), file: "map.yaml", from: PackageFiles.questionnaire("sipas-2022"),
      to: PackageFiles.questionnaire("sipas-2023"))
  }

  @Test("Items correspond with and without their edition, and codes by their recode")
  func reads() throws {
    let map = try Self.map(
      """
      from: sipas-2022
      to: sipas-2023
      items:
        gender: gender
        q4@2022: q5@sipas-2023
        q5@2022: {item: q6@2023, recode: {"2": "3", 3: "2"}}
      """)
    #expect(
      map
        == EditionMap(
          from: "sipas-2022", to: "sipas-2023",
          pairs: [
            .init(from: "gender", to: "gender"), .init(from: "q4", to: "q5"),
            .init(from: "q5", to: "q6", recodes: ["2": "3", "3": "2"]),
          ]))
    #expect(map.pair(of: "q5")?.code(for: "2") == "3")
    #expect(map.pair(of: "q5")?.code(for: "1") == "1")
    #expect(map.pair(of: "ethnicity") == nil)
  }

  @Test("Every mistake is named at once, with its place")
  func mistakes() {
    let found = messages {
      _ = try Self.map(
        """
        from: sipas-2021
        to: sipas-2023
        items:
          gendre: gender
          gender: gender
          q4@2023: q5
          q5: q5@2022
          q6: q6
          residence: ethnicity
          ethnicity: {item: ethnicity, recode: {"1": "9", "7": "1"}, recodes: {}}
          q9_01: q9_991
        """)
    }
    #expect(
      found == [
        "map.yaml:1:7: from: there is no questionnaire \"sipas-2021\"; did you mean \"sipas-2022\"?",
        "map.yaml:4:3: items.gendre: there is no item \"gendre\"; did you mean \"gender\"?",
        "map.yaml:6:3: items.q4@2023: there is no questionnaire \"2023\"; did you mean \"sipas-2022\"?",
        "map.yaml:7:7: items.q5: there is no questionnaire \"2022\"; did you mean \"sipas-2023\"?",
        "map.yaml:7:7: items.q5: the item \"q5\" stands already on line 6",
        "map.yaml:8:7: items.q6: q6: text does not go together with q6: single",
        "map.yaml:10:14: items.ethnicity: the item \"ethnicity\" stands already on line 9",
        "map.yaml:10:46: items.ethnicity.recode.1: there is no code \"9\"",
        "map.yaml:10:51: items.ethnicity.recode: there is no code \"7\"",
        "map.yaml:10:62: items.ethnicity: unknown key \"recodes\"; expected one of: item, recode",
        "map.yaml:11:10: items.q9_01: there is no item \"q9_991\"; did you mean \"q9_01\"?",
      ])
  }
}
