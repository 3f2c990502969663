import Testing

@testable import SurveyStatistics

@Suite("Coverage of rank sets")
struct RankCoverageTests {
  private let truth = [0.0, 0.3, 0.6, 1.5, 1.6, 4]

  /// Estimates around the truth, a part of their error being common to pairs of units.
  private func estimates(using generator: inout SeededGenerator) -> [Double] {
    var sampler = NormalSampler()
    let common = (0..<3).map { _ in sampler.next(using: &generator) }
    return truth.indices.map { unit in
      truth[unit] + 0.3 * common[unit / 2] + 0.4 * sampler.next(using: &generator)
    }
  }

  private var covariance: Matrix {
    var matrix = Matrix(rows: 6, columns: 6)
    for i in 0..<6 {
      for j in 0..<6 where i / 2 == j / 2 { matrix[i, j] = i == j ? 0.25 : 0.09 }
    }
    return matrix
  }

  @Test("all simultaneous sets hold together, and each marginal set alone, as often as stated")
  func coverage() throws {
    var generator = SeededGenerator(seed: 2024)
    let rounds = 250
    var together = 0
    var joint = 0
    var single = [Int](repeating: 0, count: truth.count)
    var falseTiers = 0
    let trueRanks = truth.map { value in 1 + truth.count { $0 > value } }
    func holds(_ set: RankSet?, _ rank: Int) -> Bool {
      set.map { $0.best <= rank && rank <= $0.worst } ?? false
    }
    for _ in 0..<rounds {
      let ranking = Ranking(values: estimates(using: &generator), covariance: covariance)
      let found = ranking.compared(level: 0.9, replicates: 150, using: &generator)
      together += zip(found.sets, trueRanks).allSatisfy(holds) ? 1 : 0
      let intervals = ranking.jointIntervalSets(level: 0.9)
      joint += zip(intervals, trueRanks).allSatisfy(holds) ? 1 : 0
      let marginal = ranking.marginalSets(level: 0.9, replicates: 150, using: &generator)
      for (unit, rank) in trueRanks.enumerated() where holds(marginal[unit], rank) {
        single[unit] += 1
      }
      let tiers = found.tiers.compactMap { $0 }
      // A pair told apart the wrong way round would be a false statement.
      for i in truth.indices {
        for j in truth.indices where found.isBetter(i, than: j) {
          #expect(tiers[i] < tiers[j])
          falseTiers += truth[i] < truth[j] ? 1 : 0
        }
      }
    }
    // Four standard deviations of 250 rounds at 0.9 are 0.075.
    #expect(Double(together) / Double(rounds) > 0.825)
    #expect(Double(joint) / Double(rounds) > 0.825)
    for count in single { #expect(Double(count) / Double(rounds) > 0.825) }
    #expect(Double(falseTiers) / Double(rounds) < 0.15)
  }

  @Test("with a covariance from few degrees of freedom, t holds the level and z does not")
  func fewDegrees() {
    var generator = SeededGenerator(seed: 77)
    var sampler = NormalSampler()
    let rounds = 300
    let freedom = 4.0
    var covered = (t: 0, z: 0)
    for _ in 0..<rounds {
      let noise = (0..<5).map { _ in sampler.next(using: &generator) }
      let scale = sampler.chiSquare(degreesOfFreedom: freedom, using: &generator) / freedom
      var matrix = Matrix(rows: 5, columns: 5)
      for i in 0..<5 { matrix[i, i] = scale }
      let ranking = Ranking(values: noise, covariance: matrix)
      func isSilent(_ freedom: Double) -> Bool {
        // All units are equal in truth: whatever is told apart is false.
        ranking.compared(
          level: 0.9, degreesOfFreedom: freedom, replicates: 150, using: &generator
        ).tiers.allSatisfy { $0 == 1 }
      }
      covered.t += isSilent(freedom) ? 1 : 0
      covered.z += isSilent(.infinity) ? 1 : 0
    }
    #expect((Double(covered.t) / Double(rounds) - 0.9).magnitude < 0.06)
    #expect(Double(covered.z) / Double(rounds) < 0.8)
  }

  @Test("random numbers have the moments of their distributions", arguments: [0.7, 1, 3, 40])
  func sampler(freedom: Double) {
    var generator = SeededGenerator(seed: 10)
    var sampler = NormalSampler()
    let count = 20_000
    let normal = (0..<count).map { _ in sampler.next(using: &generator) }
    let square = (0..<count).map { _ in
      sampler.chiSquare(degreesOfFreedom: freedom, using: &generator)
    }
    let root = Double(count).squareRoot()
    let mean = normal.reduce(0, +) / Double(count)
    let second = normal.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(mean.magnitude < 4 / root && (second - 1).magnitude < 4 * 2.0.squareRoot() / root)
    let average = square.reduce(0, +) / Double(count)
    #expect((average - freedom).magnitude < 4 * (2 * freedom).squareRoot() / root)
    let spread = square.reduce(0) { $0 + ($1 - freedom) * ($1 - freedom) } / Double(count)
    #expect((spread / (2 * freedom) - 1).magnitude < 0.15)
  }
}
