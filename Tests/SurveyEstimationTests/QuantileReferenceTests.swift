import Foundation
import SurveyEstimation
import Testing

@Suite("Quantiles, as requests, agree with R's svyquantile")
struct QuantileReferenceTests {
  @Test(
    "by every rule and interval, and with replicate weights",
    arguments: [
      ("p10_quantile_apistrat", 32), ("p11_quantile_apiclus1", 32), ("p12_apiclus1_jk1", 1),
      ("p13_apiclus1_jk1_mse", 1), ("p14_apistrat_jkn", 1),
      ("p15_apiclus1_bootstrap_cantydavison", 1), ("p16_apistrat_bootstrap_raowu", 1),
    ])
  func svyquantile(_ name: String, cases: Int) throws {
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases {
      let call = words["r"] as? String ?? ""
      guard let column = call.firstMatch(of: /svyquantile\(~([\w.]+)/)?.1,
        let expected = words["expected"] as? [String: Any]
      else { continue }
      let isReplicate = !file.design.replicateWeights.isEmpty
      var request = EstimateRequest()
      request.design = file.design
      request.quantileInterval = words["interval"] as? String ?? "probability"
      #expect(isReplicate == (request.quantileInterval == "probability"))
      request.statistics = [
        .quantile(
          [String(column)],
          probabilities: ReferenceFile.numbers(expected["p"]).compactMap(\.self),
          rule: words["qrule"] as? String ?? "math")
      ]
      let rows = try request.estimates(from: file.data).rows
      let title = "\(name), \(words["name"] as? String ?? "")"
      #expect(
        rows.map(\.interval) == rows.map { _ in isReplicate ? "mean" : request.quantileInterval })
      for (key, values) in [
        ("quantile", rows.map { Optional($0.estimate) }), ("lower", rows.map(\.lower)),
        ("upper", rows.map(\.upper)),
      ] {
        let numbers = ReferenceFile.numbers(expected[key])
        #expect(numbers.count == values.count, "\(title)")
        for (number, value) in zip(numbers, values) {
          // R's NaN is a limit that the data leave open.
          #expect(isClose(value, number), "\(title), \(key)")
        }
      }
      for (row, number) in zip(rows, ReferenceFile.numbers(expected["se"]))
      where row.lower != nil && row.upper != nil {
        #expect(isClose(row.standardError, number), "\(title), se")
      }
      compared += 1
    }
    #expect(compared == cases)
  }

  private func isClose(_ value: Double?, _ number: Double?) -> Bool {
    guard let value, let number else { return value == nil && number == nil }
    return (value - number).magnitude <= 1e-9 * number.magnitude + 1e-9
  }

  @Test("A quantile has covariances with means, and contrasts with them")
  func covariance() throws {
    let file = try ReferenceFile("p10_quantile_apistrat")
    var request = EstimateRequest()
    request.design = file.design
    request.by = ["sch.wide"]
    request.statistics = [
      .quantile(["api00"], probabilities: [0.5], rule: "math"), .mean(["api00"]),
    ]
    request.contrasts = ["quantile:api00:0.5[Yes] - mean:api00[Yes]"]
    let table = try request.estimates(from: file.data)
    let (quantile, mean) = (table.rows[1], table.rows[3])
    let covariance = table.covariance
    let correlation = covariance[1][3] / (quantile.standardError * mean.standardError)
    #expect(correlation > 0.5 && correlation < 1)
    let variance = covariance[1][1] + covariance[3][3] - 2 * covariance[1][3]
    #expect(isClose(table.rows[4].standardError, variance.squareRoot()))
    #expect(isClose(table.rows[4].estimate, quantile.estimate - mean.estimate))
    // The rows keep the order that was asked for.
    #expect(table.rows.map(\.statistic) == ["quantile", "quantile", "mean", "mean", "contrast"])
  }
}
