import Testing

@testable import SurveyStatistics

@Suite("Ranks")
struct RankTests {
  private func diagonal(_ variances: [Double]) -> Matrix {
    var matrix = Matrix(rows: variances.count, columns: variances.count)
    for (index, variance) in variances.enumerated() { matrix[index, index] = variance }
    return matrix
  }

  @Test("a ranking counts the better ones, and shares a place between equals")
  func places() {
    let values = [3.0, 5, .nan, 3, 1]
    var covariance = diagonal([1, 1, 1, 1, 1])
    covariance[2, 2] = .nan
    let ranking = Ranking(values: values, covariance: covariance)
    #expect(ranking.ranks == [2, 1, nil, 2, 4])
    let reversed = Ranking(values: values, covariance: covariance, order: .smallestFirst)
    #expect(reversed.ranks == [2, 4, nil, 2, 1])
  }

  @Test("joint intervals give the sets of Klein, Wright and Wieczorek")
  func jointIntervals() {
    // Half-widths for 4 units: z at 1 − 0.05/8 is 2.4977, at Šidák's level 2.4909.
    let ranking = Ranking(values: [10, 8, 5.1, 0], covariance: diagonal([1, 1, 0, 0.04]))
    let sets = [
      RankSet(rank: 1, best: 1, worst: 2), RankSet(rank: 2, best: 1, worst: 2),
      RankSet(rank: 3, best: 3, worst: 3), RankSet(rank: 4, best: 4, worst: 4),
    ]
    for joint in JointLevel.allCases { #expect(ranking.jointIntervalSets(joint: joint) == sets) }
    // 5.1 lies below 8 − 2.4977 with z, but not below 8 − 9.2 with t of two degrees of freedom.
    let few = ranking.jointIntervalSets(degreesOfFreedom: [2, 2, 2, 2])
    #expect(few[2] == RankSet(rank: 3, best: 1, worst: 3))
    let none = ranking.jointIntervalSets(degreesOfFreedom: [0, 9, 9, 9])
    #expect(none[0] == RankSet(rank: 1, best: 1, worst: 4))
    let loss = Ranking(
      values: [10, 8, 5.1, 0], covariance: diagonal([1, 1, 0, 0.04]), order: .smallestFirst)
    #expect(loss.jointIntervalSets()[0] == RankSet(rank: 4, best: 3, worst: 4))
    #expect(JointLevel.bonferroni.level(0.95, count: 5) == 0.99)
    expectAgreement(JointLevel.sidak.level(0.95, count: 2), 0.95.squareRoot(), "Šidák")
  }

  @Test("critical values are those of the studentised range")
  func criticalValues() throws {
    let reference = try Reference("smallarea").content["rank_critical_values"]
    for row in try #require(reference?["rows"]).elements {
      let count = Int(try row.scalar("k"))
      let freedom = try row.scalar("df")
      var generator = SeededGenerator(seed: 99)
      let simulation = DifferenceSimulation(
        covariance: diagonal([Double](repeating: 2.5, count: count)),
        degreesOfFreedom: freedom > 0 ? freedom : .infinity, replicates: 20_000,
        using: &generator)
      let pairs = (0..<count).flatMap { j in (0..<count).filter { $0 != j }.map { (j, $0) } }
      let value = simulation.criticalValue(of: pairs, level: try row.scalar("level"))
      let expected = try row.scalar("value")
      // Three or more standard deviations of a simulated quantile; t with 4 has a long tail.
      expectAgreement(value, expected, relative: freedom == 4 ? 0.05 : 0.02, "k = \(count)")
    }
  }

