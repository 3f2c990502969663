import Testing

@testable import SurveyStatistics

@Suite("Identities of calibrated weights")
struct CalibrationIdentityTests {
  /// A sample of 240 people in 24 villages of 8 districts, with unequal weights.
  private struct Sample {
    var weights: [Double] = []
    var district: [Int] = []
    var village: [Int] = []
    var sex: [Int] = []
    var age: [Int] = []
    var income: [Double] = []
    var y: [Double] = []

    init() {
      var generator = SeededGenerator(seed: 314)
      for unit in 0..<240 {
        district.append(unit / 30)
        village.append(unit / 10)
        sex.append(generator.uniform() < 0.4 ? 0 : 1)
        age.append(generator.index(below: 3))
        weights.append(20 + 60 * generator.uniform())
        income.append(5 + 4 * generator.uniform() + Double(age[unit]))
        y.append(Double(sex[unit]) + 0.3 * income[unit] + generator.uniform())
      }
    }

    var sexes: CalibrationMargin {
      CalibrationMargin(
        "sex", codes: sex, totals: [ControlTotal("male", 6100), ControlTotal("female", 6300)])
    }

    var ages: CalibrationMargin {
      CalibrationMargin(
        "age", codes: age,
        totals: [
          ControlTotal("young", 4500), ControlTotal("middle", 4100), ControlTotal("old", 3800),
        ]
      )
    }

    var incomes: CalibrationMargin {
      CalibrationMargin("income", values: income, total: 101_000)
    }

    var methods: [(name: String, calibration: Calibration)] {
      let all = [sexes, ages, incomes]
      return [
        ("post-stratification", .poststratification(to: sexes)),
        ("raking", .raking(to: [sexes, ages])),
        ("weighted raking", .raking(to: [sexes, ages], residuals: .weighted)),
        ("linear", .linear(to: all)),
        ("bounded", .linear(to: all, bounds: .ratio(0.6...1.7))),
        ("bounded weights", .linear(to: all, bounds: .weight(18...85))),
        ("exponential", .exponential(to: all)),
        ("bounded exponential", .exponential(to: all, bounds: .ratio(0.6...1.7))),
        ("logit", .logit(to: all, bounds: 0.6...1.6)),
        ("aggregated", Calibration.linear(to: all).aggregated(by: village)),
        ("trimmed", Calibration.exponential(to: all).trimmed(to: 19...80)),
      ]
    }

    func design(scale: Double = 1, order: [Int]? = nil) throws -> SampleDesign {
      let order = order ?? Array(y.indices)
      return try SampleDesign(
        weights: order.map { scale * weights[$0] },
        stages: [
          SampleDesign.Stage(
            stratum: order.map { _ in 0 }, cluster: order.map { district[$0] })
        ])
    }
  }

  private let sample = Sample()

