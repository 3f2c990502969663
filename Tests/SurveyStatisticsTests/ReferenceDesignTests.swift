import Testing

@testable import SurveyStatistics

@Suite("Designs agree with R survey")
struct ReferenceDesignTests {
  @Test("drawn with unequal probabilities, by each method")
  func unequalProbabilities() throws {
    let reference = try Reference("pps_election")
    let table = try reference.table()
    let columns = ["Bush", "Kerry", "Nader"].map { table.numbers($0) }
    let joint = try DataTable(named: "election_joint")
    let jointMatrix = Matrix(joint.rows.map { $0.compactMap { Double($0) } })
    let square = try #require(reference.content["design"]?["sum_of_squares_over_n"]?.number)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let method: UnequalProbabilities =
        switch test["method"]?.text {
        case "overton": .overton(.horvitzThompson)
        case "overton_yg": .overton(.yatesGrundy)
        case "hartley_rao": .hartleyRao(.horvitzThompson)
        case "hartley_rao_known": .hartleyRao(.horvitzThompson, meanSquares: [square])
        case "joint_ht": .joint(.horvitzThompson, jointMatrix)
        case "joint_yg": .joint(.yatesGrundy, jointMatrix)
        default: .brewer
        }
      let design = try SampleDesign(
        stages: [
          SampleDesign.Stage(
            stratum: table.rows.map { _ in 0 }, cluster: Array(table.rows.indices),
            probability: table.numbers("p"))
        ], unequalProbabilities: method)
      let estimates =
        name.hasSuffix("total")
        ? try design.total(of: columns) : try design.mean(of: columns)
      EstimateComparison(
        estimates: estimates, expected: try #require(test["expected"]), name: name
      ).check()
    }
    #expect(reference.cases.count == 14)
  }

  @Test("drawn with unequal probabilities in two stages and strata, by Brewer's method")
  func twoStages() throws {
    let reference = try Reference("pps_brewer_twostage")
    let table = try reference.table()
    let design = try SampleDesign(stages: [
      SampleDesign.Stage(
        stratum: table.levels("region"), cluster: table.levels("dnum"),
        probability: table.numbers("p1")),
      SampleDesign.Stage(
        stratum: table.rows.map { _ in 0 }, cluster: table.levels("snum"),
        probability: table.numbers("p2")),
    ])
    for test in reference.cases {
      let call = SurveyCall(try #require(test["r"]?.text), on: table)
      EstimateComparison(
        estimates: try call.estimates(design, groups: nil),
        expected: try #require(test["expected"]), name: test["name"]?.text ?? ""
      ).check()
    }
  }

  @Test("of which PSU numbers start again in strata, and weights follow from population sizes")
  func nested() throws {
    let reference = try Reference("nested_fpc")
    let table = try reference.table()
    func stage(finite: Bool) -> SampleDesign.Stage {
      SampleDesign.Stage(
        stratum: table.levels("stratid"), cluster: table.numbers("psuid").map { Int($0) },
        populationSize: finite ? table.numbers("Nh") : nil)
    }
    let x = [table.numbers("x")]
    let expected = reference.cases.map { $0["expected"] }
    let nested = try SampleDesign(weights: table.numbers("weight"), stages: [stage(finite: false)])
    EstimateComparison(
      estimates: try nested.mean(of: x), expected: try #require(expected[0]), name: "nested"
    ).check()
    let derived = try SampleDesign(stages: [stage(finite: true)])
    EstimateComparison(
      estimates: try derived.total(of: x), expected: try #require(expected[1]), name: "derived"
    ).check()
    #expect(derived.weights == expected[1]?["weights"]?.numbers.compactMap { $0 })
    #expect(expected[2]?["error"]?.text?.contains("not nested") == true)
    #expect(throws: EstimationError.clusterInSeveralStrata(cluster: 1, strata: ["Bắc", "Nam"])) {
      try SampleDesign(
        weights: table.numbers("weight"), stages: [stage(finite: false)], numbering: .throughout,
        stratumNames: ["Bắc", "Nam"])
    }
    #expect(throws: EstimationError.weightsUnknown(stage: 1)) {
      try SampleDesign(stages: [stage(finite: false)])
    }
  }

  @Test("that a domain meets in one PSU of a stratum", arguments: LonelyPSUPolicy.allCases)
  func lonelyInDomain(policy: LonelyPSUPolicy) throws {
    let reference = try Reference("lonely_in_domain")
    let table = try reference.table()
    let test = try #require(reference.cases.first { $0["lonely_psu"]?.text == policy.rawValue })
    let stage = SampleDesign.Stage(
      stratum: table.levels("stype"), cluster: Array(table.rows.indices))
    let design = try SampleDesign(
      weights: table.numbers("pw"), stages: [stage], lonelyPSU: policy,
      lonelyPSUScope: .designAndDomains)
    let domain = table.numbers("small").map { $0 == 1 }
    let means = try design.mean(
      of: [table.numbers("api00"), table.numbers("api99")], in: domain)
    EstimateComparison(
      estimates: means, expected: try #require(test["expected"]), name: policy.rawValue
    ).check()
  }
}
