import Testing

@testable import SurveyStatistics

@Suite("Estimates agree with R survey")
struct ReferenceEstimateTests {
  @Test(
    "gives R's estimates, standard errors, covariances, design effects and intervals",
    arguments: [
      "p01_apistrat_stratified_fpc", "p02_apistrat_stratified_nofpc", "p03_apisrs_srs",
      "p04_apiclus1_onestage_fpc", "p05_apiclus1_onestage_nofpc", "p06_apiclus2_twostage_fpc",
      "p07_apiclus2_withreplacement",
    ])
  func cases(file: String) throws {
    let reference = try Reference(file)
    let table = try reference.table()
    let ownDesign = try reference.design()
    #expect(reference.cases.count >= 11)
    for test in reference.cases {
      let name = try #require(test["name"]?.text)
      let call = SurveyCall(try #require(test["r"]?.text), on: table)
      let expected = try #require(test["expected"])
      let design =
        name.hasSuffix("two_stage")
        ? try Reference("p06_apiclus2_twostage_fpc").design() : ownDesign
      let estimates = try call.estimates(design, groups: expected["groups"])
      EstimateComparison(estimates: estimates, expected: expected, name: "\(file) \(name)").check()
      if let freedom = expected["degf"]?.number {
        #expect(design.degreesOfFreedom(in: try call.domain()) == Int(freedom))
      }
      // R answers NA where values are missing, unless told to leave them out.
      // Ours is that of the answers that are known; a request refuses them by name.
      for (index, number) in (expected["estimate"]?.numbers ?? []).enumerated() where number == nil
      {
        #expect(table.numbers("enroll").contains { $0.isNaN }, "\(name)")
        let known = table.numbers("enroll").count { !$0.isNaN }
        #expect(estimates.values[index].isFinite && estimates.standardErrors[index] > 0, "\(name)")
        #expect(estimates.sampleSizes[index] <= known, "\(name)")
      }
    }
  }

  @Test("gives R's covariance between domains")
  func domainCovariance() throws {
    let clustered = try Reference("p22_by_covmat_contrasts")
    let stratified = try Reference("p01_apistrat_stratified_fpc")
    var compared = 0
    for test in clustered.cases {
      guard let expected = test["expected"], let groups = expected["groups"] else { continue }
      let source = test["data"] == nil ? clustered : stratified
      let call = SurveyCall(try #require(test["r"]?.text).asMean, on: try source.table())
      let estimates = try call.estimates(try source.design(), groups: groups)
      EstimateComparison(
        estimates: estimates, expected: expected, name: test["name"]?.text ?? ""
      ).check()
      compared += 1
    }
    #expect(compared == 5)
  }

  @Test(
    "gives R's contrasts of domain means",
    arguments: [
      ("contrast_E_H", [1.0, -1, 0]), ("contrast_E_minus_avg", [1, -0.5, -0.5]),
    ])
  func contrasts(name: String, coefficients: [Double]) throws {
    let reference = try Reference("p22_by_covmat_contrasts")
    let table = try reference.table()
    let expected = try #require(
      reference.cases.first { $0["name"]?.text == name }.flatMap { $0["expected"] })
    let contrast = try reference.design().mean(
      of: [table.numbers("api00")], by: Grouping(codes: table.levels("stype"), count: 3)
    ).contrast(coefficients)
    expectAgreement(contrast.value, try #require(expected["estimate"]?.number), name)
    expectAgreement(contrast.standardError, try #require(expected["se"]?.number), name)
  }
}

extension String {
  /// The call with its statistic named: some cases abbreviate it to dots.
  fileprivate var asMean: String {
    contains("svytotal") || contains("svyratio") ? self : self + " svymean"
  }
}
