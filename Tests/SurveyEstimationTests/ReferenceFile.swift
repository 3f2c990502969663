import Foundation
import SurveyEstimation
import Testing

/// A file of numbers that R computed, as requests over its table.
struct ReferenceFile {
  let content: [String: Any]
  let data: DataColumns

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SurveyStatisticsTests/References")

  init(_ name: String) throws {
    let json = try Data(contentsOf: Self.folder.appending(path: name + ".json"))
    content = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let main = try #require((content["data"] as? [String: Any])?["main"] as? String)
    data = try Self.table(main)
  }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// A file that names the data of each case.
  init(content name: String) throws {
    let json = try Data(contentsOf: Self.folder.appending(path: name + ".json"))
    content = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    data = try DataColumns([UInt8]("none\n".utf8))
  }

  /// The text of a table.
  static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  static func table(_ name: String) throws -> DataColumns {
    try DataColumns([UInt8](Data(contentsOf: folder.appending(path: name))))
  }

  /// The table as it is in its file.
  func text() throws -> String {
    let main = try #require((content["data"] as? [String: Any])?["main"] as? String)
    return try String(contentsOf: Self.folder.appending(path: main), encoding: .utf8)
  }

  /// The file that a case's data and design come from: another one, if the case says so.
  func source(of words: [String: Any]) throws -> ReferenceFile {
    words["data"] as? String == "apistrat.csv"
      ? try ReferenceFile("p01_apistrat_stratified_fpc") : self
  }

  var cases: [[String: Any]] { content["cases"] as? [[String: Any]] ?? [] }

  /// The design in the words of a request.
  var design: DesignRequest {
    let words = content["design"] as? [String: Any] ?? [:]
    var design = DesignRequest()
    design.weight = words["weights"] as? String
    design.strata = words["strata"] as? String
    design.clusters = Self.list(words["psu"])
    design.populations = Self.list(words["fpc"])
    if words["scale"] is NSNumber {
      design.clusters = []
      design.strata = nil
      design.populations = []
      design.weight = "pw"
      design.replicateWeights = ["rw*"]
      design.replicateType = "bootstrap"
      design.scale = (words["scale"] as? NSNumber)?.doubleValue
      design.replicateScales = Self.numbers(words["rscales"]).compactMap(\.self)
      design.mse = (words["mse"] as? NSNumber)?.boolValue ?? false
      design.combinedWeights = true
    }
    return design
  }

  /// A case as a request, nil for statistics that are not asked for by such words.
  func request(for words: [String: Any]) -> EstimateRequest? {
    var request = EstimateRequest()
    request.design = design
    request.by = Self.list(words["by"])
    request.domain = words["domain"] as? String
    request.designEffectWithReplacement = words["deff"] as? String == "replace"
    let call = words["r"] as? String ?? ""
    request.dropsMissing = call.contains("na.rm=TRUE")
    // The limits beside such a call were made with degf of the whole design.
    if request.dropsMissing { request.degreesOfFreedom = .design }
    if words["stat"] == nil { return Self.call(call, request) }
    let columns = words["vars"].map { Self.list($0) } ?? Self.formulas(in: call).first ?? []
    switch words["stat"] as? String {
    case "mean": request.statistics = [.mean(columns)]
    case "total": request.statistics = [.total(columns)]
    case "proportion": request.statistics = [.proportion(columns)]
    case "variance": request.statistics = [.variance(columns)]
    case "ratio":
      let names = Self.list(words["numerator"]) + Self.list(words["denominator"])
      guard names.count == 2 else { return nil }
      request.statistics = [.ratio(numerator: names[0], denominator: names[1])]
    default: return nil
    }
    return request
  }

  /// R's `svymean(~a+b, …)`, `svyratio(~a,~b, …)` and `svyby(~a,~g+h, …)` as a request.
  private static func call(_ call: String, _ empty: EstimateRequest) -> EstimateRequest? {
    var request = empty
    let formulas = formulas(in: call)
    // The case of another file's design stands there too.
    guard let columns = formulas.first, !call.contains(" with the ") else { return nil }
    if call.hasPrefix("svyby("), formulas.count > 1 { request.by = formulas[1] }
    let function = call.hasPrefix("svyby(") ? call : String(call.prefix { $0 != "(" })
    if function.contains("svyratio"), let denominator = formulas.last?.first {
      request.statistics = [.ratio(numerator: columns[0], denominator: denominator)]
    } else if function.contains("svytotal") {
      request.statistics = [.total(columns)]
    } else if function.contains("svymean") || function.hasPrefix("svyby(") {
      request.statistics = [.mean(columns)]
    } else {
      return nil
    }
    return request
  }

  static func list(_ value: Any?) -> [String] {
    (value as? [String]) ?? (value as? String).map { [$0] } ?? []
  }

  static func numbers(_ value: Any?) -> [Double?] {
    ((value as? [Any]) ?? value.map { [$0] } ?? []).map { ($0 as? NSNumber)?.doubleValue }
  }

  /// The columns of each of R's formulas, `~a+b`.
  private static func formulas(in call: String) -> [[String]] {
    call.matches(of: /~([\w.+]+)/).map { $0.1.split(separator: "+").map(String.init) }
  }
}
