import SurveyModel
import Testing

@Suite("Cells too small to publish")
struct PublicationTests {
  private typealias Group = PublicationRule.Group

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var answers: [Int]
    var groups: [PublicationRule.Group]
    var hidden: [Bool]
  }

  static let cases = [
    Case(
      testDescription: "nothing is small", answers: [90, 30, 60],
      groups: [.init(total: 0, parts: [1, 2])], hidden: [false, false, false]),
    Case(
      testDescription: "a small cell without a total is hidden alone", answers: [29, 30],
      groups: [], hidden: [true, false]),
    Case(
      testDescription: "the smallest other part is hidden with it", answers: [100, 10, 50, 40],
      groups: [.init(total: 0, parts: [1, 2, 3])], hidden: [false, true, false, true]),
    Case(
      testDescription: "two small parts protect each other", answers: [100, 10, 50, 20],
      groups: [.init(total: 0, parts: [1, 2, 3])], hidden: [false, true, false, true]),
    Case(
      testDescription: "the total goes where there is no other part", answers: [40, 10],
      groups: [.init(total: 0, parts: [1])], hidden: [true, true]),
    Case(
      testDescription: "an empty part protects nothing", answers: [100, 10, 0, 90],
      groups: [.init(total: 0, parts: [1, 2, 3])], hidden: [false, true, false, true]),
    Case(
      testDescription: "a hidden total protects its parts", answers: [20, 20],
      groups: [.init(total: 0, parts: [1])], hidden: [true, true]),
    Case(
      testDescription: "rows and columns hide in a chain",
      // a b | row totals; c d; column totals.
      answers: [10, 50, 60, 70, 60, 130, 70, 120],
      groups: [
        .init(total: 4, parts: [0, 1]), .init(total: 5, parts: [2, 3]),
        .init(total: 6, parts: [0, 2]), .init(total: 7, parts: [1, 3]),
      ],
      hidden: [true, true, true, true, false, false, false, false]),
    Case(
      testDescription: "a chain climbs a tree of totals", answers: [200, 40, 160, 10],
      groups: [.init(total: 0, parts: [1, 2]), .init(total: 1, parts: [3])],
      hidden: [false, true, true, true]),
  ]

  @Test("cells are hidden so that none can be computed from the rest", arguments: cases)
  func suppression(example: Case) {
    let rule = PublicationRule(minimumAnswers: 30)
    #expect(
      rule.suppressed(answers: example.answers, groups: example.groups) == example.hidden)
  }

  @Test("no shown total has exactly one hidden part, whatever the table", arguments: 1...40)
  func invariant(seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let cells = (0..<12).map { _ in next(4) == 0 ? next(30) : next(300) }
    // Four rows of three, three columns, and the sum of all as the rows' total.
    let rows = (0..<4).map { row in (0..<3).map { row * 3 + $0 } }
    let columns = (0..<3).map { column in (0..<4).map { $0 * 3 + column } }
    var answers = cells
    var groups: [Group] = []
    for parts in rows + columns {
      groups.append(Group(total: answers.count, parts: parts))
      answers.append(parts.reduce(0) { $0 + cells[$1] })
    }
    groups.append(Group(total: answers.count, parts: Array(12..<16)))
    answers.append(cells.reduce(0, +))
    let hidden = PublicationRule(minimumAnswers: 30).suppressed(answers: answers, groups: groups)
    for group in groups where answers[group.total] > 0 && !hidden[group.total] {
      #expect(group.parts.count(where: { hidden[$0] }) != 1)
    }
    #expect(answers.indices.allSatisfy { answers[$0] == 0 || answers[$0] >= 30 || hidden[$0] })
  }
}
