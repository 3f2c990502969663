import Testing

@testable import SurveyStatistics

@Suite("Tests of hypotheses")
struct HypothesisTestTests {
  @Test("agree with R survey on the documented cases")
  func documented() throws {
    let reference = try Reference("p23_tests")
    let call = try HypothesisCall(reference)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      // The two regressions of the file are carried out in RegressionTests.
      if name == "logistic" || name == "linear" { continue }
      let expected = try #require(test["expected"])
      switch name {
      case "svyttest":
        let result = try call.tTest("api00", "comp.imp")
        try expectStudent(result, expected, name)
        expectAgreement(
          try #require(result.estimate), try #require(expected["difference"]?.number), name)
      case "svyranktest_wilcoxon":
        try expectStudent(try call.rankTest("api00", "comp.imp", .wilcoxon), expected, name)
      case "svyranktest_kruskal":
        // R gives the degrees of freedom for the statistic, and q F for the parameter.
        let result = try call.rankTest("api00", "stype", .wilcoxon)
        expectAgreement(
          2 * result.statistic, try #require(expected["parameter"]?.numbers[0]), name)
        expectAgreement(result.pValue, try #require(expected["p_value"]?.number), name)
      case "cronbach_alpha":
        let items = ["ell", "mobility", "meals"].map { call.table.numbers($0) }
        let alpha = try call.design.estimates(of: AlphaStatistic(items), in: nil, by: nil)
        expectAgreement(alpha.values[0], try #require(expected["alpha"]?.number), name)
      case "svygofchisq":
        try expectFit(try call.fit("stype", [4421, 755, 1018]), expected, name)
      default:
        let form = try #require(
          AssociationForm(rawValue: name.replacing("svychisq_", with: "")))
        try expectAssociation(
          try call.table("sch.wide", "stype"), form, expected, name)
      }
    }
  }

  @Test("agree with R survey on further designs, domains and scores")
  func further() throws {
    let reference = try Reference("tests")
    let calls = [
      "strat": try HypothesisCall(try Reference("p01_apistrat_stratified_fpc")),
      "clus1": try HypothesisCall(try Reference("p04_apiclus1_onestage_fpc")),
      "clus2": try HypothesisCall(try Reference("p06_apiclus2_twostage_fpc")),
    ]
    #expect(reference.cases.count == 113)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let designName = try #require(test["design"]?.text)
      let call = try #require(calls[designName])
      let expected = try #require(test["expected"])
      let domain = try test["domain"]?.text.map { try call.table.mask($0) }
      func field(_ key: String) throws -> String { try #require(test[key]?.text) }
      switch try field("test") {
      case "association":
        let table = try call.table(try field("rows"), try field("columns"), in: domain)
        let text = try field("form")
        let form = try #require(AssociationForm(rawValue: text))
        try expectAssociation(table, form, expected, name)
      case "t":
        let result = try call.tTest(try field("values"), try field("groups"), in: domain)
        try expectStudent(result, expected, name)
        expectAgreement(
          try #require(result.estimate), try #require(expected["difference"]?.number), name)
      case "rank":
        let text = try field("score")
        let score = try #require(RankScore(rawValue: text == "KruskalWallis" ? "wilcoxon" : text))
        let result = try call.rankTest(try field("values"), try field("groups"), score)
        if let chiSquare = expected["chisq"]?.number {
          expectAgreement(2 * result.statistic, chiSquare, name)
          expectAgreement(result.pValue, try #require(expected["p_value"]?.number), name)
          let freedom = try #require(expected["ddf"]?.number)
          #expect(result.distribution == .fisher(numerator: 2, denominator: freedom))
        } else {
          try expectStudent(result, expected, name)
        }
      case "fit":
        let shares = try #require(test["shares"]?.numbers).compactMap(\.self)
        try expectFit(try call.fit(try field("groups"), shares), expected, name)
      default:
        let model = try call.design.regression(
          of: call.table.numbers("api00"),
          on: [call.table.rows.map { _ in 1 }]
            + ["ell", "meals", "mobility"].map { call.table.numbers($0) })
        let result = try model.waldTest(Matrix([[0, 1, 0, 0], [0, 0, 0, 1]]))
        expectAgreement(result.statistic, try #require(expected["statistic"]?.number), name)
        expectAgreement(result.pValue, try #require(expected["p_value"]?.number), name)
      }
    }
  }

  @Test("agree with R survey under replicate weights")
  func replicates() throws {
    let call = try HypothesisCall(try Reference("p04_apiclus1_onestage_fpc"))
    let design = try Reference("p12_apiclus1_jk1").replicateDesign()
    let table = try design.twoWayTable(
      rows: call.grouping("awards"), columns: call.grouping("stype"))
    for test in try Reference("replicate_tests").cases {
      let name = try #require(test["name"]?.text)
      let expected = try #require(test["expected"])
      if test["form"]?.text == "saddlepoint" {
        // For replicates R leaves the denominator out, unlike for linearised designs.
        let sum = ChiSquareMixture(weights: try table.designEffects())
        expectAgreement(
          sum.upperTail(table.pearson, method: .saddlepoint),
          try #require(expected["p_value"]?.number), relative: 1e-4, name)
      } else if let text = test["form"]?.text {
        let form = try #require(AssociationForm(rawValue: text))
        try expectAssociation(table, form, expected, name)
      } else if name.hasSuffix("svyttest") {
        let result = try design.tTest(
          of: call.table.numbers("api00"), between: call.grouping("awards"))
        try expectStudent(result, expected, name)
      } else {
        // R sums the linearised variable under each replicate, which is linearisation by another
        // name; here the means are computed again.
        try expectStudent(try call.rankTest("api00", "awards", .wilcoxon), expected, name)
        let result = try design.rankTest(
          of: call.table.numbers("api00"), between: call.grouping("awards"))
        expectAgreement(
          try #require(result.estimate), try #require(expected["difference"]?.number), name)
        let student = try design.tTest(
          of: call.table.numbers("api00"), between: call.grouping("awards"))
        #expect((0.8...0.9).contains(result.statistic / 1.338067671405293))
        #expect((0.8...0.9).contains(student.statistic / 1.4453533920549797))
      }
    }
  }

  private func expectStudent(
    _ result: HypothesisTest, _ expected: JSONValue, _ name: String
  ) throws {
    expectAgreement(result.statistic, try #require(expected["statistic"]?.number), name)
    expectAgreement(result.pValue, try #require(expected["p_value"]?.number), name)
    let freedom = try #require(expected["parameter"]?.numbers[0])
    #expect(result.distribution == .student(degreesOfFreedom: freedom), "\(name)")
  }

  private func expectFit(_ result: HypothesisTest, _ expected: JSONValue, _ name: String) throws {
    expectAgreement(result.statistic, try #require(expected["statistic"]?.number), name)
    expectAgreement(result.pValue, try #require(expected["p_value"]?.number), name)
    guard case .mixture(let mixture, _) = result.distribution else {
      Issue.record("\(name): a mixture was expected")
      return
    }
    let parameters = try #require(expected["parameter"]?.numbers).compactMap(\.self)
    expectAgreement(mixture.satterthwaite.scale, parameters[0], name)
    expectAgreement(mixture.satterthwaite.degreesOfFreedom, parameters[1], name)
  }

  /// R solves its saddlepoint to 1e-8; without its package CompQuadForm its linear combination is the
  /// saddlepoint too.
  private func expectAssociation(
    _ table: TwoWayTable, _ form: AssociationForm, _ expected: JSONValue, _ name: String
  ) throws {
    let compared = form == .linearCombination ? AssociationForm.saddlepoint : form
    let result = try table.associationTest(compared)
    expectAgreement(result.statistic, try #require(expected["statistic"]?.number), name)
    let tolerance = compared == .saddlepoint ? 1e-4 : 1e-9
    expectAgreement(
      result.pValue, try #require(expected["p_value"]?.number), relative: tolerance, name)
    let parameters = try #require(expected["parameter"]?.numbers).compactMap(\.self)
    switch result.distribution {
    case .fisher(let numerator, let denominator):
      expectAgreement(numerator, parameters[0], name)
      expectAgreement(denominator, parameters[1], name)
    case .chiSquare(let freedom, _): #expect(parameters == [freedom])
    case .mixture, .student: #expect(parameters.isEmpty)
    }
    if form == .linearCombination {
      let exact = try table.associationTest(form)
      guard case .mixture(let mixture, let method) = exact.distribution else {
        Issue.record("\(name): \(exact.distribution)")
        return
      }
      #expect(method == .exact)
      let saddle = mixture.upperTail(exact.statistic, method: .saddlepoint)
      expectAgreement(exact.pValue, saddle, relative: 0.15, name)
    }
  }
}

/// Tests of hypotheses on the table and the design of a reference.
struct HypothesisCall {
  let table: DataTable
  let design: SampleDesign

  init(_ reference: Reference) throws {
    table = try reference.table()
    design = try reference.design()
  }

  func grouping(_ column: String) -> Grouping {
    let levels = table.levels(column)
    return Grouping(codes: levels, count: (levels.max() ?? 0) + 1)
  }

  func tTest(_ values: String, _ groups: String, in domain: [Bool]? = nil) throws -> HypothesisTest
  {
    try design.tTest(of: table.numbers(values), between: grouping(groups), in: domain)
  }

  func rankTest(_ values: String, _ groups: String, _ score: RankScore) throws -> HypothesisTest {
    try design.rankTest(
      of: table.numbers(values), between: grouping(groups), score: score,
      ties: .rowOrder)
  }

  func table(_ rows: String, _ columns: String, in domain: [Bool]? = nil) throws -> TwoWayTable {
    try design.twoWayTable(rows: grouping(rows), columns: grouping(columns), in: domain)
  }

  func fit(_ levels: String, _ shares: [Double]) throws -> HypothesisTest {
    try design.goodnessOfFit(of: grouping(levels), to: shares)
  }
}
