import Testing

@testable import SurveyStatistics

@Suite("Small areas")
struct FayHerriotTests {
  private struct Areas {
    let direct: [Double]
    let variances: [Double]
    let predictors: [[Double]]
    let fits: [JSONValue]

    /// One set of areas of `smallarea.json`.
    init(_ index: Int) throws {
      let source = try #require(try Reference("smallarea").content["fay_herriot"]).elements[index]
      direct = try source.column("direct")
      variances = try source.column("standard_errors").map { $0 * $0 }
      if source["predictors"] != nil {
        let matrix = try source.matrix("predictors")
        predictors = (0..<matrix.rows).map { i in (0..<matrix.columns).map { matrix[i, $0] } }
      } else {
        let major = try source.column("major_area")
        predictors =
          [major.map { _ in 1 }] + [2.0, 3, 4].map { area in major.map { $0 == area ? 1 : 0 } }
      }
      fits = try #require(source["fits"]).elements
    }

    func fit(_ method: FayHerriotMethod) throws -> FayHerriot {
      try FayHerriot(
        direct: direct, variances: variances, predictors: predictors, method: method)
    }
  }

  @Test("all methods agree with an independent maximisation", arguments: [0, 1])
  func reference(index: Int) throws {
    let areas = try Areas(index)
    #expect(areas.fits.count == FayHerriotMethod.allCases.count)
    for expected in areas.fits {
      let name = try #require(expected["method"]?.text)
      let method = try #require(FayHerriotMethod(rawValue: name))
      let fit = try areas.fit(method)
      expectAgreement(fit.variance, try expected.scalar("variance"), relative: 1e-9, name)
      expectAgreement(fit.coefficients, try expected.column("coefficients"), name)
      expectAgreement(fit.coefficientErrors, try expected.column("coefficient_errors"), name)
      expectAgreement(fit.values, try expected.column("eblup"), name)
      expectAgreement(
        fit.meanSquaredErrors, try expected.column("mse").map { $0 < 0 ? .nan : $0 }, name)
      expectAgreement(fit.logLikelihood, try expected.scalar("loglik"), name)
    }
  }

  @Test("estimates lie between the direct ones and the regression, with a smaller error")
  func shrinkage() throws {
    let areas = try Areas(0)
    let fit = try areas.fit(.reml)
    for area in areas.direct.indices {
      let ends = [areas.direct[area], fit.synthetic[area]]
      #expect(fit.values[area] >= (ends.min() ?? 0) - 1e-12)
      #expect(fit.values[area] <= (ends.max() ?? 0) + 1e-12)
      #expect(fit.meanSquaredErrors[area] < areas.variances[area])
    }
    // The larger the sampling variance, the less weight has the direct estimate.
    let order = areas.variances.indices.sorted { areas.variances[$0] < areas.variances[$1] }
    let weights = order.map { fit.shrinkage[$0] }
    #expect(weights == weights.sorted(by: >))
  }

  @Test("without variance between areas the estimates are the regression, unless adjusted")
  func boundary() throws {
    let areas = try Areas(1)
    for method in [FayHerriotMethod.reml, .ml, .fayHerriot, .prasadRao] {
      let fit = try areas.fit(method)
      #expect(fit.variance == 0 && fit.values == fit.synthetic)
    }
    for method in [FayHerriotMethod.adjustedREML, .adjustedML] {
      #expect(try areas.fit(method).variance > 0)
    }
  }

  @Test("an area without a direct estimate gets the regression's, and changes no other")
  func outOfSample() throws {
    let areas = try Areas(0)
    let plain = try areas.fit(.reml)
    let fit = try FayHerriot(
      direct: areas.direct + [.nan], variances: areas.variances + [.nan],
      predictors: areas.predictors.enumerated().map { $1 + [$0 == 0 || $0 == 2 ? 1 : 0] })
    #expect(Array(fit.values.dropLast()) == plain.values)
    expectAgreement(fit.values[43], plain.coefficients[0] + plain.coefficients[2], "synthetic")
    #expect(fit.shrinkage[43] == 0)
    #expect(fit.meanSquaredErrors[43] > plain.variance)
  }

  @Test("units of measurement and the order of areas do not matter", arguments: [0.001, 1, 1e4])
  func invariance(scale: Double) throws {
    let areas = try Areas(0)
    var generator = SeededGenerator(seed: 12)
    let order = areas.direct.indices.shuffled(using: &generator)
    for method in FayHerriotMethod.allCases {
      let plain = try areas.fit(method)
      let other = try FayHerriot(
        direct: order.map { areas.direct[$0] * scale },
        variances: order.map { areas.variances[$0] * scale * scale },
        predictors: areas.predictors.map { column in order.map { column[$0] } }, method: method)
      expectAgreement(other.variance, plain.variance * scale * scale, relative: 1e-8, "variance")
      expectAgreement(other.values, order.map { plain.values[$0] * scale }, "estimates")
    }
  }

  @Test("a benchmark is met by all methods", arguments: BenchmarkMethod.allCases)
  func benchmark(method: BenchmarkMethod) throws {
    let fit = try Areas(0).fit(.reml)
    let weights = fit.values.indices.map { Double($0 % 5 + 1) / 100 }
    let found = fit.benchmarked(to: 1.3, weights: weights, method: method)
    expectAgreement(zip(weights, found).reduce(0) { $0 + $1.0 * $1.1 }, 1.3, "benchmark")
    let already = zip(weights, fit.values).reduce(0) { $0 + $1.0 * $1.1 }
    expectAgreement(
      fit.benchmarked(to: already, weights: weights, method: method), fit.values, "no change")
  }

  @Test("what cannot be fitted is refused with the reason")
  func refused() {
    func fit(
      _ direct: [Double], _ variances: [Double], _ predictors: [[Double]],
      _ method: FayHerriotMethod = .reml
    ) throws {
      _ = try FayHerriot(
        direct: direct, variances: variances, predictors: predictors, method: method)
    }
    let ones: [Double] = [1, 1, 1]
    #expect(throws: SmallAreaError.samplingVarianceNotPositive(area: 1)) {
      try fit([1, 2, 3], [1, 0, 1], [ones])
    }
    #expect(throws: SmallAreaError.tooFewAreas(areas: 1, needed: 2)) {
      try fit([1, .nan, .nan], ones, [ones])
    }
    #expect(throws: SmallAreaError.tooFewAreas(areas: 3, needed: 4)) {
      try fit([1, 2, 3], ones, [ones], .adjustedREML)
    }
    #expect(throws: SmallAreaError.predictorMissing(area: 2)) {
      try fit([1, 2, 3], ones, [[1, 1, .nan]])
    }
    #expect(throws: SmallAreaError.predictorsDependent) {
      try fit([1, 2, 3], ones, [ones, [2, 2, 2]])
    }
  }
}
