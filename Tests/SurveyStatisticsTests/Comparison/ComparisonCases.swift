import Testing

@testable import SurveyStatistics

/// The cases of `comparison.json`, by name.
struct ComparisonCases {
  private let reference: Reference

  init() throws { reference = try Reference("comparison") }

  func callAsFunction(_ name: String) throws -> JSONValue {
    try #require(reference.cases.first { $0["name"]?.text == name })
  }
}

extension JSONValue {
  /// A list of numbers, NaN for R's NA; the test fails where there is none.
  func column(_ key: String) throws -> [Double] {
    try #require(self[key]).numbers.map { $0 ?? .nan }
  }

  /// One number.
  func scalar(_ key: String) throws -> Double { try #require(self[key]?.number) }

  /// A list of lists of numbers.
  func matrix(_ key: String) throws -> Matrix {
    Matrix(try #require(self[key]).elements.map { row in row.numbers.map { $0 ?? .nan } })
  }
}

/// Expects two lists of numbers to agree, NaN agreeing with NaN.
func expectAgreement(
  _ actual: [Double], _ expected: [Double], relative: Double = 1e-9, floor: Double = 0,
  _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, "\(what)", sourceLocation: sourceLocation)
  for (index, pair) in zip(actual, expected).enumerated() where !(pair.0.isNaN && pair.1.isNaN) {
    expectAgreement(
      pair.0, pair.1, relative: relative, floor: floor, "\(what)[\(index)]",
      sourceLocation: sourceLocation)
  }
}

/// The designs of the reference data.
enum ReferenceDesign {
  /// Schools by district, with the number of districts.
  static func clustered(_ table: DataTable) throws -> SampleDesign {
    try SampleDesign(
      weights: table.numbers("pw"),
      stages: [
        SampleDesign.Stage(
          stratum: table.rows.map { _ in 0 }, cluster: table.levels("dnum"),
          populationSize: table.numbers("fpc"))
      ])
  }

  /// Schools by type.
  static func stratified(_ table: DataTable) throws -> SampleDesign {
    try SampleDesign(
      weights: table.numbers("pw"),
      stages: [
        SampleDesign.Stage(
          stratum: table.levels("stype"), cluster: Array(table.rows.indices),
          populationSize: table.numbers("fpc"))
      ])
  }
}
