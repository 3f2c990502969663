import SurveyEstimation
import Testing

struct ReferenceRequestTests {
  @Test(
    "Requests over R's tables give R's numbers",
    arguments: [
      ("p01_apistrat_stratified_fpc", 146), ("p02_apistrat_stratified_nofpc", 146),
      ("p03_apisrs_srs", 146), ("p04_apiclus1_onestage_fpc", 146),
      ("p05_apiclus1_onestage_nofpc", 146), ("p06_apiclus2_twostage_fpc", 132),
      ("p07_apiclus2_withreplacement", 145), ("p12_apiclus1_jk1", 58),
      ("p13_apiclus1_jk1_mse", 58), ("p14_apistrat_jkn", 58),
      ("p15_apiclus1_bootstrap_cantydavison", 58), ("p16_apistrat_bootstrap_raowu", 58),
      ("p17_apiclus2_bootstrap_preston", 27), ("p22_by_covmat_contrasts", 108),
    ])
  func reference(_ name: String, count: Int) throws {
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases {
      let source = try file.source(of: words)
      guard let request = source.request(for: words),
        let expected = words["expected"] as? [String: Any]
      else { continue }
      let estimates = ReferenceFile.numbers(expected["estimate"])
      let title = "\(name), \(words["name"] as? String ?? "")"
      guard estimates.contains(where: { $0 != nil }) else {
        // R answers NA where values are missing.
        #expect(throws: EstimateError.self, "\(title)") {
          try request.estimates(from: source.data)
        }
        continue
      }
      var asked = request
      // R leaves missing answers out group by group here, one variable at a time.
      asked.dropsMissing = asked.dropsMissing || estimates.contains { $0 == nil }
      let table = try asked.estimates(from: source.data)
      compared += compare(table, with: expected, title)
    }
    // Every number of the file that such words ask for.
    #expect(compared == count)
  }

  /// Compares estimates, standard errors, design effects, intervals and covariances.
  private func compare(_ table: EstimateTable, with expected: [String: Any], _ title: String) -> Int
  {
    let limits = expected["ci95_t"] as? [String: Any]
    let columns: [(String, [Double?], [Double?])] = [
      ("estimate", ReferenceFile.numbers(expected["estimate"]), table.rows.map(\.estimate)),
      ("se", ReferenceFile.numbers(expected["se"]), table.rows.map(\.standardError)),
      ("deff", ReferenceFile.numbers(expected["deff"]), table.rows.map(\.designEffect)),
      ("lower", ReferenceFile.numbers(limits?["lower"]), table.rows.map(\.lower)),
      ("upper", ReferenceFile.numbers(limits?["upper"]), table.rows.map(\.upper)),
    ]
    var compared = 0
    for (key, numbers, actual) in columns where !numbers.isEmpty {
      #expect(numbers.count == actual.count, "\(title): \(key)")
      for (number, value) in zip(numbers, actual) {
        guard let number else { continue }
        #expect(isClose(value ?? .nan, number), "\(title): \(key)")
        compared += 1
      }
    }
    for (row, line) in zip(table.covariance, expected["vcov"] as? [Any] ?? []) {
      let scale = row.map(\.magnitude).max() ?? 0
      for (value, number) in zip(row, ReferenceFile.numbers(line)) {
        guard let number else { continue }
        #expect(isClose(value, number, floor: 1e-12 * scale + 1e-25), "\(title): covariance")
        compared += 1
      }
    }
    return compared
  }

  private func isClose(_ value: Double, _ number: Double, floor: Double = 1e-10) -> Bool {
    (value - number).magnitude <= 1e-9 * number.magnitude + floor
  }
}
