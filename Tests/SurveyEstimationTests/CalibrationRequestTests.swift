import Foundation
import SurveyStatistics
import Testing

@testable import SurveyEstimation

@Suite("Requests to calibrate agree with R survey")
struct CalibrationRequestTests {
  /// A case of a reference as a request, with its margins written as somebody would.
  private func request(_ words: [String: Any], of file: ReferenceFile) throws -> EstimateRequest {
    var request = EstimateRequest()
    request.design = file.design
    if words["data"] as? String == "apistrat.csv" {
      request.design = DesignRequest()
      request.design.weight = "pw"
      request.design.strata = "stype"
      request.design.populations = ["fpc"]
    }
    var calibration = try calibration(words)
    if words["name"] as? String == "rake_default_epsilon1" {
      calibration.rakingEpsilon = 1
      calibration.rakingSweeps = 10
    }
    let bounds = ReferenceFile.numbers(words["bounds"]).compactMap(\.self)
    if bounds.count == 2 { calibration.bounds = bounds[0]...bounds[1] }
    calibration.boundsWeights = words["bounds_const"] as? Bool ?? false
    calibration.aggregates = words["aggregate_stage"] != nil
    if words["q"] != nil { calibration.variance = "enroll" }
    request.design.calibration = calibration
    if let isStrict = words["strict"] as? Bool {
      let lower = (words["lower"] as? NSNumber)?.doubleValue ?? -.infinity
      let upper = (words["upper"] as? NSNumber)?.doubleValue ?? .infinity
      request.design.trimming = TrimmingRequest(
        lower...upper, repetition: isStrict ? .untilInside : .once)
    }
    return request
  }

  private func calibration(_ words: [String: Any]) throws -> CalibrationRequest {
    if let margins = words["margins"] as? [String: Any] {
      if let counts = margins["counts"] as? [[Any]] {
        var text = "stype,sch.wide,Freq\n"
        for (row, level) in ReferenceFile.list(margins["rows"]).enumerated() {
          for (column, other) in ReferenceFile.list(margins["columns"]).enumerated() {
            text += "\(level),\(other),\(counts[row][column])\n"
          }
        }
        return CalibrationRequest(.poststratification([]), margins: [file(text)])
      }
      var text = "variable,category,total\n"
      for name in ["stype", "sch.wide"] {
        for (level, total) in (margins[name] as? [String: Any] ?? [:]).sorted(by: { $0.0 < $1.0 }) {
          text += "\(name),\(level),\(total)\n"
        }
      }
      return CalibrationRequest(
        margins.count == 1 ? .poststratification([]) : .raking([]), margins: [file(text)])
    }
    let expected = words["expected"] as? [String: Any]
    var population = words["population"] as? [String: Any] ?? [:]
    if let total = expected?["population"] { population = ["enroll": total] }
    if population.isEmpty {
      population = ["(Intercept)": 6194, "stypeH": 755, "stypeM": 1018, "api99": 3_914_069]
    }
    let text = population.sorted(by: { $0.0 < $1.0 }).map { "\"\($0)\",\($1)\n" }.joined()
    return CalibrationRequest(
      .equations(.init(rawValue: words["calfun"] as? String ?? "linear") ?? .linear),
      margins: [file("\"\",\"x\"\n" + text)])
  }

  private func file(_ text: String) -> TableFile {
    TableFile(name: "margins.csv", bytes: Array(text.utf8))
  }

  private static let statistics: [(key: String, statistic: StatisticRequest, by: [String])] = [
    ("api00", .mean(["api00"]), []), ("enroll", .total(["enroll"]), []),
    ("apistu_total", .total(["api.stu"]), []), ("stype", .mean(["stype"]), []),
    ("schwide_total", .total(["sch.wide"]), []), ("by", .mean(["api00"]), ["stype"]),
  ]

  @Test(
    "in weights, estimates and standard errors",
    arguments: [
      ("p19_poststratify_rake_apiclus1", 4), ("p20_calibrate_apiclus1", 8),
      ("p21_trimweights_apiclus1", 3), ("p24_calibration_unequal_weights", 7),
    ])
  func cases(_ name: String, count: Int) throws {
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases {
      let title = "\(name), \(words["name"] as? String ?? "")"
      var request = try request(words, of: file)
      let data = try (words["data"] as? String).map { try ReferenceFile.table($0) } ?? file.data
      let expected = try #require(words["expected"] as? [String: Any])
      let isIterative =
        ["raking", "logit"].contains(words["calfun"] as? String)
        || words["name"] as? String == "rake_default_epsilon1"
      let relative = isIterative ? 1e-6 : 1e-9
      let weights = ReferenceFile.numbers((expected["weights"] as? [String: Any])?["weights"])
      let design = try request.design.design(over: data)
      #expect(weights.count == design.weights.count, "\(title)")
      for (weight, number) in zip(design.weights, weights) {
        let number = try #require(number)
        #expect((weight - number).magnitude <= relative * number.magnitude + relative, "\(title)")
      }
      for (key, statistic, by) in Self.statistics {
        guard let numbers = expected[key] as? [String: Any] else { continue }
        request.statistics = [statistic]
        request.by = by
        expectEstimates(
          try request.estimates(from: data), numbers, relative: relative, "\(title) \(key)")
      }
      compared += 1
    }
    #expect(compared == count)
  }

