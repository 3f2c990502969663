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
    let weights =
      design["weights"]?.text.map { table.numbers($0) } ?? Self.weights(stages, table)
    return try SampleDesign(
      weights: weights, stages: stages, lonelyPSU: lonelyPSU, stratumNames: names)
  }

  /// The weights that the population sizes of two stages imply: the product of N/n.
  private static func weights(_ stages: [SampleDesign.Stage], _ table: DataTable) -> [Double] {
    let first = stages[0].cluster
    let districts = Double(Set(first).count)
    let schools = Dictionary(grouping: table.rows.indices) { first[$0] }.mapValues { rows in
      Double(Set(rows.map { stages[1].cluster[$0] }).count)
    }
    return table.rows.indices.map { row in
      let outer = (stages[0].populationSize?[row] ?? .nan) / districts
      return outer * (stages[1].populationSize?[row] ?? .nan) / (schools[first[row]] ?? .nan)
    }
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
