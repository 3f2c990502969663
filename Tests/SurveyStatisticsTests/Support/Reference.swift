import Foundation
import Testing

@testable import SurveyStatistics

/// One file of numbers that someone else computed.
struct Reference: Sendable {
  let content: JSONValue

  init(_ name: String) throws {
    content = try JSONDecoder().decode(JSONValue.self, from: Self.data(name, "json"))
  }

  static func data(_ name: String, _ type: String) throws -> Data {
    try Data(
      contentsOf: try #require(
        Bundle.module.url(forResource: "References/" + name, withExtension: type)))
  }

  var cases: [JSONValue] { content["cases"]?.elements ?? [] }

  func table() throws -> DataTable {
    let name = try #require(content["data"]?["main"]?.text)
    return try DataTable(named: name.replacing(".csv", with: ""))
  }

  /// The design that the file describes, over the rows of its table.
  func design(
    lonelyPSU: LonelyPSUPolicy = .fail, finite: String? = nil
  ) throws -> SampleDesign {
    let table = try table()
    let design = try #require(content["design"])
    let clusters = design["psu"]?.texts ?? []
    let sizes = (design["fpc"]?.texts ?? []) + (finite.map { [$0] } ?? [])
    let names = design["strata"]?.text.map { Set(table.texts($0)).sorted() } ?? []
    var stages: [SampleDesign.Stage] = []
    for stage in 0..<max(1, clusters.count) {
      let strata = stage == 0 ? design["strata"]?.text : nil
      stages.append(
        SampleDesign.Stage(
          stratum: strata.map { table.levels($0) } ?? table.rows.map { _ in 0 },
          cluster: clusters.isEmpty
            ? Array(table.rows.indices) : table.numbers(clusters[stage]).map { Int($0) },
          populationSize: stage < sizes.count ? table.numbers(sizes[stage]) : nil))
    }
    guard let weights = design["weights"]?.text else {
      return try SampleDesign(stages: stages, lonelyPSU: lonelyPSU, stratumNames: names)
    }
    return try SampleDesign(
      weights: table.numbers(weights), stages: stages, lonelyPSU: lonelyPSU, stratumNames: names)
  }

  /// The design of supplied replicate weights that the file describes.
  func replicateDesign() throws -> ReplicateDesign {
    let table = try table()
    let design = try #require(content["design"])
    let columns = table.header.filter { $0.hasPrefix("rw") }
    return try ReplicateDesign(
      weights: table.numbers("pw"), replicates: columns.map { table.numbers($0) }, method: .other,
      scale: try #require(design["scale"]?.number),
      replicateScales: (design["rscales"]?.numbers ?? []).compactMap { $0 },
      centre: design["mse"]?.flag == true ? .fullSample : .replicateMean)
  }
}

/// Expects two numbers to agree to `relative`, or to `floor` where the expected one is near 0.
func expectAgreement(
  _ actual: Double, _ expected: Double, relative: Double = 1e-9, floor: Double = 0,
  _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let error = (actual - expected).magnitude
  #expect(
    error <= relative * expected.magnitude + floor,
    "\(what): \(actual), but the reference says \(expected)", sourceLocation: sourceLocation)
}
