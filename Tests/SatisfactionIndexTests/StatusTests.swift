import Foundation
import SatisfactionIndex
import SurveyModel
import SurveyStatistics
import SurveyWeighting
import Testing

@Suite("What is not shown says why")
struct StatusTests {
  let province: ModelProvince

  init() throws {
    province = try ModelProvince("model-province-2017", respondents: 600, seed: 5)
  }

  private func unit(_ code: String) throws -> Int {
    try #require(province.study.units.position(of: code))
  }

  @Test("a unit with too few answers is suppressed, and a second one that would give it back")
  func suppression() throws {
    var small = province
    let districts = province.units(.district)
    var seen = 0
    small.table = province.table.rows(
      at: districts.indices.filter { row in
        if districts[row] != "H4" { return true }
        seen += 1
        return seen % 5 == 0
      })
    let table = try small.index()
    let hidden = table.units.filter {
      table.estimate(of: .index, unit: $0)?.status == .suppressed
    }
    #expect(hidden.count == 2)
    #expect(hidden.contains(try unit("H4")))
    for unit in hidden {
      let estimate = try #require(table.estimate(of: .index, unit: unit))
      #expect(estimate.estimate == nil && estimate.interval == nil)
      #expect(estimate.standardError == nil && estimate.designEffect == nil)
    }
    #expect(table.estimate(of: .index, unit: nil)?.status == .ok)
  }

  @Test("a factor answered by few hides the index that it weighs in, and no other")
  func fewAsked() throws {
    var few = province
    few.study.questionnaire.rollUps.append(
      RollUp(
        name: "without-feedback",
        rule: .stated(["access": 1, "procedures": 1, "officials": 1, "results": 1])))
    for item in ["feedback_1", "feedback_2", "feedback_3", "feedback_4"] {
      let codes = try #require(few.table.closed(item))
      few.table = few.table.answering(item) { $0 % 30 == 0 ? codes[$0] : 252 }
    }
    let all = try few.index()
    #expect(all.estimate(of: .factor("feedback"), unit: nil)?.status == .suppressed)
    #expect(all.estimate(of: .index, unit: nil)?.status == .suppressed)
    #expect(all.estimate(of: .factor("access"), unit: nil)?.status == .ok)
    let stated = try few.index { $0.rollUp = "without-feedback" }
    #expect(stated.estimate(of: .factor("feedback"), unit: nil)?.status == .suppressed)
    #expect(stated.estimate(of: .index, unit: nil)?.status == .ok)
  }

