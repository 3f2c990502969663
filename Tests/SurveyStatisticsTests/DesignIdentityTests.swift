import Testing

@testable import SurveyStatistics

@Suite("Identities of estimates")
struct DesignIdentityTests {
  /// Three strata of 3, 4 and 5 districts, of each two to four villages with people in them.
  private struct Sample {
    var weights: [Double] = []
    var stratum: [Int] = []
    var district: [Int] = []
    var village: [Int] = []
    var districts: [Double] = []
    var villages: [Double] = []
    var y: [Double] = []
    var x: [Double] = []
    var isMember: [Bool] = []

    init(seed: UInt64 = 20_240_407) {
      var generator = SeededGenerator(seed: seed)
      for h in 0..<3 {
        for c in 0..<(3 + h) {
          let shift = generator.uniform()
          for v in 0..<(2 + generator.index(below: 3)) {
            for _ in 0..<(1 + generator.index(below: 4)) {
              stratum.append(h)
              district.append(c)
              village.append(v)
              districts.append(Double(10 + 3 * h))
              villages.append(Double(9 + c))
              weights.append(1 + 4 * generator.uniform())
              x.append(1 + generator.uniform())
              y.append(x[x.count - 1] * (2 + shift) + generator.uniform())
              isMember.append(h != 1 && c < 3 && generator.uniform() < 0.6)
            }
          }
        }
      }
    }

    func design(
      stages: Int, weights: [Double]? = nil, order: [Int]? = nil
    ) throws -> SampleDesign {
      let order = order ?? Array(y.indices)
      let first = SampleDesign.Stage(
        stratum: order.map { stratum[$0] }, cluster: order.map { district[$0] },
        populationSize: order.map { districts[$0] })
      let second = SampleDesign.Stage(
        stratum: order.map { _ in 0 }, cluster: order.map { village[$0] },
        populationSize: order.map { villages[$0] })
      return try SampleDesign(
        weights: order.map { (weights ?? self.weights)[$0] },
        stages: stages == 1 ? [first] : [first, second])
    }
  }

  private let sample = Sample()

  @Test("the mean in a domain is the ratio of two totals, and the mean of missing values elsewhere")
  func domainMean() throws {
    let design = try sample.design(stages: 2)
    let inside = sample.isMember.map { $0 ? 1.0 : 0 }
    let mean = try design.mean(of: [sample.y], in: sample.isMember)
    let ratio = try design.ratio(of: [zip(sample.y, inside).map { $0 * $1 }], to: [inside])
    let missing = try design.mean(of: [zip(sample.y, inside).map { $1 == 1 ? $0 : .nan }])
    expectAgreement(mean.values[0], ratio.values[0], relative: 1e-13, "value")
    expectAgreement(mean.covariance[0, 0], ratio.covariance[0, 0], relative: 1e-12, "variance")
    #expect(missing == mean)
  }

  @Test("groups are estimated as domains are, and their covariance follows")
  func groups() throws {
    let design = try sample.design(stages: 2)
    let groups = Grouping(codes: sample.isMember.map { $0 ? 1 : 0 }, count: 3)
    let both = try design.mean(of: [sample.y, sample.x], by: groups)
    for (column, values) in [sample.y, sample.x].enumerated() {
      let alone = try design.mean(of: [values], in: sample.isMember)
      #expect(both.values[3 * column + 1] == alone.values[0])
      expectAgreement(
        both.covariance[3 * column + 1, 3 * column + 1], alone.covariance[0, 0], relative: 1e-12,
        "variance")
      #expect(both.sampleSizes[3 * column + 2] == 0)
      #expect(both.values[3 * column + 2].isNaN)
    }
    let difference = try design.covariance(of: [
      zip(both.linearised[0], both.linearised[1]).map { $0 - $1 }
    ])
    let contrast = both.contrast([1, -1, 0, 0, 0, 0])
    expectAgreement(
      contrast.standardError, difference[0, 0].squareRoot(), relative: 1e-12, "difference")
  }

  @Test("the order of the units does not matter", arguments: [1, 2])
  func permutation(stages: Int) throws {
    var generator = SeededGenerator(seed: 7)
    let order = sample.y.indices.shuffled(using: &generator)
    let sorted = try sample.design(stages: stages).mean(of: [sample.y])
    let shuffled = try sample.design(stages: stages, order: order)
      .mean(of: [order.map { sample.y[$0] }])
    expectAgreement(shuffled.values[0], sorted.values[0], relative: 1e-13, "value")
    expectAgreement(
      shuffled.covariance[0, 0], sorted.covariance[0, 0], relative: 1e-11, "variance")
  }

  @Test("a unit split into two of half its weight leaves everything as it is")
  func splitting() throws {
    let whole = try sample.design(stages: 1)
    let twice = Array(sample.y.indices) + Array(sample.y.indices)
    let split = try sample.design(
      stages: 1, weights: sample.weights.map { $0 / 2 }, order: twice)
    let (column, doubled) = (sample.y, twice.map { sample.y[$0] })
    let member = sample.isMember
    for (one, other) in [
      (
        try whole.mean(of: [column], in: member),
        try split.mean(of: [doubled], in: twice.map { member[$0] })
      ),
      (try whole.total(of: [column]), try split.total(of: [doubled])),
    ] {
      expectAgreement(other.values[0], one.values[0], relative: 1e-12, "value")
      expectAgreement(other.standardErrors[0], one.standardErrors[0], relative: 1e-10, "error")
      #expect(other.degreesOfFreedom == one.degreesOfFreedom)
    }
  }

