import Foundation
import SurveyEstimation
import Testing

@Suite("A request as a script of R")
struct RScriptTests {
  /// A request over one of R's tables.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var tolerance: Double
    var request: EstimateRequest

    init(
      _ name: String, _ file: String, tolerance: Double = 1e-9,
      _ change: (inout EstimateRequest) -> Void
    ) {
      testDescription = name
      self.file = file
      self.tolerance = tolerance
      request = EstimateRequest()
      request.design.weight = "pw"
      change(&request)
    }
  }

  static let cases: [Case] = [
    Case("strata, fpc, shares, totals", "apistrat.csv") {
      $0.stratified()
      $0.statistics = [.mean(["api00", "stype"]), .total(["enroll"]), .proportion(["awards"])]
    },
    Case("two stages", "apiclus2.csv") {
      $0.design.clusters = ["dnum", "snum"]
      $0.design.populations = ["fpc1", "fpc2"]
      $0.design.weight = nil
      $0.dropsMissing = true
      $0.statistics = [.mean(["api00", "enroll"])]
    },
    Case("a domain, and two columns of groups", "apistrat.csv") {
      $0.stratified()
      $0.domain = "api99 > 400 and (stype in ('E', 'H') or not (awards == 'No'))"
      $0.by = ["stype", "awards"]
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
    Case("rows that do not exist", "apiclus1.csv") {
      $0.design.clusters = ["dnum"]
      $0.only = "api99 ^ 2 / 2 >= 130000 and stype != 'H'"
      $0.statistics = [.mean(["api00", "stype"])]
      $0.degreesOfFreedom = .design
      $0.level = 0.9
    },
    Case("ratio, variance and contrasts", "apistrat.csv") {
      $0.stratified()
      $0.by = ["stype"]
      $0.statistics = [
        .ratio(numerator: "api00", denominator: "api99"), .variance(["api00"]), .mean(["api00"]),
      ]
      $0.contrasts = [
        "mean:api00[E] - mean:api00[H]", "log(variance:api00[E] / variance:api00[M])",
        "abs(api00/api99[E] - 1) ^ 0.5",
      ].map { $0.replacing("api00/api99", with: "`api00/api99`") }
    },
    Case("shares between totals", "apiclus1.csv") {
      $0.design.clusters = ["dnum"]
      $0.statistics = [.total(["enroll", "stype"]), .mean(["stype"])]
      $0.contrasts = ["mean:stype:E - mean:stype:H", "total:stype:H / total:enroll"]
      $0.interval = "z"
    },
    Case("logit", "apistrat.csv", tolerance: 1e-6) {
      $0.stratified()
      $0.interval = "logit"
      $0.statistics = [.proportion(["stype", "sch.wide"])]
      $0.by = ["awards"]
    },
    Case("likelihood", "apiclus1.csv", tolerance: 1e-6) {
      $0.design.clusters = ["dnum"]
      $0.interval = "likelihood"
      $0.statistics = [.mean(["sch.wide"])]
    },
    Case("arcsine", "apistrat.csv") {
      $0.stratified()
      $0.interval = "asin"
      $0.statistics = [.mean(["sch.wide"])]
    },
    Case("beta", "apistrat.csv") {
      $0.stratified()
      $0.interval = "beta"
      $0.statistics = [.mean(["sch.wide"])]
      $0.by = ["awards"]
    },
    Case("xlogit", "apistrat.csv") {
      $0.stratified()
      $0.interval = "xlogit"
      $0.statistics = [.mean(["sch.wide"])]
      $0.degreesOfFreedom = .number(20)
    },
    Case("jackknife weights", "apiclus1_jk1.csv") {
      $0.design.replicateWeights = ["rw*"]
      $0.design.replicateType = "JK1"
      $0.design.combinedWeights = true
      $0.design.scale = 14.0 / 15
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
      $0.by = ["stype"]
      $0.contrasts = ["api00[E] / api00[H]"]
    },
    Case("lonely clusters", "apistrat_lonely.csv") {
      $0.stratified()
      $0.design.populations = []
      $0.design.lonelyPSU = "average"
      $0.statistics = [.mean(["api00"])]
    },
  ]

  private static let margins = TableFile(
    name: "margins.csv",
    bytes: Array(
      """
      variable,category,total
      stype,E,4421
      stype,H,755
      stype,M,1018
      sch.wide,Yes,5122
      sch.wide,No,1072

      """.utf8))

  static let adjusted: [Case] = [
    Case("post-stratified", "apiclus1.csv") {
      $0.clustered()
      $0.calibrated(.poststratification(["stype"]), margins)
      $0.statistics = [.mean(["api00", "stype"]), .total(["enroll"])]
      $0.by = ["sch.wide"]
    },
    Case("raked", "apiclus1.csv") {
      $0.clustered()
      $0.calibrated(.raking([]), margins)
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
    Case("calibrated by regression", "apiclus1.csv") {
      $0.clustered()
      $0.calibrated(.equations(.linear), margins)
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
    Case("the ratio estimator", "apistrat.csv") {
      $0.stratified()
      let total = TableFile(name: "total.csv", bytes: Array("variable,total\napi99,3914069\n".utf8))
      $0.calibrated(.equations(.linear), total)
      $0.design.calibration?.variance = "api99"
      $0.statistics = [.total(["api00"])]
    },
    Case("raked, trimmed once and for all", "apiclus1.csv") {
      $0.clustered()
      $0.calibrated(.raking([]), margins)
      $0.design.trimming = TrimmingRequest(20...45, repetition: .untilInside)
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
    Case("trimmed", "apistrat.csv") {
      $0.stratified()
      $0.design.trimming = TrimmingRequest(-.infinity...40)
      $0.statistics = [.mean(["api00"])]
    },
    Case("replicates made and post-stratified", "apiclus1.csv") {
      $0.clustered()
      $0.design.replicateType = "JK1"
      $0.calibrated(.poststratification(["stype"]), margins)
      $0.statistics = [.mean(["api00"])]
      $0.contrasts = ["api00 ^ 2"]
    },
    Case("Brewer's probabilities", "election.csv") {
      $0.design.weight = nil
      $0.design.probabilities = ["p"]
      $0.design.unequalProbabilities = "brewer"
      $0.statistics = [.total(["Bush", "Kerry"])]
    },
  ]

  /// What survey solves with its package MASS.
  static let solved: [Case] = [
    Case("calibrated by raking, aggregated", "apiclus1.csv", tolerance: 1e-8) {
      $0.clustered()
      $0.calibrated(.equations(.raking), margins)
      $0.design.calibration?.aggregates = true
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
    Case("calibrated by logit within bounds", "apiclus1.csv", tolerance: 1e-8) {
      $0.clustered()
      $0.calibrated(.equations(.logit), margins)
      $0.design.calibration?.bounds = 0.3...3
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
    },
  ]

  static let further: [Case] = [
    Case("quantiles", "apistrat.csv") {
      $0.stratified()
      $0.statistics = [.quantile(["api00"], probabilities: [0.25, 0.5], rule: "hf7")]
      $0.by = ["stype"]
    },
    Case("quantiles of replicates", "apiclus1_jk1.csv", tolerance: 1e-7) {
      $0.design.replicateWeights = ["rw*"]
      $0.design.replicateType = "JK1"
      $0.design.combinedWeights = true
      $0.statistics = [.quantile(["api00"], probabilities: [0.5], rule: "math")]
    },
    Case("differences from the whole", "apistrat.csv") {
      $0.stratified()
      $0.statistics = [.mean(["api00"]), .total(["enroll"])]
      $0.by = ["stype"]
      $0.comparesToWhole = true
      $0.contrasts = ["api00[E] - api00[H]"]
    },
    Case("rows with any answer missing left out", "apiclus2.csv") {
      $0.design.clusters = ["dnum", "snum"]
      $0.design.populations = ["fpc1", "fpc2"]
      $0.isListwise = true
      $0.statistics = [.mean(["api00"]), .mean(["enroll"])]
    },
  ]

  @Test(
    "makes the same numbers", .enabled(if: RProgram.hasSurvey),
    arguments: cases + adjusted + further)
  func reference(_ asked: Case) throws {
    let data = try ReferenceFile.table(asked.file)
    try RProgram.compare(
      asked.request, over: data, at: ReferenceFile.path(asked.file), tolerance: asked.tolerance)
  }

  @Test(
    "makes the same numbers by iteration", .enabled(if: RProgram.hasMASS), arguments: solved)
  func iteration(_ asked: Case) throws { try reference(asked) }

  @Test("reads columns as we do", .enabled(if: RProgram.hasSurvey), arguments: UnitSurvey.cases)
  func units(_ asked: Case) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let bytes = Array(UnitSurvey.text.utf8)
    try Data(bytes).write(to: file)
    try RProgram.compare(
      asked.request, over: DataColumns(bytes), at: file.path, tolerance: asked.tolerance)
  }

  @Test("says what R has no equivalent for")
  func comment() throws {
    var request = EstimateRequest()
    request.stratified()
    request.statistics = [.mean(["sch.wide"])]
    request.interval = "wilson"
    let script = try request.rScript(
      file: "apistrat.csv", over: try ReferenceFile.table("apistrat.csv"))
    #expect(script.contains("# survey 4.1 has no Wilson interval"))
  }

  @Test("is refused where the request is")
  func refusal() throws {
    var request = EstimateRequest()
    request.statistics = [.mean(["api01"])]
    request.design.weight = "pw"
    #expect(throws: EstimateError.noColumn("api01", nearest: "api00")) {
      try request.rScript(file: "a.csv", over: try ReferenceFile.table("apistrat.csv"))
    }
  }
}

extension EstimateRequest {
  fileprivate mutating func stratified() {
    design.weight = "pw"
    design.strata = "stype"
    design.populations = ["fpc"]
  }

  fileprivate mutating func clustered() {
    design.weight = "pw"
    design.clusters = ["dnum"]
    design.populations = ["fpc"]
  }

  fileprivate mutating func calibrated(_ method: CalibrationRequest.Method, _ margins: TableFile) {
    design.calibration = CalibrationRequest(method, margins: [margins])
  }
}
