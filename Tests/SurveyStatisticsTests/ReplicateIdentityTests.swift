import Testing

@testable import SurveyStatistics

@Suite("Identities of replicate weights")
struct ReplicateIdentityTests {
  /// Five strata of as many PSUs as given, of each one to four people.
  private struct Sample {
    var weights: [Double] = []
    var stratum: [Int] = []
    var cluster: [Int] = []
    var y: [Double] = []
    var x: [Double] = []

    init(clusters: [Int], seed: UInt64 = 4) {
      var generator = SeededGenerator(seed: seed)
      for (h, count) in clusters.enumerated() {
        for c in 0..<count {
          let shift = generator.uniform()
          for _ in 0..<(1 + generator.index(below: 4)) {
            stratum.append(h)
            cluster.append(c)
            weights.append(1 + 3 * generator.uniform())
            x.append(1 + generator.uniform())
            y.append(shift + x[x.count - 1] + 0.3 * generator.uniform())
          }
        }
      }
    }

    func design(finite: Double? = nil) throws -> SampleDesign {
      try SampleDesign(
        weights: weights,
        stages: [
          SampleDesign.Stage(
            stratum: stratum, cluster: cluster,
            populationSize: finite.map { size in weights.map { _ in size } })
        ])
    }
  }

  @Test(
    "totals vary between jackknife replicates as the linearised variance says",
    arguments: [nil, 20.0])
  func jackknifeTotal(finite: Double?) throws {
    let design = try Sample(clusters: [3, 2, 5, 4]).design(finite: finite)
    let sample = Sample(clusters: [3, 2, 5, 4])
    let taylor = try design.total(of: [sample.y, sample.x])
    let replicated = try design.jackknife(centre: .fullSample).total(of: [sample.y, sample.x])
    for i in 0..<2 {
      for j in 0..<2 {
        expectAgreement(
          replicated.covariance[i, j], taylor.covariance[i, j], relative: 1e-10, "[\(i), \(j)]")
      }
    }
    #expect(replicated.degreesOfFreedom == taylor.degreesOfFreedom)
  }

  @Test("totals of pairs vary between balanced replicates exactly so", arguments: [0, 0.3])
  func balancedTotal(rho: Double) throws {
    let sample = Sample(clusters: [2, 2, 2, 2, 2, 2])
    let design = try sample.design()
    let taylor = try design.total(of: [sample.y, sample.x])
    let replicated = try design.balancedReplicates(rho: rho)
    #expect(replicated.replicateCount == 8)
    #expect(replicated.degreesOfFreedom() == 6)
    let totals = try replicated.total(of: [sample.y, sample.x])
    for (i, j) in [(0, 0), (0, 1), (1, 1)] {
      expectAgreement(
        totals.covariance[i, j], taylor.covariance[i, j], relative: 1e-10, "[\(i), \(j)]")
    }
    let ratio = try replicated.ratio(of: [sample.y], to: [sample.x])
    let linearised = try design.ratio(of: [sample.y], to: [sample.x])
    expectAgreement(
      ratio.standardErrors[0], linearised.standardErrors[0], relative: 0.05, "ratio")
  }