  @Test(
    "of each jackknife replicate",
    arguments: [
      ("poststratify", 1e-9), ("rake", 1e-9), ("linear", 1e-9), ("raking", 1e-6),
      ("linear_bounded", 1e-9),
    ])
  func replicates(_ name: String, relative: Double) throws {
    let file = try ReferenceFile("p25_trimcal_replicates")
    let words = try #require(file.cases.first { $0["name"] as? String == "jk1_" + name })
    let expected = try #require(words["expected"] as? [String: Any])
    let types = "variable,level,N\nstype,E,4421\nstype,H,755\nstype,M,1018\n"
    var calibration =
      switch name {
      case "poststratify":
        CalibrationRequest(.poststratification(["stype"]), margins: [self.file(types)])
      case "rake":
        CalibrationRequest(
          .raking(["stype", "sch.wide"]),
          margins: [self.file(types), self.file("sch.wide,Freq\nNo,1072\nYes,5122\n")])
      default:
        CalibrationRequest(
          .equations(name == "raking" ? .raking : .linear),
          margins: [self.file(types + "api99,,3914069\n_population,,6194\n")])
      }
    if name == "linear_bounded" { calibration.bounds = 0.3...3 }
    var request = EstimateRequest()
    request.design = file.design
    request.design.replicateType = "JK1"
    request.design.calibration = calibration
    request.statistics = [.mean(["api00"]), .total(["enroll"])]
    let table = try request.estimates(from: file.data)
    for (row, key) in zip(table.rows, ["api00_se", "enroll_se"]) {
      let number = try #require((expected[key] as? NSNumber)?.doubleValue)
      #expect((row.standardError - number).magnitude <= 10 * relative * number, "\(name) \(key)")
    }
  }

  @Test(
    "where trimming keeps the totals",
    arguments: [("trim_20_60", 20.0...60), ("trim_17_55", 17...55)])
  func trimming(_ name: String, limits: ClosedRange<Double>) throws {
    let file = try ReferenceFile("p25_trimcal_replicates")
    let words = try #require(file.cases.first { $0["name"] as? String == name })
    let expected = try #require(words["expected"] as? [String: Any])
    var request = EstimateRequest()
    request.design = file.design
    request.design.calibration = CalibrationRequest(
      .equations(.linear),
      margins: [self.file("(Intercept),stypeH,stypeM,api99\n6194,755,1018,3914069\n")])
    request.design.trimming = TrimmingRequest(limits, repetition: .keepingTotals)
    request.statistics = [.mean(["api00"]), .total(["enroll"])]
    let table = try request.estimates(from: file.data)
    for (row, key) in zip(table.rows, ["api00", "enroll"]) {
      let numbers = try ["", "_se"].map {
        try #require((expected[key + $0] as? NSNumber)?.doubleValue)
      }
      #expect((row.estimate - numbers[0]).magnitude <= 1e-9 * numbers[0], "\(name) \(key)")
      #expect((row.standardError - numbers[1]).magnitude <= 1e-9 * numbers[1], "\(name) \(key)")
    }
  }

  @Test("Calibrating supplied replicates is calibrating those they were made of")
  func supplied() throws {
    let made = try ReferenceFile("p04_apiclus1_onestage_fpc")
    let supplied = try ReferenceFile("p12_apiclus1_jk1")
    let calibration = CalibrationRequest(
      .equations(.linear), margins: [file("term,total\n1,6194\nstypeH,755\napi99,3914069\n")])
    var request = EstimateRequest()
    request.statistics = [.mean(["api00"]), .total(["enroll"])]
    request.design = made.design
    request.design.replicateType = "JK1"
    request.design.calibration = calibration
    let one = try request.estimates(from: made.data)
    request.design = supplied.design
    request.design.calibration = calibration
    let other = try request.estimates(from: supplied.data)
    for (left, right) in zip(one.rows, other.rows) {
      #expect((left.estimate - right.estimate).magnitude <= 1e-9 * left.estimate)
      #expect((left.standardError - right.standardError).magnitude <= 1e-9 * left.standardError)
    }
  }
}
