import Foundation
import SurveyEstimation
import Testing

@Suite("Replicate weights by words")
struct ReplicateRequestTests {
  @Test("have the scales of R's svrepdesign, and made ones the variances of as.svrepdesign")
  func types() throws {
    let file = try ReferenceFile("supplied_replicates")
    #expect(file.cases.count == 14)
    for test in file.cases {
      let words = try #require(test["words"] as? [String: Any])
      var request = EstimateRequest()
      request.design.weight = "pw"
      request.design.replicateWeights = ReferenceFile.list(words["columns"])
      request.design.replicateType = words["type"] as? String
      request.design.combinedWeights = words["combined"] as? Bool ?? false
      request.design.mse = words["mse"] as? Bool ?? false
      request.design.fayRho = words["rho"] as? Double
      request.design.scale = words["scale"] as? Double
      request.design.replicateScales = ReferenceFile.numbers(words["rscales"]).compactMap(\.self)
      request.design.strata = words["strata"] as? String
      request.design.clusters = ReferenceFile.list(words["psu"])
      request.design.nests = true
      request.statistics = [
        .mean(["alive"]), .total(["arrests"]), .ratio(numerator: "alive", denominator: "arrests"),
      ]
      let table = try request.estimates(from: file.data)
      let expected = try #require(test["expected"] as? [String: Any])
      let title = test["name"] as? String ?? ""
      // Balanced half-samples are not unique: only totals are the same under all of them.
      let isLinear = ["made_brr", "made_fay"].contains(title)
      for (row, name) in zip(table.rows, ["mean", "total", "ratio"]) {
        let value = try #require((expected[name] as? NSNumber)?.doubleValue)
        let error = try #require((expected[name + "_se"] as? NSNumber)?.doubleValue)
        #expect((row.estimate - value).magnitude <= 1e-9 * value, "\(title) \(name)")
        if isLinear, name != "total" { continue }
        #expect((row.standardError - error).magnitude <= 1e-9 * error, "\(title) \(name)")
      }
      #expect(
        Double(table.degreesOfFreedom) == (expected["degf"] as? NSNumber)?.doubleValue, "\(title)")
    }
  }

  @Test(
    "supplied with R's scales give R's numbers",
    arguments: [
      "p15_apiclus1_bootstrap_cantydavison", "p16_apistrat_bootstrap_raowu",
      "p17_apiclus2_bootstrap_preston",
    ])
  func bootstraps(_ name: String) throws {
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases {
      guard let expected = words["expected"] as? [String: Any] else { continue }
      let isGrouped = expected["groups"] != nil
      var request = EstimateRequest()
      if isGrouped {
        request.statistics = [.mean(["api00"])]
        request.by = ["stype"]
      } else {
        guard let asked = file.request(for: words) else { continue }
        request = asked
      }
      request.design = file.design
      request.design.replicateType = (file.content["design"] as? [String: Any])?["type"] as? String
      compared += expectEstimates(try request.estimates(from: file.data), expected, name)
    }
    #expect(compared >= 10)
  }

  @Test(
    "made by the jackknife are R's",
    arguments: [
      ("p12_apiclus1_jk1", "p04_apiclus1_onestage_fpc"),
      ("p13_apiclus1_jk1_mse", "p04_apiclus1_onestage_fpc"),
      ("p14_apistrat_jkn", "p01_apistrat_stratified_fpc"),
    ])
  func jackknife(_ name: String, source: String) throws {
    let file = try ReferenceFile(name)
    let words = try #require(file.content["design"] as? [String: Any])
    var compared = 0
    for test in file.cases {
      guard var request = file.request(for: test),
        let expected = test["expected"] as? [String: Any], expected["groups"] == nil
      else { continue }
      request.design = try ReferenceFile(source).design
      request.design.replicateType = words["type"] as? String
      request.design.mse = words["mse"] as? Bool ?? false
      compared += expectEstimates(
        try request.estimates(from: try ReferenceFile(source).data), expected, name)
    }
    #expect(compared >= 12)
  }

  @Test(
    "made by a bootstrap come near the linearised error, and depend on the seed alone",
    arguments: ["bootstrap", "subbootstrap", "mrbbootstrap"])
  func made(_ type: String) throws {
    let file = try ReferenceFile(
      type == "subbootstrap" ? "p02_apistrat_stratified_nofpc" : "p01_apistrat_stratified_fpc")
    var request = EstimateRequest()
    request.design = file.design
    request.statistics = [.mean(["api00"])]
    let linearised = try request.estimates(from: file.data).rows[0].standardError
    request.design.replicateType = type
    request.design.replicateCount = 150
    request.design.seed = 7
    let first = try request.estimates(from: file.data)
    #expect(first == (try request.estimates(from: file.data)))
    // 150 replicates know a standard error to some 6 %.
    #expect((first.rows[0].standardError / linearised - 1).magnitude < 0.18)
    request.design.seed = 8
    #expect(first != (try request.estimates(from: file.data)))
  }

  @Test("that cannot be meant are refused by name")
  func refusals() throws {
    let file = try ReferenceFile("supplied_replicates")
    func error(_ change: (inout DesignRequest) -> Void) throws -> EstimateError? {
      var request = EstimateRequest()
      request.design.weight = "pw"
      request.statistics = [.mean(["alive"])]
      change(&request.design)
      return #expect(throws: EstimateError.self) { try request.estimates(from: file.data) }
    }
    #expect(
      try error {
        $0.replicateWeights = ["f*"]
        $0.replicateType = "Fay"
      } == .needs(option: "--replicate-type Fay", other: "--fay-rho"))
    #expect(
      try error {
        $0.replicateWeights = ["c*"]
        $0.replicateType = "JK1"
      } == .replicatesLookCombined(mean: 22))
    #expect(
      try error {
        $0.replicateWeights = ["j*"]
        $0.replicateType = "JK1"
        $0.combinedWeights = true
      } == .replicatesLookLikeFactors(mean: 1))
    #expect(
      try error {
        $0.replicateWeights = ["b*"]
        $0.replicateType = "BRR"
        $0.replicateScales = [1, 2]
      } == .replicateScales(count: 2, replicates: 4))
    #expect(
      try error {
        $0.replicateType = "JK1"
        $0.strata = "ESA"
      }
        == .conflict(
          "--replicate-type JK1", "--strata", advice: "the jackknife of strata is JKn"))
    #expect(
      try error { $0.mse = true } == .noReplicates)
    #expect(
      try error {
        $0.replicateType = "JKn"
        $0.replicateCount = 10
      } == .needs(option: "--replicates", other: "a bootstrap as --replicate-type"))
  }
}
