import Foundation
import SurveyEstimation
import SurveyStatistics
import Testing

@Suite("Designs by words agree with R survey")
struct DesignRequestTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SurveyStatisticsTests/References")

  private func joint(_ change: (String) -> String = { $0 }) throws -> TableFile {
    let url = Self.folder.appending(path: "election_joint.csv")
    return TableFile(
      name: "joint.csv",
      bytes: Array(change(String(decoding: try Data(contentsOf: url), as: UTF8.self)).utf8))
  }

  @Test("with unequal probabilities")
  func unequal() throws {
    let file = try ReferenceFile("pps_election")
    let square = ReferenceFile.numbers(
      (file.content["design"] as? [String: Any])?["sum_of_squares_over_n"])
    var compared = 0
    for test in file.cases {
      var request = EstimateRequest()
      request.design.probabilities = ["p"]
      switch test["method"] as? String {
      case "overton": request.design.unequalProbabilities = "overton"
      case "overton_yg": request.design.unequalProbabilities = "overton,yates-grundy"
      case "hartley_rao": request.design.unequalProbabilities = "hartley-rao"
      case "hartley_rao_known":
        request.design.unequalProbabilities = "hartley-rao"
        request.design.meanSquares = square.compactMap(\.self)
      case "joint_ht":
        request.design.unequalProbabilities = "horvitz-thompson"
        request.design.jointFile = try joint()
      case "joint_yg":
        request.design.unequalProbabilities = "yates-grundy"
        request.design.jointFile = try joint()
      default:
        request.design.unequalProbabilities = "brewer"
        // R calls the probabilities fpc.
        request.design.populations = ["p"]
        request.design.probabilities = []
      }
      let name = test["name"] as? String ?? ""
      let columns = ["Bush", "Kerry", "Nader"]
      request.statistics = [name.hasSuffix("total") ? .total(columns) : .mean(columns)]
      let expected = try #require(test["expected"] as? [String: Any])
      compared += expectEstimates(try request.estimates(from: file.data), expected, name)
    }
    #expect(compared == 14 * 6)
  }

  @Test("by Brewer's method in two stages")
  func stages() throws {
    let file = try ReferenceFile("pps_brewer_twostage")
    for (test, statistic) in zip(
      file.cases, [StatisticRequest.mean(["api00", "api99"]), .total(["api00"])])
    {
      var request = EstimateRequest()
      request.design.strata = "region"
      request.design.clusters = ["dnum", "snum"]
      request.design.probabilities = ["p1", "p2"]
      request.design.unequalProbabilities = "brewer"
      request.statistics = [statistic]
      let expected = try #require(test["expected"] as? [String: Any])
      #expect(
        expectEstimates(try request.estimates(from: file.data), expected, "two stages") >= 2)
    }
  }

  @Test(
    "The matrix of joint probabilities may have names or not",
    arguments: ["header", "no header", "both", "names", "R"])
  func jointShapes(_ shape: String) throws {
    let file = try joint { text in
      let lines = text.split(separator: "\n").map(String.init)
      let rows = lines.dropFirst().enumerated()
      return switch shape {
      case "header": text
      case "no header": rows.map(\.1).joined(separator: "\n")
      case "both":
        (["id," + lines[0]] + rows.map { "county \($0),\($1)" }).joined(separator: "\n")
      case "names": rows.map { "\($0 + 1),\($1)" }.joined(separator: "\n")
      default:
        ([(1...40).map { "\"\($0)\"" }.joined(separator: ",")]
          + rows.map { "\"\($0 + 1)\",\($1)" }).joined(separator: "\n")
      }
    }
    var request = EstimateRequest()
    request.design.probabilities = ["p"]
    request.design.unequalProbabilities = "yates-grundy"
    request.design.jointFile = file
    request.statistics = [.total(["Bush", "Kerry", "Nader"])]
    let reference = try ReferenceFile("pps_election")
    let test = try #require(reference.cases.first { $0["name"] as? String == "joint_yg_total" })
    expectEstimates(
      try request.estimates(from: reference.data),
      try #require(test["expected"] as? [String: Any]), shape)
  }

  @Test("Probabilities without a method give the weights alone")
  func weights() throws {
    let data = try ReferenceFile("pps_election").data
    var request = EstimateRequest()
    request.statistics = [.total(["Bush"])]
    request.design.weight = "wt"
    let weighted = try request.estimates(from: data).rows[0]
    request.design.weight = nil
    request.design.probabilities = ["p"]
    let row = try request.estimates(from: data).rows[0]
    #expect((row.estimate / weighted.estimate - 1).magnitude < 1e-9)
    #expect((row.standardError / weighted.standardError - 1).magnitude < 1e-9)
  }

  @Test("with strata of one PSU, under each policy", arguments: [nil, "fpc"])
  func lonely(finite: String?) throws {
    let file = try ReferenceFile("p18_lonely_psu_apistrat")
    let statistics: [(String, StatisticRequest)] = [
      ("mean", .mean(["api00"])), ("total", .total(["enroll"])),
      ("ratio", .ratio(numerator: "api.stu", denominator: "enroll")),
      ("awards", .mean(["awards"])),
    ]
    var compared = 0
    for policy in ["fail", "remove", "adjust", "average", "certainty"] {
      let name = "lonely_\(policy)" + (finite.map { "_" + $0 } ?? "")
      let test = try #require(file.cases.first { $0["name"] as? String == name })
      let expected = try #require(test["expected"] as? [String: Any])
      for (key, statistic) in statistics {
        var request = EstimateRequest()
        request.design = file.design
        request.design.populations = finite.map { [$0] } ?? []
        request.design.lonelyPSU = policy
        request.statistics = [statistic]
        if policy == "fail" {
          #expect(throws: EstimationError.lonelyPSU(strata: ["H"], stage: 1)) {
            try request.estimates(from: file.data)
          }
          continue
        }
        // Totals under "adjust" are those of later versions of R's survey; see the references.
        if policy == "adjust", key == "total" { continue }
        let numbers = try #require(expected[key] as? [String: Any], "\(name) \(key)")
        compared += expectEstimates(
          try request.estimates(from: file.data), numbers, "\(name) \(key)")
      }
    }
    #expect(compared >= 30)
    let later = try #require(
      file.cases.first { $0["name"] as? String == "lonely_adjust_total_survey_ge_4_3" }?["expected"]
        as? [String: Any])
    var request = EstimateRequest()
    request.design = file.design
    request.design.populations = finite.map { [$0] } ?? []
    request.design.lonelyPSU = "adjust"
    request.statistics = [.total(["enroll"])]
    let number = try #require(
      ReferenceFile.numbers(later["total_enroll_se" + (finite == nil ? "" : "_fpc")])[0])
    let row = try request.estimates(from: file.data).rows[0]
    #expect((row.standardError / number - 1).magnitude < 1e-9)
  }

  @Test("with strata that a domain meets in one PSU")
  func lonelyInDomains() throws {
    let file = try ReferenceFile("lonely_in_domain")
    for test in file.cases {
      var request = EstimateRequest()
      request.design = file.design
      request.design.lonelyPSU = test["lonely_psu"] as? String ?? ""
      request.design.lonelyInDomains = true
      request.domain = "small == 1"
      request.statistics = [.mean(["api00", "api99"])]
      expectEstimates(
        try request.estimates(from: file.data),
        try #require(test["expected"] as? [String: Any]), test["name"] as? String ?? "")
    }
  }

  @Test("What cannot be meant is refused by name")
  func refusals() throws {
    let data = try ReferenceFile("pps_election").data
    func error(_ change: (inout DesignRequest) -> Void) throws -> EstimateError? {
      var request = EstimateRequest()
      request.design.probabilities = ["p"]
      request.statistics = [.total(["Bush"])]
      change(&request.design)
      return #expect(throws: EstimateError.self) { try request.estimates(from: data) }
    }
    #expect(
      try error { $0.unequalProbabilities = "yates-grundy" }
        == .needs(option: "--pps yates-grundy", other: "--joint"))
    #expect(
      try error {
        $0.unequalProbabilities = "brewer"
        $0.jointFile = TableFile(name: "j.csv", bytes: [])
      }
        == .conflict(
          "--joint", "--pps brewer",
          advice: "joint probabilities are for horvitz-thompson or yates-grundy"))
    #expect(
      try error {
        $0.unequalProbabilities = "yates-grundy"
        $0.jointFile = TableFile(name: "j.csv", bytes: Array("0.5,0.2\n0.2,1.5\n".utf8))
      } == .notAJointMatrix(file: "j.csv", line: 2, size: 2))
    #expect(try error { $0.probabilities = ["Bush"] } == .notAProbability(column: "Bush", row: 1))
    #expect(try error { $0.probabilities = ["p", "p"] } == .tooManyProbabilities(stages: 1))
    #expect(
      try error {
        $0.probabilities = []
        $0.unequalProbabilities = "overton"
      } == .needs(option: "--pps", other: "--probability"))
  }
}