  @Test("a unit without respondents says that nobody answered")
  func emptyUnit() throws {
    var partial = province
    let districts = province.units(.district)
    partial.table = province.table.rows(
      at: districts.indices.filter { districts[$0] != "H6" && districts[$0] != "H5" })
    let estimate = try #require(
      try partial.index().estimate(of: .index, unit: try unit("H6")))
    #expect(estimate.status == .noAnswers)
    #expect(estimate.estimate == nil && estimate.sampleSize == 0)
  }

  @Test("one cluster gives no interval, so no estimate")
  func onePSU() throws {
    let table = try province.index {
      $0.level = .commune
    }
    var rule = province
    rule.study.publication.minimumAnswers = 5
    let shown = try rule.index { $0.level = .commune }
    let estimate = try #require(shown.estimate(of: .index, unit: try unit("X01")))
    #expect(estimate.status == .onePSU)
    #expect(estimate.estimate == nil)
    #expect(table.estimate(of: .index, unit: try unit("X01"))?.status == .suppressed)
  }

  @Test("a stratum with one cluster is an error by name, unless the study says otherwise")
  func lonely() throws {
    var lonely = province
    let communes = province.units(.commune)
    let districts = province.units(.district)
    lonely.table = province.table.rows(
      at: communes.indices.filter { districts[$0] != "H2" || communes[$0] == "X06" })
    #expect(throws: EstimationError.lonelyPSU(strata: ["H2"], stage: 1)) {
      try lonely.index()
    }
    var all = province
    all.study.design.stages = [SamplingStage(cluster: .level(.district))]
    #expect(
      throws: EstimationError.lonelyPSU(strata: ["H1", "H2", "H3", "H4", "H5", "H6"], stage: 1)
    ) {
      try all.index()
    }
    lonely.study.design.lonelyPSU = .certainty
    #expect(try lonely.index().estimate(of: .index, unit: nil)?.status == .ok)
  }

  @Test("when everybody is satisfied the interval is a bound from below")
  func everybody() throws {
    var happy = province
    happy.table = province.table.answering("access_1", with: 4)
    let table = try happy.index()
    let estimate = try #require(table.estimate(of: .item("access_1"), unit: nil))
    #expect(estimate.status == .allOrNone)
    #expect(estimate.estimate == 100)
    #expect(estimate.interval?.upper == 100)
    // 600 answers in 30 clusters of 20 with an assumed correlation of 0.05: 600/1.95 effective ones.
    #expect(abs((estimate.interval?.lower ?? 0) - 100 * pow(0.05, 1.95 / 600)) < 1e-9)
    #expect((estimate.interval?.lower ?? 100) < 100)
  }

  @Test("a criterion that nobody answered leaves its composites out, by name")
  func incomplete() throws {
    var silent = province
    silent.table = province.table.answering("access_2", with: MissingKind.blank.code)
    let table = try silent.index()
    #expect(table.estimate(of: .item("access_2"), unit: nil)?.status == .noAnswers)
    let index = try #require(table.estimate(of: .index, unit: nil))
    #expect(index.status == .incomplete)
    #expect(index.estimate == nil)
    #expect(index.missingCriteria == ["access_2"])
    #expect(table.estimate(of: .factor("procedures"), unit: nil)?.status == .ok)
  }

  @Test("don't know stays in the base where the questionnaire says so")
  func base() throws {
    var unsure = province
    let codes = try #require(province.table.closed("access_1"))
    let changed = codes.enumerated().map { row, code in
      row % 4 == 0 ? MissingKind.dontKnow.code : code
    }
    unsure.table = province.table.answering("access_1") { changed[$0] }
    let dropped = try #require(try unsure.index().estimate(of: .item("access_1"), unit: nil))
    unsure.study.questionnaire.base = [.dontKnow]
    let kept = try #require(try unsure.index().estimate(of: .item("access_1"), unit: nil))
    #expect(dropped.answered < kept.answered)
    let satisfied = changed.count { $0 == 3 || $0 == 4 }
    #expect(abs((kept.estimate ?? 0) - 100 * Double(satisfied) / Double(kept.answered)) < 1e-9)
    #expect((dropped.estimate ?? 0) > (kept.estimate ?? 100))
  }

  @Test("a reversed item scores the other way")
  func reversed() throws {
    let before = try #require(
      try province.index { $0.profile = "mean-score" }.estimate(of: .item("access_3"), unit: nil))
    var turned = province
    let position = try #require(
      turned.study.questionnaire.items.firstIndex { $0.id == "access_3" })
    turned.study.questionnaire.items[position].isReversed = true
    let after = try #require(
      try turned.index { $0.profile = "mean-score" }.estimate(of: .item("access_3"), unit: nil))
    // The scale's scores are 0.2 … 1, so a score s becomes 1.2 − s.
    #expect(abs((after.estimate ?? 0) - (120 - (before.estimate ?? 0))) < 1e-9)
    #expect(abs((after.standardError ?? 0) - (before.standardError ?? 1)) < 1e-9)
  }

  @Test("unknown names are errors with what is there")
  func names() throws {
    #expect(throws: IndexError.noProfile("top-two", known: ["top-two-box", "mean-score"])) {
      try province.index { $0.profile = "top-two" }
    }
    #expect(throws: IndexError.noInterval("wald", known: ScoringChoice.intervals)) {
      try province.index { $0.interval = "wald" }
    }
    #expect(throws: IndexError.self) { try province.index { $0.rollUp = "equal" } }
    #expect(throws: IndexError.self) {
      try province.index { $0.level = UnitKind(rawValue: "huyen") }
    }
  }
}

extension ResponseTable {
  /// The table with another answer to an item in every row.
  func answering(_ item: String, with code: UInt8) -> ResponseTable {
    answering(item) { _ in code }
  }

  /// The table with other answers to an item.
  func answering(_ item: String, with code: (Int) -> UInt8) -> ResponseTable {
    ResponseTable(
      layout: layout, rowCount: rowCount,
      columns: zip(layout.columns, columns).map { layout, column in
        layout.name == item ? .closed((0..<rowCount).map(code)) : column
      })
  }
}
