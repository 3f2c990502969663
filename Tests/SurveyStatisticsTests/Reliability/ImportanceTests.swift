import Testing

@testable import SurveyStatistics

@Suite("Relative importance")
struct ImportanceTests {
  @Test("both measures agree with means over all orders and with numpy's eigenvectors")
  func reference() throws {
    let source = try #require(try Reference("smallarea").content["importance"])
    let covariance = try source.matrix("covariance")
    let lmg = try #require(RelativeImportance.lmg(covariance: covariance, outcome: 6))
    expectAgreement(lmg.parts, try source.column("lmg"), "LMG")
    expectAgreement(lmg.explained, try source.scalar("r2"), "R²")
    let johnson = try #require(RelativeImportance.johnson(covariance: covariance, outcome: 6))
    expectAgreement(johnson.parts, try source.column("johnson"), "Johnson")
    expectAgreement(johnson.explained, try source.scalar("r2"), "R²")
    for found in [lmg, johnson] {
      expectAgreement(found.parts.reduce(0, +), found.explained, "sum")
      expectAgreement(found.shares.reduce(0, +), 1, "shares")
    }
  }

  @Test("neither units of measurement nor the place of the outcome matters")
  func invariance() throws {
    let source = try #require(try Reference("smallarea").content["importance"])
    let covariance = try source.matrix("covariance")
    let order = [6, 2, 0, 5, 1, 4, 3]
    let scales = [100, 1, 0.01, 5, 3, 1, 20.0]
    var other = covariance.restricted(to: order)
    for i in 0..<7 {
      for j in 0..<7 { other[i, j] *= scales[i] * scales[j] }
    }
    for measure in [RelativeImportance.lmg, RelativeImportance.johnson] {
      let plain = try #require(measure(covariance, 6))
      let found = try #require(measure(other, 0))
      expectAgreement(found.parts, order.dropFirst().map { plain.parts[$0] }, "parts")
    }
  }

  @Test("uncorrelated predictors have their squared correlations, and copies share equally")
  func closedForms() throws {
    let plain = Matrix([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]])
    for measure in [RelativeImportance.lmg, RelativeImportance.johnson] {
      expectAgreement(try #require(measure(plain, 2)).parts, [0.36, 0.09], "parts")
    }
    let copies = Matrix([[1, 1, 0.6], [1, 1, 0.6], [0.6, 0.6, 1]])
    let lmg = try #require(RelativeImportance.lmg(covariance: copies, outcome: 2))
    expectAgreement(lmg.parts, [0.18, 0.18], "copies")
    #expect(RelativeImportance.johnson(covariance: copies, outcome: 2) == nil)
    #expect(RelativeImportance.lmg(covariance: Matrix([[0, 0], [0, 1]]), outcome: 1) == nil)
    #expect(
      RelativeImportance.lmg(covariance: Matrix([[1, .nan], [.nan, 1]]), outcome: 1) == nil)
  }

  @Test("twelve predictors are few enough")
  func twelve() throws {
    var covariance = Matrix(rows: 13, columns: 13, repeating: 0.3)
    for i in 0..<13 { covariance[i, i] = 1 }
    let found = try #require(RelativeImportance.lmg(covariance: covariance, outcome: 12))
    // R² of k exchangeable predictors is k r²/(1 + (k − 1) r).
    expectAgreement(found.explained, 12 * 0.09 / 4.3, "R²")
    expectAgreement(found.parts, [Double](repeating: 0.09 / 4.3, count: 12), "parts")
  }
}