  @Test("each method reproduces its margins, which then have no standard error")
  func margins() throws {
    for (name, calibration) in sample.methods {
      let design = try sample.design().calibrated(by: calibration)
      for margin in calibration.margins {
        let columns: [[Double]] =
          margin.name == "income"
          ? [sample.income]
          : SampleDesign.indicators(ofLevels: margin.codes, count: margin.totals.count)
        let totals = try design.total(of: columns)
        for (index, control) in margin.totals.enumerated() {
          let label = "\(name), \(margin.name) \(control.name)"
          expectAgreement(totals.values[index], control.total, relative: 1e-11, label)
          // R's residuals of raking stop after ten rounds of unweighted means.
          let isExact = name != "raking" || margin.name == "age"
          #expect(
            !isExact || totals.standardErrors[index] <= 1e-10 * control.total,
            "\(label): \(totals.standardErrors[index])")
        }
      }
    }
  }

  @Test("bounds hold the ratios or the weights that they are meant for")
  func bounds() throws {
    for (name, calibration) in sample.methods {
      let result = try calibration.calibrate(sample.weights)
      switch calibration.bounds {
      case .none: break
      case .ratio(let bounds):
        #expect(result.ratios.allSatisfy { $0 >= bounds.lowerBound - 1e-12 }, "\(name)")
        #expect(result.ratios.allSatisfy { $0 <= bounds.upperBound + 1e-12 }, "\(name)")
      case .weight(let bounds):
        #expect(result.values.allSatisfy { $0 >= bounds.lowerBound - 1e-9 }, "\(name)")
        #expect(result.values.allSatisfy { $0 <= bounds.upperBound + 1e-9 }, "\(name)")
      }
      if let limits = calibration.weightLimits {
        #expect(
          result.values.allSatisfy {
            $0 >= limits.lowerBound - 1e-9 && $0 <= limits.upperBound + 1e-9
          }, "\(name)")
      }
    }
    #expect(
      try Calibration.linear(to: [sample.sexes, sample.incomes]).calibrate(sample.weights)
        .ratios.contains { $0 < 0.6 || $0 > 1.7 })
  }

  @Test("linear calibration is the regression estimator: Ŷ + (T − X̂)′B")
  func regression() throws {
    let design = try sample.design().calibrated(
      by: .linear(to: [
        CalibrationMargin("size", values: sample.y.map { _ in 1 }, total: 12_400), sample.incomes,
      ]))
    let total = try design.total(of: [sample.y]).values[0]
    let (w, x, y) = (sample.weights, sample.income, sample.y)
    func sum(_ term: (Int) -> Double) -> Double { w.indices.reduce(0) { $0 + w[$1] * term($1) } }
    let size = sum { _ in 1 }
    let (meanX, meanY) = (sum { x[$0] } / size, sum { y[$0] } / size)
    let slope =
      sum { (x[$0] - meanX) * (y[$0] - meanY) } / sum { (x[$0] - meanX) * (x[$0] - meanX) }
    let greg = 12_400 * (meanY + slope * (101_000 / 12_400 - meanX))
    expectAgreement(total, greg, relative: 1e-12, "total")
  }

  @Test("post-stratification is linear calibration to the cells, and raking the exponential one")
  func equivalences() throws {
    let pairs: [(Calibration, Calibration)] = [
      (.poststratification(to: sample.sexes), .linear(to: [sample.sexes])),
      (.poststratification(to: sample.sexes), .exponential(to: [sample.sexes])),
      (
        .raking(to: [sample.sexes, sample.ages], residuals: .weighted),
        .exponential(to: [sample.sexes, sample.ages])
      ),
      (
        .raking(to: [sample.sexes, sample.ages], residuals: .weighted),
        .raking(to: [sample.ages, sample.sexes], residuals: .weighted)
      ),
      (
        .linear(to: [sample.sexes, sample.ages, sample.incomes]),
        .linear(to: [sample.incomes, sample.ages, sample.sexes])
      ),
    ]
    for (index, (one, other)) in pairs.enumerated() {
      let left = try sample.design().calibrated(by: one)
      let right = try sample.design().calibrated(by: other)
      for (a, b) in zip(left.weights, right.weights) {
        expectAgreement(a, b, relative: 1e-9, "pair \(index)")
      }
      let (a, b) = (try left.total(of: [sample.y]), try right.total(of: [sample.y]))
      expectAgreement(a.standardErrors[0], b.standardErrors[0], "pair \(index), standard error")
    }
  }

  @Test("design weights seven times as large change nothing where g has no bounds")
  func scale() throws {
    let isBounded: Set = ["bounded", "bounded weights", "bounded exponential", "logit"]
    for (name, calibration) in sample.methods where !isBounded.contains(name) {
      let one = try sample.design().calibrated(by: calibration).mean(of: [sample.y])
      let other = try sample.design(scale: 7).calibrated(by: calibration).mean(of: [sample.y])
      expectAgreement(other.values[0], one.values[0], relative: 1e-9, name)
      expectAgreement(
        other.standardErrors[0], one.standardErrors[0], relative: 1e-8, "\(name), standard error")
    }
  }

  @Test("the order of the units does not matter")
  func permutation() throws {
    var generator = SeededGenerator(seed: 5)
    let order = sample.y.indices.shuffled(using: &generator)
    func shuffled(_ margin: CalibrationMargin) -> CalibrationMargin {
      switch margin.content {
      case .categories(let codes):
        CalibrationMargin(margin.name, codes: order.map { codes[$0] }, totals: margin.totals)
      case .values(let values):
        CalibrationMargin(
          margin.name, values: order.map { values[$0] }, total: margin.totals[0].total)
      }
    }
    for (name, calibration) in sample.methods {
      var other = Calibration(
        calibration.method, margins: calibration.margins.map(shuffled),
        bounds: calibration.bounds)
      other.clusters = calibration.clusters.map { clusters in order.map { clusters[$0] } }
      other.weightLimits = calibration.weightLimits
      let one = try sample.design().calibrated(by: calibration)
      let two = try sample.design(order: order).calibrated(by: other)
      for (position, unit) in order.enumerated() {
        expectAgreement(two.weights[position], one.weights[unit], relative: 1e-9, name)
      }
      let (a, b) = (
        try one.mean(of: [sample.y]), try two.mean(of: [order.map { sample.y[$0] }])
      )
      expectAgreement(b.standardErrors[0], a.standardErrors[0], relative: 1e-8, name)
    }
  }

  @Test("units of a cluster share their ratio, also where their weights differ")
  func aggregation() throws {
    let calibration = Calibration.exponential(to: [sample.sexes, sample.ages, sample.incomes])
      .aggregated(by: sample.village)
    let ratios = try calibration.calibrate(sample.weights).ratios
    for (unit, ratio) in ratios.enumerated() {
      expectAgreement(ratio, ratios[10 * (unit / 10)], relative: 1e-12, "unit \(unit)")
    }
    #expect(Set(ratios.map { ($0 * 1e9).rounded() }).count > 12)
  }

  @Test(
    "the residual-based variance is close to that of a jackknife that calibrates each replicate")
  func jackknife() throws {
    // A replicate without a district may have no weights within limits in people.
    let isLimited: Set = ["aggregated", "bounded weights", "trimmed"]
    for (name, calibration) in sample.methods where !isLimited.contains(name) {
      let design = try sample.design().calibrated(by: calibration)
      let taylor = try design.mean(of: [sample.y])
      var replicates: [Double] = []
      for district in 0..<8 {
        let weights = zip(sample.weights, sample.district).map { $1 == district ? 0 : $0 * 8 / 7 }
        let calibrated = try calibration.apply(to: weights)
        replicates.append(
          zip(calibrated, sample.y).reduce(0) { $0 + $1.0 * $1.1 } / calibrated.reduce(0, +))
      }
      let centre = replicates.reduce(0, +) / 8
      let variance = 7.0 / 8 * replicates.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      expectAgreement(
        taylor.standardErrors[0], variance.squareRoot(), relative: 0.25, "\(name)")
    }
  }

  @Test("a second calibration starts from the first, and both take their part of the variance")
  func repeated() throws {
    let once = try sample.design().calibrated(by: .poststratification(to: sample.sexes))
    let twice = try once.calibrated(by: .poststratification(to: sample.sexes))
    #expect(twice.adjustments.count == 2)
    let (a, b) = (try once.mean(of: [sample.y]), try twice.mean(of: [sample.y]))
    expectAgreement(b.values[0], a.values[0], relative: 1e-13, "mean")
    expectAgreement(b.standardErrors[0], a.standardErrors[0], relative: 1e-11, "standard error")
  }

  @Test("weights are found wherever there are some within the bounds", arguments: 0..<60)
  func solvability(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 12 + 4 * seed
    let lower = 0.2 + 0.5 * generator.uniform()
    let upper = 1.2 + 2 * generator.uniform()
    var weights: [Double] = []
    var ratios: [Double] = []
    var values: [Double] = []
    var sex: [Int] = []
    var area: [Int] = []
    for _ in 0..<count {
      weights.append(1 + 9 * generator.uniform())
      values.append(100 + 30 * generator.uniform())
      sex.append(generator.index(below: 2))
      area.append(generator.index(below: 4))
      // A third at each bound, so that few of all weights can move.
      let place = generator.uniform()
      ratios.append(
        place < 0.3 ? lower : place > 0.7 ? upper : lower + (upper - lower) * generator.uniform())
    }
    func sum(_ term: (Int) -> Double) -> Double {
      weights.indices.reduce(0) { $0 + weights[$1] * ratios[$1] * term($1) }
    }
    let margins = [
      CalibrationMargin(
        "sex", codes: sex,
        totals: (0..<2).map { code in ControlTotal("\(code)", sum { sex[$0] == code ? 1 : 0 }) }),
      CalibrationMargin(
        "area", codes: area,
        totals: (0..<4).map { code in ControlTotal("\(code)", sum { area[$0] == code ? 1 : 0 }) }),
      CalibrationMargin("value", values: values, total: sum { values[$0] }),
    ]
    let calibrations: [Calibration] = [
      .linear(to: margins, bounds: .ratio(lower...upper)),
      .exponential(to: margins, bounds: .ratio(lower...upper)),
      .logit(to: margins, bounds: (0.9 * lower)...(1.1 * upper)),
    ]
    for calibration in calibrations {
      var calibration = calibration
      calibration.emptyCells = .ignore
      let weights = try calibration.apply(to: weights)
      let total = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
      expectAgreement(total, sum { values[$0] }, "\(seed)")
    }
  }

  @Test("Kish's effective size is n for equal weights, and the design effect 1 + cv²")
  func kish() {
    #expect(WeightVariation([3, 3, 3, 3]).effectiveSize == 4)
    let variation = WeightVariation([1, 2, 3, 0, 9], in: [true, true, true, true, false])
    // 6²/14, and cv² = (14/3 − 4)/4.
    expectAgreement(variation.effectiveSize, 36.0 / 14, relative: 1e-15, "size")
    expectAgreement(variation.designEffect, 1 + 1.0 / 6, relative: 1e-15, "effect")
    expectAgreement(
      variation.coefficientOfVariation, (1.0 / 6).squareRoot(), relative: 1e-14, "cv")
    #expect(variation.count == 3)
    #expect(WeightVariation([0, 0]).effectiveSize.isNaN)
  }
}
