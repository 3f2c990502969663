import Foundation
import SurveyEstimation
import Testing

@Suite("Intervals of shares, as requests, agree with R's svyciprop")
struct IntervalReferenceTests {
  /// A table with the condition of a call as a column of 0 and 1.
  private func table(_ file: ReferenceFile, event condition: String) throws -> DataColumns {
    let match = try #require(condition.wholeMatch(of: /([\w.]+)(==|>)'?(\w+)'?/))
    let (name, value) = (String(match.1), String(match.3))
    let column = try #require(file.data[name])
    let isEvent: [Bool] = try column.codes.map { code in
      let text = column.levels[code]
      if match.2 == "==" { return text == value }
      return try #require(Double(text)) > #require(Double(value))
    }
    var row = -1
    let lines = try file.text().split(separator: "\n").map { line in
      defer { row += 1 }
      return row < 0 ? line + ",event" : line + (isEvent[row] ? ",1" : ",0")
    }
    return try DataColumns(Array(lines.joined(separator: "\n").utf8))
  }

  /// The limits that a request has for a case, by the name of R's method.
  private func row(
    of words: [String: Any], in file: ReferenceFile, interval: String
  ) throws -> EstimateTable.Row {
    let call = try #require(words["r"] as? String)
    let condition = try #require(call.firstMatch(of: /I\(([^)]+)\)/)).1
    var request = EstimateRequest()
    request.design = file.design
    request.domain = (call.firstMatch(of: /subset\(d,([^)]+)\)/)?.1).map(String.init)
    request.statistics = [.mean(["event"])]
    request.interval = interval
    request.level = (words["level"] as? NSNumber)?.doubleValue ?? 0.95
    return try request.estimates(from: try table(file, event: String(condition))).rows[0]
  }

  @Test(
    "each by its name",
    arguments: [
      ("p08_ciprop_apiclus1", 6), ("p09_ciprop_apistrat", 6), ("p12_apiclus1_jk1", 1),
      ("p13_apiclus1_jk1_mse", 1), ("p14_apistrat_jkn", 1),
      ("p15_apiclus1_bootstrap_cantydavison", 1), ("p16_apistrat_bootstrap_raowu", 1),
    ])
  func svyciprop(_ name: String, cases: Int) throws {
    let file = try ReferenceFile(name)
    let tolerances = [
      "mean": 1e-9, "beta": 1e-8, "xlogit": 1e-8, "asin": 1e-8, "wilson": 1e-8, "logit": 1e-6,
      "likelihood": 1e-6,
    ]
    var compared = 0
    for words in file.cases {
      guard (words["r"] as? String ?? "").hasPrefix("svyciprop"),
        let expected = words["expected"] as? [String: Any]
      else { continue }
      if expected["boundary"] as? Bool == true { continue }
      compared += 1
      for (method, tolerance) in tolerances {
        guard let limits = expected[method] as? [String: Any] else { continue }
        let title = "\(name), \(words["name"] as? String ?? ""), \(method)"
        let row = try row(of: words, in: file, interval: method == "mean" ? "t" : method)
        let lower = (limits["lower"] as? NSNumber)?.doubleValue
        let upper = (limits["upper"] as? NSNumber)?.doubleValue
        let isFixed = row.standardError < 1e-12
        if isFixed, ["beta", "wilson", "likelihood"].contains(method) {
          // The design fixes the share; R has 0.5, NA or an error.
          #expect(row.lower == nil && row.note?.contains("the design fixes") == true, "\(title)")
          continue
        }
        #expect(row.interval == (method == "mean" ? "t" : method))
        #expect(try isClose(row.lower, #require(lower), tolerance), "\(title)")
        #expect(try isClose(row.upper, #require(upper), tolerance), "\(title)")
        #expect(
          row.degreesOfFreedom == (words["degf"] as? NSNumber)?.doubleValue, "\(title)")
      }
    }
    #expect(compared == cases)
  }

  @Test(
    "but for no event, or events only, where a bound says so",
    arguments: ["p08_ciprop_apiclus1", "p09_ciprop_apistrat"])
  func boundary(_ name: String) throws {
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases
    where (words["expected"] as? [String: Any])?["boundary"] as? Bool == true {
      for interval in EstimateRequest.intervalNames {
        let row = try row(of: words, in: file, interval: interval)
        let (lower, upper) = (try #require(row.lower), try #require(row.upper))
        #expect(row.interval == "pooled-bound")
        #expect(row.estimate == 0 ? lower == 0 : upper == 1)
        // 1 − 0.05^(1/n) for n effective answers.
        let size = Double(row.count) / row.designEffect
        let width = 1 - pow(0.05, 1 / size)
        #expect(isClose(upper - lower, width, 1e-12))
        #expect(row.note?.contains("among \(row.count)") == true)
        compared += 1
      }
    }
    #expect(compared == 2 * EstimateRequest.intervalNames.count)
  }

  private func isClose(_ value: Double?, _ number: Double, _ tolerance: Double) -> Bool {
    ((value ?? .nan) - number).magnitude <= tolerance * number.magnitude
  }
}
