import SurveyModel
import Testing

@Suite("Units too small to publish")
struct PublicationTests {
  private static let rule = PublicationRule(minimumAnswers: 30)

  /// A province P with districts D1, D2, D3 and, below each, villages; answers by lowest unit.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    /// The answers of each unit that respondents belong to.
    var answers: [String: Int]
    /// The units that are withheld, `ALL` for all together.
    var withheld: Set<String>
  }

  static let registry = UnitRegistry(
    [("P", "province", nil)].map(Self.unit)
      + ["D1", "D2", "D3"].map { unit(($0, "district", "P")) }
      + ["V11", "V12", "V13"].map { unit(($0, "village", "D1")) }
      + ["V21", "V22"].map { unit(($0, "village", "D2")) }
      + [unit(("V31", "village", "D3"))])

  private static func unit(_ row: (String, String, String?)) -> AdministrativeUnit {
    AdministrativeUnit(
      code: row.0, name: row.0, kind: UnitKind(rawValue: row.1), parent: row.2)
  }

  static let cases = [
    Case(
      testDescription: "nothing is small",
      answers: ["V11": 30, "V12": 90, "V21": 60, "V22": 40, "V31": 50], withheld: []),
    Case(
      testDescription: "the smallest other village of the district goes with a small one",
      answers: ["V11": 10, "V12": 90, "V13": 50, "V21": 60, "V31": 50],
      withheld: ["V11", "V13"]),
    Case(
      testDescription: "two small villages whose sum is small do not protect each other",
      answers: ["V11": 3, "V12": 90, "V13": 2, "V21": 60, "V31": 50],
      withheld: ["V11", "V12", "V13"]),
    Case(
      testDescription: "a village alone in its district takes the district and another with it",
      answers: ["V11": 40, "V12": 90, "V21": 60, "V22": 40, "V31": 10],
      withheld: ["V31", "D3", "D2", "V21", "V22"]),
    Case(
      testDescription: "respondents at the province itself are not left over alone",
      answers: ["P": 2, "V11": 40, "V12": 90, "V21": 60, "V31": 50],
      withheld: ["D3", "V31"]),
    Case(
      testDescription: "all together goes where no part is left", answers: ["V11": 12],
      withheld: ["ALL", "P", "D1", "V11"]),
  ]

  private func mask(_ answers: [String: Int]) -> PublicationRule.UnitMask {
    let counts = Self.counts(answers)
    return Self.rule.withheld(in: Self.registry, counts: counts, sizes: counts.totals)
  }

  private static func counts(_ answers: [String: Int]) -> PublicationRule.UnitCounts {
    let directs = registry.units.map { answers[$0.code] ?? 0 }
    var totals = directs.map { _ in 0 }
    for unit in registry.units.indices {
      for above in registry.ancestors(of: unit) { totals[above] += directs[unit] }
    }
    return PublicationRule.UnitCounts(
      totals: totals, directs: directs, all: directs.reduce(0, +))
  }

  @Test("withheld are", arguments: cases)
  func withheld(example: Case) {
    let mask = mask(example.answers)
    var codes = Set(
      Self.registry.units.indices.filter { mask.units[$0] }.map { Self.registry.units[$0].code })
    if mask.all { codes.insert("ALL") }
    #expect(codes == example.withheld)
  }

  @Test(
    "no subtraction of shown units, at any level, leaves fewer than the minimum", arguments: 1...200
  )
  func attack(seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var answers: [String: Int] = [:]
    for unit in Self.registry.units where next(3) > 0 {
      answers[unit.code] = next(3) == 0 ? next(30) : next(200)
    }
    let counts = Self.counts(answers)
    let mask = mask(answers)
    for unit in Self.registry.units.indices where counts.totals[unit] > 0 {
      #expect(counts.totals[unit] >= 30 || mask.units[unit])
    }
    // An attacker takes any shown whole and subtracts the shown units of any level below it.
    for whole in [nil] + Self.registry.units.indices.map(Optional.init)
    where counts[whole] > 0 && !mask[whole] {
      for kind in Self.registry.kinds {
        let below = Self.registry.units.indices.filter { unit in
          let isBelow =
            whole.map { Self.registry.ancestors(of: unit).dropFirst().contains($0) } ?? true
          return isBelow && Self.registry.units[unit].kind == kind && counts.totals[unit] > 0
        }
        guard !below.isEmpty else { continue }
        let shown = below.filter { !mask.units[$0] }.reduce(0) { $0 + counts.totals[$1] }
        let left = counts[whole] - shown
        #expect(left == 0 || left >= 30)
      }
    }
  }
}
