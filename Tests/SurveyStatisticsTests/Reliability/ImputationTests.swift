import Testing

@testable import SurveyStatistics

@Suite("Multiple imputation")
struct ImputationTests {
  @Test("variance, degrees of freedom and missing information are those of R mice")
  func reference() throws {
    let expected = try ComparisonCases()("rubin_scalar")
    let values = try expected.column("Q").map { [$0] }
    let covariances = try expected.column("U").map { Matrix([[$0]]) }
    let found = MultipleImputation(
      values: values, covariances: covariances,
      completeDegreesOfFreedom: [try expected.scalar("complete")])
    expectAgreement(found.estimates.values[0], try expected.scalar("qbar"), "mean")
    expectAgreement(found.within[0, 0], try expected.scalar("ubar"), "within")
    expectAgreement(found.between[0, 0], try expected.scalar("b"), "between")
    expectAgreement(found.estimates.covariance[0, 0], try expected.scalar("t"), "total")
    expectAgreement(found.estimates.degreesOfFreedom[0], try expected.scalar("df"), "df")
    expectAgreement(found.missingInformation[0], try expected.scalar("fmi"), "fmi")
    let large = MultipleImputation(values: values, covariances: covariances)
    expectAgreement(large.estimates.degreesOfFreedom[0], try expected.scalar("df_infinite"), "df")
    expectAgreement(large.missingInformation[0], try expected.scalar("fmi_infinite"), "fmi")
  }

  @Test("without missing values nothing is added but the caution of Barnard and Rubin")
  func complete() {
    let covariance = Matrix([[2, 1], [1, 3]])
    let found = MultipleImputation(
      values: [[5, 7], [5, 7], [5, 7]], covariances: [covariance, covariance, covariance],
      completeDegreesOfFreedom: [9, .infinity])
    #expect(found.estimates.covariance == covariance)
    #expect(found.missingShares == [0, 0] && found.count == 3)
    #expect(found.estimates.degreesOfFreedom == [10.0 / 12 * 9, .infinity])
    #expect(found.missingInformation[1] == 0)
  }

  @Test("the covariance between estimates counts what they miss together")
  func covariance() {
    let found = MultipleImputation(
      values: [[1, 10], [3, 14]],
      covariances: [Matrix([[1, 0], [0, 1]]), Matrix([[1, 0], [0, 3]])])
    // B is [[2, 4], [4, 8]], and T = W + 1.5 B.
    #expect(found.estimates.covariance == Matrix([[4, 6], [6, 14]]))
    #expect(found.estimates.values == [2, 12])
    let missing = MultipleImputation(
      values: [[1, .nan], [3, 14]],
      covariances: [Matrix([[1, 0], [0, 1]]), Matrix([[1, 0], [0, 3]])])
    #expect(missing.estimates.values[0] == 2 && missing.estimates.values[1].isNaN)
    #expect(missing.estimates.pValues[1].isNaN)
  }
}
