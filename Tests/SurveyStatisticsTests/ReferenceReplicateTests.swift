import Testing

@testable import SurveyStatistics

@Suite("Replicate weights agree with R survey")
struct ReferenceReplicateTests {
  @Test(
    "give R's estimates, standard errors, covariances, intervals and quantiles",
    arguments: [
      "p12_apiclus1_jk1", "p13_apiclus1_jk1_mse", "p14_apistrat_jkn",
      "p15_apiclus1_bootstrap_cantydavison", "p16_apistrat_bootstrap_raowu",
      "p17_apiclus2_bootstrap_preston",
    ])
  func supplied(file: String) throws {
    let reference = try Reference(file)
    let table = try reference.table()
    let design = try reference.replicateDesign()
    #expect(
      design.degreesOfFreedom() == reference.content["design"]?["degf"]?.number.map { Int($0) })
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let expected = try #require(test["expected"])
      switch name {
      case "ciprop": try checkShare(design, table, expected, name: "\(file) \(name)")
      case "median": try checkQuantiles(design, table, expected, name: "\(file) \(name)")
      case "contrast_E_minus_H":
        let means = try design.mean(
          of: [table.numbers("api00")], by: Grouping(codes: table.levels("stype"), count: 3))
        let contrast = means.contrast([1, -1, 0])
        expectAgreement(contrast.value, try #require(expected["estimate"]?.number), name)
        expectAgreement(contrast.standardError, try #require(expected["se"]?.number), name)
      default:
        let call = SurveyCall(try #require(test["r"]?.text), on: table)
        let estimates = try call.estimates(design, groups: expected["groups"])
        EstimateComparison(estimates: estimates, expected: expected, name: "\(file) \(name)")
          .check()
      }
    }
  }

  private func checkShare(
    _ design: ReplicateDesign, _ table: DataTable, _ expected: JSONValue, name: String
  ) throws {
    let share = try design.mean(of: [table.texts("awards").map { $0 == "Yes" ? 1 : 0 }])
    let methods: [(String, IntervalMethod)] = [
      ("mean", .mean), ("logit", .logit), ("xlogit", .xlogit), ("asin", .asin),
      ("beta", .kornGraubard),
    ]
    for (key, method) in methods {
      let limits = try #require(expected[key])
      let interval = try #require(share.confidenceInterval(at: 0, method: method))
      let relative = key == "logit" ? 1e-6 : 1e-8
      expectAgreement(
        interval.lower, try #require(limits["lower"]?.number), relative: relative, name)
      expectAgreement(
        interval.upper, try #require(limits["upper"]?.number), relative: relative, name)
      expectAgreement(share.standardErrors[0], try #require(limits["se"]?.number), name)
    }
  }

  private func checkQuantiles(
    _ design: ReplicateDesign, _ table: DataTable, _ expected: JSONValue, name: String
  ) throws {
    let quantiles = try design.quantile(
      of: [table.numbers("api00")],
      probabilities: (expected["p"]?.numbers ?? []).compactMap { $0 })
    QuantileComparison(quantiles: quantiles, expected: expected, name: name).check()
  }

  @Test(
    "made from a design give R's estimates in domains",
    arguments: [("jkn_var", "apistrat"), ("jkn_subset", "apistrat"), ("jk1_subset", "apiclus1")])
  func madeInDomains(name: String, data: String) throws {
    let reference = try Reference("more_estimates")
    let test = try #require(reference.cases.first { $0["name"]?.text == name })
    let expected = try #require(test["expected"])
    let table = try DataTable(named: data)
    let design = try Reference(
      data == "apistrat" ? "p01_apistrat_stratified_fpc" : "p04_apiclus1_onestage_fpc"
    ).design().jackknife()
    switch name {
    case "jkn_var":
      let variance = try design.variance(of: [table.numbers("api00")])
      EstimateComparison(estimates: variance, expected: expected, name: name).check()
    case "jkn_subset":
      let domain = try table.mask("awards=='Yes'")
      let mean = try design.mean(of: [table.numbers("api00")], in: domain)
      EstimateComparison(estimates: mean, expected: expected, name: name).check()
      #expect(mean.degreesOfFreedom == [112])
    default:
      let domain = try table.mask("stype=='H'")
      let total = try design.total(of: [table.numbers("enroll")], in: domain)
      EstimateComparison(estimates: total, expected: expected, name: name).check()
      #expect(total.degreesOfFreedom == [7])
    }
  }

  @Test("of a jackknife treat strata of one PSU as R does", arguments: ["adjust", "certainty"])
  func lonely(policy: String) throws {
    let source = try Reference("p18_lonely_psu_apistrat")
    let table = try source.table()
    let design = try source.design(
      lonelyPSU: try #require(LonelyPSUPolicy(rawValue: policy))
    ).jackknife()
    let expected = try #require(
      try Reference("more_estimates").cases.first { $0["name"]?.text == "jkn_lonely_\(policy)" }
        .flatMap { $0["expected"] })
    let means = try design.mean(of: [table.numbers("api00"), table.numbers("enroll")])
    for (index, number) in (expected["se"]?.numbers ?? []).enumerated() {
      expectAgreement(means.standardErrors[index], number ?? .nan, policy)
    }
    #expect(throws: EstimationError.lonelyPSU(strata: ["H"], stage: 1)) {
      try source.design().jackknife()
    }
  }

  @Test(
    "of a jackknife are those of R",
    arguments: [
      ("p12_apiclus1_jk1", "p04_apiclus1_onestage_fpc", "fpc"),
      ("p14_apistrat_jkn", "p01_apistrat_stratified_fpc", "fpc"),
    ])
  func jackknife(file: String, source: String, column: String) throws {
    let supplied = try Reference(file).replicateDesign()
    let made = try Reference(source).design().jackknife()
    #expect(made.replicateCount == supplied.replicateCount)
    expectAgreement(made.scale, supplied.scale, "scale")
    // R numbers PSUs as they occur, we in the order of their numbers.
    func columns(_ design: ReplicateDesign) -> [[Double]] {
      (0..<design.replicateCount).map {
        design.replicateWeights($0) + [design.replicateScales[$0]]
      }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    for (ours, theirs) in zip(columns(made), columns(supplied)) {
      for (a, b) in zip(ours, theirs) { expectAgreement(a, b, relative: 1e-12, "weight") }
    }
  }
}
