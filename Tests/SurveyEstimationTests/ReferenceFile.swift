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
    let columns = Self.list(words["vars"]) + Self.formula(of: call, isNeeded: words["vars"] == nil)
    let isReplicate = !request.design.replicateWeights.isEmpty
    let named = isReplicate && call.hasPrefix("svymean(") ? "mean" : nil
    let totalled = isReplicate && call.hasPrefix("svytotal(") ? "total" : nil
    switch words["stat"] as? String ?? named ?? totalled {
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

  static func list(_ value: Any?) -> [String] {
    (value as? [String]) ?? (value as? String).map { [$0] } ?? []
  }

  static func numbers(_ value: Any?) -> [Double?] {
    ((value as? [Any]) ?? value.map { [$0] } ?? []).map { ($0 as? NSNumber)?.doubleValue }
  }

  /// The columns of R's first formula, `svymean(~a+b, …)`.
  private static func formula(of call: String, isNeeded: Bool) -> [String] {
    guard isNeeded, let match = call.firstMatch(of: /~([\w.+]+)/) else { return [] }
    return match.1.split(separator: "+").map(String.init)
  }
}
