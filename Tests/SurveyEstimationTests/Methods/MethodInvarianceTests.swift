import SurveyEstimation
import Testing

/// What no answer may depend on.
struct MethodInvarianceTests {
  private func request() throws -> EstimateRequest {
    var request = EstimateRequest()
    request.design.weight = "pw"
    request.design.clusters = ["dnum"]
    request.statistics = [.mean(["api00"])]
    request.methods = [
      .association(rows: "sch.wide", columns: "stype", statistic: "F"),
      .association(rows: "sch.wide", columns: "stype", statistic: "adjWald"),
      .tTest(try MethodTests.formula("api00~comp.imp")),
      .rankTest(try MethodTests.formula("api00~stype"), statistic: "median", ties: "middle"),
      .goodnessOfFit(column: "stype", levels: ["M", "E", "H"], shares: [1018, 4421, 755]),
      .regression(try MethodTests.formula("api00~ell+meals+stype"), family: "gaussian"),
      .regression(try MethodTests.formula("awards~meals"), family: "binomial"),
      .alpha(["ell", "meals", "mobility"]),
    ]
    return request
  }

  private func lines() throws -> [String] {
    try ReferenceFile.text("apiclus1.csv").split(separator: "\n").map(String.init)
  }

  private func table(_ lines: [String]) throws -> EstimateTable {
    try request().estimates(from: try DataColumns(Array(lines.joined(separator: "\n").utf8)))
  }

  private func expectSame(_ one: EstimateTable, _ other: EstimateTable, _ title: String) {
    func isSame(_ value: Double, _ number: Double) -> Bool {
      (value - number).magnitude <= 1e-8 * number.magnitude + 1e-12
    }
    #expect(one.rows.count == other.rows.count && one.tests.count == other.tests.count)
    for (left, right) in zip(one.rows, other.rows) {
      #expect(isSame(left.estimate, right.estimate), "\(title): \(left.variable)")
      #expect(isSame(left.standardError, right.standardError), "\(title): \(left.variable)")
      #expect(left.degreesOfFreedom == right.degreesOfFreedom)
    }
    for (left, right) in zip(one.tests, other.tests) {
      #expect(isSame(left.pValue, right.pValue), "\(title): \(left.test)")
    }
  }

  /// The rows with another field in the column of weights.
  private func weighted(_ lines: [String], _ weight: (Double) -> Double) throws -> [String] {
    let position = try #require(lines[0].split(separator: ",").firstIndex(of: "pw"))
    return try [lines[0]]
      + lines.dropFirst().map { line in
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[position] = "\(weight(try #require(Double(fields[position]))))"
        return fields.joined(separator: ",")
      }
  }

  @Test("The order of the rows changes nothing")
  func permutation() throws {
    let lines = try lines()
    let moved = [lines[0]] + lines.dropFirst().reversed()
    expectSame(try table(moved), try table(lines), "reversed")
  }

  @Test("The scale of the weights changes nothing but totals")
  func scale() throws {
    let lines = try lines()
    expectSame(
      try table(try weighted(lines) { 7 * $0 }), try table(lines), "seven times the weight")
  }

  @Test("A row split into two of half the weight in the same PSU changes nothing")
  func splitting() throws {
    let lines = try lines()
    let halves = try weighted(lines) { $0 / 2 }
    expectSame(try table(halves + halves.dropFirst()), try table(lines), "split")
  }

  @Test("The same request gives the same bits again")
  func repeated() throws {
    let lines = try lines()
    #expect(try table(lines).json == table(lines).json)
  }
}