  @Test("larger strata are split into pairs or halves, or named")
  func largeStrata() throws {
    let sample = Sample(clusters: [2, 4, 3])
    let design = try sample.design()
    #expect(throws: EstimationError.strataNotPaired(["2"])) { try design.balancedReplicates() }
    #expect(throws: EstimationError.strataNotPaired(["1", "2"])) {
      try design.balancedReplicates(largeStrata: .fail)
    }
    let halves = try design.balancedReplicates(largeStrata: .halves)
    #expect(halves.replicateCount == 4)
    let even = try Sample(clusters: [2, 4, 4]).design().balancedReplicates()
    #expect(even.replicateCount == 8)
  }

  @Test(
    "Hadamard matrices have orthogonal rows, the first of ones",
    arguments: [1, 2, 3, 4, 11, 12, 27, 35, 51, 91, 99, 170])
  func hadamard(count: Int) {
    let matrix = HadamardMatrix(orderAbove: count)
    #expect(matrix.order > count && matrix.order <= 2 * count + 2)
    for i in 0..<matrix.order {
      for j in 0...i {
        let same = (0..<matrix.order).count { matrix[i, $0] == matrix[j, $0] }
        #expect(same == (i == j ? matrix.order : matrix.order / 2))
      }
      #expect(matrix[0, i])
    }
  }

  @Test(
    "bootstraps come near the linearised variance", arguments: BootstrapMethod.allCases,
    [nil, 12.0])
  func bootstrap(method: BootstrapMethod, finite: Double?) throws {
    // Strata of one size, because Canty and Davison's scale is right for those only.
    let sample = Sample(clusters: [6, 6, 6], seed: 9)
    // Rao and Wu's replicates leave out the finite population.
    let design = try sample.design(finite: method == .raoWu ? nil : finite)
    let taylor = try design.mean(of: [sample.y])
    var generator = SeededGenerator(seed: 1)
    let replicated = try design.bootstrap(method, replicates: 2000, using: &generator)
      .mean(of: [sample.y])
    expectAgreement(
      replicated.standardErrors[0], taylor.standardErrors[0], relative: 0.06, method.rawValue)
  }

  @Test("Preston's bootstrap adds the variance of the second stage")
  func preston() throws {
    let sample = Sample(clusters: [8], seed: 12)
    let stages = [
      SampleDesign.Stage(
        stratum: sample.stratum, cluster: sample.cluster,
        populationSize: sample.y.map { _ in 10 }),
      SampleDesign.Stage(
        stratum: sample.stratum, cluster: Array(sample.y.indices),
        populationSize: sample.y.map { _ in 40 }),
    ]
    let design = try SampleDesign(
      weights: sample.weights, stages: stages, lonelyPSU: .certainty)
    let taylor = try design.total(of: [sample.y]).standardErrors[0]
    let first = try SampleDesign(weights: sample.weights, stages: [stages[0]])
      .total(of: [sample.y]).standardErrors[0]
    var generator = SeededGenerator(seed: 2)
    let replicated = try design.bootstrap(.preston, replicates: 4000, using: &generator)
      .total(of: [sample.y]).standardErrors[0]
    #expect(first < 0.95 * taylor)
    expectAgreement(replicated, taylor, relative: 0.04, "standard error")
  }

  @Test("the seed decides the replicates")
  func seed() throws {
    let design = try Sample(clusters: [4, 5]).design()
    func weights(_ seed: UInt64) throws -> [[Double]] {
      var generator = SeededGenerator(seed: seed)
      let made = try design.bootstrap(.raoWu, replicates: 5, using: &generator)
      return (0..<5).map { made.replicateWeights($0) }
    }
    #expect(try weights(3) == weights(3))
    #expect(try weights(3) != weights(4))
  }

  @Test("factors times weights are weights, and supplied they give what made ones do")
  func supplied() throws {
    let sample = Sample(clusters: [3, 4])
    let made = try sample.design().jackknife()
    let weights = (0..<made.replicateCount).map { made.replicateWeights($0) }
    let factors = weights.map { zip($0, made.weights).map { $0 / $1 } }
    let means = try made.mean(of: [sample.y])
    for (replicates, kind) in [(weights, ReplicateWeightKind.combined), (factors, .factors)] {
      let design = try ReplicateDesign(
        weights: made.weights, replicates: replicates, kind: kind, method: .stratifiedJackknife,
        replicateScales: made.replicateScales)
      let again = try design.mean(of: [sample.y])
      expectAgreement(
        again.standardErrors[0], means.standardErrors[0], relative: 1e-12, "\(kind)")
      // The rank of a full set of replicates of a stratum holds its mean: one is lost in all.
      #expect(design.degreesOfFreedom() == 5)
    }
    #expect(throws: EstimationError.replicateScalesMissing) {
      try ReplicateDesign(weights: made.weights, replicates: weights, method: .stratifiedJackknife)
    }
    #expect(throws: EstimationError.replicatesMissing) {
      try ReplicateDesign(weights: made.weights, replicates: [], method: .bootstrap)
    }
  }

  @Test("a change of weights reaches each replicate, so a known total has no variance")
  func mapping() throws {
    let sample = Sample(clusters: [3, 4, 2])
    let scaled = try sample.design().jackknife().mapping { weights in
      let total = weights.reduce(0, +)
      return weights.map { 1000 * $0 / total }
    }
    let total = try scaled.total(of: [sample.y.map { _ in 1 }])
    expectAgreement(total.values[0], 1000, relative: 1e-12, "total")
    #expect(total.standardErrors[0] < 1e-9)
  }

  @Test("a replicate under which a domain is empty is left out")
  func emptyReplicate() throws {
    let design = try SampleDesign(weights: [1, 1, 1, 1], stages: []).jackknife()
    let mean = try design.mean(of: [[5, 2, 3, 4]], in: [true, false, false, false])
    #expect(mean.replicates.map { ($0[0, 0].isNaN, $0[1, 0]) } ?? (false, 0) == (true, 5))
    #expect(mean.standardErrors == [0])
  }

  @Test("functions of estimates vary as their replicates, close to the delta method")
  func functions() throws {
    let sample = Sample(clusters: [5, 6, 4])
    let totals = try sample.design().jackknife().total(of: [sample.y, sample.x])
    let ratio = try sample.design().jackknife().ratio(of: [sample.y], to: [sample.x])
    let exact = try #require(totals.replicated { [$0[0] / $0[1]] })
    expectAgreement(
      exact.standardErrors[0], ratio.standardErrors[0], relative: 1e-12, "replicated")
    let delta = totals.transformed { [$0[0] / $0[1]] }
    expectAgreement(delta.standardErrors[0], exact.standardErrors[0], relative: 0.05, "delta")
    #expect(try sample.design().total(of: [sample.y]).replicated { [$0[0]] } == nil)
  }

  @Test("a calibrated design has no replicates made of it")
  func calibrated() throws {
    struct Nothing: LinearisedAdjustment {
      func residuals(of variable: [Double]) -> [Double] { variable }
    }
    let sample = Sample(clusters: [2, 2])
    let design = try sample.design().replacing(weights: sample.weights, adding: Nothing())
    #expect(throws: EstimationError.replicatesOfCalibratedDesign) { try design.jackknife() }
  }
}
