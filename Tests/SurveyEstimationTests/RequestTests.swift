import SurveyEstimation
import SurveyModel
import Testing

struct RequestTests {
  private static let text = """
    id,h,x,y,g,w,one,amount
    1,a,1,2,u,2,1,5
    2,a,2,4,v,2,1,5
    3,b,4,,u,1,1,5
    4,b,8,6,v,1,1,5
    5,b,3,1,u,1,1,5

    """

  private func request(_ statistic: StatisticRequest) -> EstimateRequest {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.strata = "h"
    request.statistics = [statistic]
    return request
  }

  private func data() throws -> DataColumns { try DataColumns(Array(Self.text.utf8)) }

  @Test("Missing values are refused, by name, unless they may be left out")
  func missing() throws {
    var request = request(.total(["y"]))
    #expect(throws: EstimateError.missingValues(column: "y", count: 1, row: 3)) {
      try request.estimates(from: try data())
    }
    request.dropsMissing = true
    let table = try request.estimates(from: try data())
    #expect(table.rows[0].estimate == 19)
    #expect(table.rows[0].count == 4)
  }

  @Test(
    "Conditions choose rows",
    arguments: [
      ("x > 2", 3), ("x > 2 and g == 'u'", 2), ("x < 2 or x >= 8", 2), ("not (g == 'u')", 2),
      ("g in ('u', 'v')", 5), ("h not in ('a')", 3), ("x + y == 3", 1), ("id != 1 and w == 2", 1),
      ("y > 0", 4), ("not (y > 0) or x == 4", 1), ("x ^ 2 > 15", 2),
      ("y is missing", 1), ("y is not missing", 4), ("g = 'u' or h is missing", 3),
    ])
  func condition(_ condition: String, count: Int) throws {
    var request = request(.mean(["x"]))
    request.design.lonelyPSU = "certainty"
    request.domain = condition
    #expect(try request.estimates(from: try data()).rows[0].count == count)
  }

  @Test(
    "A mistake in a condition is told with its place",
    arguments: [("x >", 4), ("x ~ 2", 3), ("x is 2", 6), ("(x > 2", 7), ("x > 'a", 5)])
  func mistake(_ condition: String, position: Int) throws {
    var request = request(.mean(["x"]))
    request.domain = condition
    let error = #expect(throws: ExpressionError.self) {
      try request.estimates(from: try data())
    }
    #expect(error?.position == position)
  }

  @Test("A contrast has the value and error of the formula")
  func contrast() throws {
    var request = request(.mean(["x"]))
    request.by = ["g"]
    request.contrasts = ["x[u] - x[v]", "x[u] / x[v]"]
    let table = try request.estimates(from: try data())
    let (u, v) = (table.rows[0].estimate, table.rows[1].estimate)
    let covariance = table.covariance
    #expect(table.rows[2].estimate == u - v)
    #expect(table.rows[3].estimate == u / v)
    let variance = covariance[0][0] + covariance[1][1] - 2 * covariance[0][1]
    #expect((table.rows[2].standardError - variance.squareRoot()).magnitude < 1e-12)
  }

  @Test("The covariance holds that between different statistics")
  func jointCovariance() throws {
    var request = request(.mean(["x"]))
    request.statistics = [.total(["x"]), .total(["one"]), .mean(["x"])]
    request.contrasts = ["total:x / one - mean:x"]
    let table = try request.estimates(from: try data())
    #expect(table.rows[3].estimate.magnitude < 1e-12)
    #expect(table.rows[3].standardError < 1e-7)
  }

  @Test("What cannot be asked for is refused by name")
  func refusals() throws {
    let data = try data()
    var request = request(.mean(["amuont"]))
    #expect(throws: EstimateError.noColumn("amuont", nearest: "amount")) {
      try request.estimates(from: data)
    }
    request.statistics = [.mean(["x"])]
    request.interval = "logit"
    #expect(throws: EstimateError.intervalNeedsShares(interval: "logit", variable: "mean x")) {
      try request.estimates(from: data)
    }
    request.interval = "t"
    request.design.calibration = CalibrationRequest(.raking(["g"]), margins: [])
    #expect(throws: EstimateError.needs(option: "--rake", other: "--margins")) {
      try request.estimates(from: data)
    }
    request.design.calibration = nil
    request.design.weight = nil
    #expect(throws: EstimateError.noWeight) { try request.estimates(from: data) }
  }

  @Test("Cluster names used in several strata are refused unless nested")
  func nesting() throws {
    var request = request(.mean(["x"]))
    request.design.clusters = ["g"]
    #expect(throws: EstimateError.clusterInSeveralStrata(cluster: "u", strata: ["a", "b"])) {
      try request.estimates(from: try data())
    }
    request.design.nests = true
    #expect(try request.estimates(from: try data()).degreesOfFreedom == 2)
  }
}