  @Test("rank sets are those of csranks' steps, computed apart", arguments: PairwiseMethod.allCases)
  func reference(method: PairwiseMethod) throws {
    let source = try #require(try Reference("smallarea").content["rank_sets"])
    let ranking = Ranking(
      values: try source.column("values"), covariance: try source.matrix("covariance"))
    for level in [0.95, 0.8] {
      var generator = SeededGenerator(seed: 21)
      let name = "\(method.rawValue)_\(level)"
      let together = ranking.compared(
        level: level, replicates: 20_000, method: method, using: &generator)
      let alone = ranking.marginalSets(
        level: level, replicates: 20_000, method: method, using: &generator)
      for (found, kind) in [(together.sets, "simultaneous_"), (alone, "marginal_")] {
        let expected = try #require(source["sets"]).matrix(kind + name)
        for (unit, set) in found.enumerated() {
          let set = try #require(set)
          #expect(
            [Double(set.best), Double(set.worst)] == [expected[unit, 0], expected[unit, 1]],
            "\(kind)\(name), unit \(unit)")
        }
      }
    }
  }

  @Test("stepdown finds what a single step misses, and simultaneous sets are the wider ones")
  func stepdown() throws {
    // Three units far above: once they are told apart, only pairs among the others remain.
    let values = [100.0, 80, 60, 3.75, 0]
    let ranking = Ranking(values: values, covariance: diagonal([1, 1, 1, 1, 1]))
    func compared(_ method: PairwiseMethod) -> RankComparison {
      var generator = SeededGenerator(seed: 1)
      return ranking.compared(method: method, using: &generator)
    }
    // 3.75/√2 = 2.65 is below the 2.73 of all pairs of five units, and above that of the open ones.
    #expect(!compared(.singleStep).isBetter(3, than: 4))
    let found = compared(.stepdown)
    #expect(found.isBetter(3, than: 4) && !found.isBetter(4, than: 3))
    #expect(found.sets.compactMap(\.?.best) == [1, 2, 3, 4, 5])
    #expect(found.tiers == [1, 2, 3, 4, 5])
    #expect(compared(.singleStep).tiers == [1, 2, 3, 4, 4])

    var generator = SeededGenerator(seed: 2)
    let marginal = ranking.marginalSets(method: .singleStep, using: &generator)
    let simultaneous = compared(.singleStep).sets
    for (narrow, wide) in zip(marginal, simultaneous) {
      let (narrow, wide) = (try #require(narrow), try #require(wide))
      #expect(narrow.best >= wide.best && narrow.worst <= wide.worst)
    }
  }

  @Test("correlated estimates are told apart by the error of their difference")
  func correlation() {
    func isApart(_ covariance: Double) -> Bool {
      var generator = SeededGenerator(seed: 5)
      return Ranking(values: [1, 0], covariance: Matrix([[1, covariance], [covariance, 1]]))
        .compared(using: &generator).isBetter(0, than: 1)
    }
    #expect(!isApart(0))
    // √(2 − 2 × 0.9) = 0.447, and 1/0.447 = 2.24.
    #expect(isApart(0.9))
    #expect(isApart(1))
  }

  @Test("one-sided sets bound one side, at least as closely")
  func oneSided() throws {
    let ranking = Ranking(values: [2.45, 0, 0.1], covariance: diagonal([1, 1, 1]))
    func sets(_ bound: RankBound) -> [RankSet?] {
      var generator = SeededGenerator(seed: 6)
      return ranking.marginalSets(bound: bound, using: &generator)
    }
    for ((best, worst), both) in zip(zip(sets(.best), sets(.worst)), sets(.both)) {
      let both = try #require(both)
      #expect(try #require(best).best >= both.best && best?.worst == 3)
      #expect(try #require(worst).worst <= both.worst && worst?.best == 1)
    }
  }

  @Test("few degrees of freedom, missing units, and units known exactly")
  func edges() {
    var covariance = diagonal([1, 1, 0, 0])
    for index in 0..<4 {
      covariance[1, index] = .nan
      covariance[index, 1] = .nan
    }
    let ranking = Ranking(values: [3.5, .nan, 0, 1], covariance: covariance)
    func compared(_ freedom: Double) -> RankComparison {
      var generator = SeededGenerator(seed: 7)
      return ranking.compared(degreesOfFreedom: freedom, using: &generator)
    }
    #expect(compared(.infinity).isBetter(0, than: 2))
    #expect(!compared(2).isBetter(0, than: 2))
    // Two units without error are in a certain order.
    #expect(compared(2).isBetter(3, than: 2) && compared(2).sets[1] == nil)
    #expect(compared(2).tiers == [1, nil, 2, 1])
    #expect(compared(2).mayBeAmongBest(1) == [true, false, false, true])
    #expect(compared(2).mayBeAmongWorst(1) == [true, false, true, false])
    var generator = SeededGenerator(seed: 8)
    let alone = Ranking(values: [4], covariance: Matrix([[2]])).compared(using: &generator)
    #expect(alone.sets == [RankSet(rank: 1, best: 1, worst: 1)] && alone.tiers == [1])
  }

  @Test("a seed decides the result, and the order of units does not")
  func repeatable() {
    let values = (0..<12).map { Double(($0 * 7) % 12) / 2 }
    func compared(_ order: [Int]) -> RankComparison {
      var generator = SeededGenerator(seed: 3)
      return Ranking(
        values: order.map { values[$0] }, covariance: diagonal(order.map { _ in 0.5 })
      ).compared(using: &generator)
    }
    let order = [3, 1, 0, 2, 7, 5, 4, 6, 11, 9, 8, 10]
    let plain = compared(Array(values.indices))
    #expect(plain == compared(Array(values.indices)))
    #expect(compared(order).sets == order.map { plain.sets[$0] })
  }
}