  @Test("weights seven times as large leave means as they are, and enlarge totals")
  func scaling() throws {
    let design = try sample.design(stages: 2)
    let scaled = try sample.design(stages: 2, weights: sample.weights.map { 7 * $0 })
    let (mean, same) = (try design.mean(of: [sample.y]), try scaled.mean(of: [sample.y]))
    expectAgreement(same.values[0], mean.values[0], relative: 1e-13, "mean")
    expectAgreement(
      same.standardErrors[0], mean.standardErrors[0], relative: 1e-12, "standard error")
    let (total, larger) = (try design.total(of: [sample.y]), try scaled.total(of: [sample.y]))
    expectAgreement(
      larger.standardErrors[0], 7 * total.standardErrors[0], relative: 1e-12, "total")
  }

  @Test("the covariance is the textbook's double sum", arguments: [1, 2])
  func naive(stages: Int) throws {
    let columns = [sample.y, sample.x]
    let covariance = try sample.design(stages: stages).covariance(of: columns)
    for i in 0..<2 {
      for j in 0..<2 {
        let expected = naiveCovariance(columns[i], columns[j], stages: stages)
        expectAgreement(covariance[i, j], expected, relative: 1e-12, "[\(i), \(j)]")
      }
    }
  }

  private func naiveCovariance(_ a: [Double], _ b: [Double], stages: Int) -> Double {
    var sum = 0.0
    for h in Set(sample.stratum) {
      let inStratum = sample.y.indices.filter { sample.stratum[$0] == h }
      let size = sample.districts[inStratum[0]]
      let outer = spread(inStratum, by: sample.district, a, b, population: size)
      sum += outer.spread
      guard stages == 2 else { continue }
      for c in Set(inStratum.map { sample.district[$0] }) {
        let inDistrict = inStratum.filter { sample.district[$0] == c }
        let villages = sample.villages[inDistrict[0]]
        let inner = spread(inDistrict, by: sample.village, a, b, population: villages)
        sum += outer.count / size * inner.spread
      }
    }
    return sum
  }

  private func spread(
    _ units: [Int], by clusters: [Int], _ a: [Double], _ b: [Double], population: Double
  ) -> (spread: Double, count: Double) {
    let names = Set(units.map { clusters[$0] })
    let count = Double(names.count)
    func total(_ column: [Double], _ name: Int) -> Double {
      units.filter { clusters[$0] == name }.reduce(0) { $0 + column[$1] }
    }
    let (meanA, meanB) = (
      names.reduce(0) { $0 + total(a, $1) } / count, names.reduce(0) { $0 + total(b, $1) } / count
    )
    let products = names.reduce(0) { $0 + (total(a, $1) - meanA) * (total(b, $1) - meanB) }
    return ((1 - count / population) * count / (count - 1) * products, count)
  }

  @Test("a domain keeps the number of PSUs of a stratum that it meets in part")
  func domainKeepsPSUs() throws {
    // Three PSUs with totals 4, 0 and 0: 3/2 × (4² − 4²/3) = 16; two PSUs would give 8 × 2.
    let design = try SampleDesign(
      weights: [1, 1, 1, 1],
      stages: [SampleDesign.Stage(stratum: [0, 0, 0, 0], cluster: [0, 0, 1, 2])])
    let total = try design.total(of: [[1, 3, 8, 9]], in: [true, true, false, false])
    expectAgreement(total.covariance[0, 0], 16, relative: 1e-14, "total in one of three PSUs")
    #expect(total.degreesOfFreedom == [0])
    #expect(design.degreesOfFreedom() == 2)
    let five = try SampleDesign(
      weights: [1, 1, 1, 1, 1],
      stages: [SampleDesign.Stage(stratum: [0, 0, 0, 0, 0], cluster: [0, 1, 2, 3, 4])])
    let pair = try five.total(of: [[3, 5, 8, 9, 9]], in: [true, true, false, false, false])
    // 5/4 × (9 + 25 − 64/5) = 26.5, where two PSUs alone would give 2 × (9 + 25 − 32) = 4.
    expectAgreement(pair.covariance[0, 0], 26.5, relative: 1e-14, "total over two of five PSUs")
  }

  @Test("the variance of a ratio is close to that of a jackknife over PSUs")
  func jackknife() throws {
    let big = Sample(seed: 99)
    let stage = SampleDesign.Stage(stratum: big.stratum, cluster: big.district)
    let design = try SampleDesign(weights: big.weights, stages: [stage])
    let taylor = try design.ratio(of: [big.y], to: [big.x])
    var variance = 0.0
    for h in 0..<3 {
      let count = Double(3 + h)
      for c in 0..<(3 + h) {
        var (top, bottom) = (0.0, 0.0)
        for unit in big.y.indices {
          let isStratum = big.stratum[unit] == h
          if isStratum && big.district[unit] == c { continue }
          let weight = big.weights[unit] * (isStratum ? count / (count - 1) : 1)
          top += weight * big.y[unit]
          bottom += weight * big.x[unit]
        }
        let change = top / bottom - taylor.values[0]
        variance += (count - 1) / count * change * change
      }
    }
    expectAgreement(
      taylor.standardErrors[0], variance.squareRoot(), relative: 0.05, "standard error")
  }
}
