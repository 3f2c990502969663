import Foundation
import SurveyEstimation
import Testing

@Suite("Contrasts of groups, as requests, agree with R's svycontrast")
struct ContrastReferenceTests {
  @Test(
    "with the covariance of clusters, strata and replicates",
    arguments: [
      ("p22_by_covmat_contrasts", 3), ("p12_apiclus1_jk1", 1), ("p13_apiclus1_jk1_mse", 1),
      ("p14_apistrat_jkn", 1), ("p15_apiclus1_bootstrap_cantydavison", 1),
      ("p16_apistrat_bootstrap_raowu", 1),
    ])
  func contrasts(_ name: String, cases: Int) throws {
    let formulas = [
      "contrast_E_H": "api00[E] - api00[H]", "contrast_E_minus_H": "api00[E] - api00[H]",
      "contrast_E_minus_avg": "api00[E] - api00[H] / 2 - api00[M] / 2",
      "contrast_nonlinear_ratio": "api00[E] / api00[H]",
    ]
    let file = try ReferenceFile(name)
    var compared = 0
    for words in file.cases {
      guard let formula = (words["name"] as? String).flatMap({ formulas[$0] }),
        let expected = words["expected"] as? [String: Any]
      else { continue }
      var request = EstimateRequest()
      request.design = file.design
      request.statistics = [.mean(["api00"])]
      request.by = ["stype"]
      request.contrasts = [formula]
      let row = try #require(try request.estimates(from: file.data).rows.last)
      #expect(row.statistic == "contrast" && row.variable == formula)
      for (value, key) in [(row.estimate, "estimate"), (row.standardError, "se")] {
        let number = try #require((expected[key] as? NSNumber)?.doubleValue)
        #expect((value - number).magnitude <= 1e-9 * number.magnitude, "\(name), \(formula)")
      }
      // t = estimate/se on the fewest degrees of freedom of its parts.
      #expect(row.degreesOfFreedom > 0 && row.pValue != nil)
      compared += 1
    }
    #expect(compared == cases)
  }
}
