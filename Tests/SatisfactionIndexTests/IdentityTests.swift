import SatisfactionIndex
import SurveyModel
import SurveyStatistics
import SurveyWeighting
import Testing

@Suite("One number by two routes")
struct IdentityTests {
  let province: ModelProvince
  let index: IndexTable

  init() throws {
    province = try ModelProvince("model-province-2023", respondents: 504, seed: 11)
    index = try province.index()
  }

  @Test("a criterion is the weighted mean of its scores, blanks left out")
  func criterion() throws {
    for item in province.study.questionnaire.index.allCriteria {
      let scores = try province.scores(item, profile: "top-two-box")
      var sum = 0.0
      var weight = 0.0
      for (score, w) in zip(scores, province.weights) where !score.isNaN {
        sum += w * score
        weight += w
      }
      let estimate = try #require(index.estimate(of: .item(item), unit: nil))
      #expect(abs((estimate.estimate ?? -1) - 100 * sum / weight) < 1e-10)
      #expect(estimate.answered == scores.count { !$0.isNaN })
      #expect(estimate.sampleSize == province.table.rowCount)
    }
  }

  @Test("the index is the mean of its 39 criteria, and 23 to 16 of its axes")
  func rollUp() throws {
    let criteria = province.study.questionnaire.index.allCriteria
    let values = criteria.compactMap { index.estimate(of: .item($0), unit: nil)?.estimate }
    let mean = values.reduce(0, +) / 39
    let total = try #require(index.estimate(of: .index, unit: nil)?.estimate)
    let policy = try #require(index.estimate(of: .axis("policy"), unit: nil)?.estimate)
    let service = try #require(index.estimate(of: .axis("service"), unit: nil)?.estimate)
    #expect(values.count == 39)
    #expect(abs(total - mean) < 1e-10)
    #expect(abs(total - (23 * policy + 16 * service) / 39) < 1e-10)
  }

  @Test("the index's variance is that of the contrast of its axes")
  func contrast() throws {
    let axes = [
      try #require(index.estimate(of: .axis("policy"), unit: nil)),
      try #require(index.estimate(of: .axis("service"), unit: nil)),
    ]
    let total = try #require(index.estimate(of: .index, unit: nil)?.standardError)
    let covariance = try index.covariance(of: axes)
    let variance = covariance.quadraticForm([23 / 39.0, 16 / 39.0])
    #expect(abs(variance - total * total) < 1e-10)
    #expect(covariance[0, 1] != 0)
  }

  @Test("units in different strata do not vary together, a unit and the whole do")
  func covarianceAcrossUnits() throws {
    let units = index.units
    let estimates = try [units[0], units[1], nil].map { unit in
      try #require(index.estimate(of: .index, unit: unit))
    }
    let covariance = try index.covariance(of: estimates)
    #expect(abs(covariance[0, 1]) < 1e-15)
    #expect(covariance[0, 2] > 0)
  }

  /// The variance of the index at two stages with both corrections, by the textbook and by rows.
  private func naiveVariance(in district: String?) throws -> Double {
    let criteria = province.study.questionnaire.index.allCriteria
    let districts = province.units(.district)
    let communes = province.units(.commune)
    let villages = province.units(.village)
    let weights = province.weights
    var influence = [Double](repeating: 0, count: weights.count)
    for item in criteria {
      let scores = try province.scores(item, profile: "top-two-box")
      let rows = scores.indices.filter { row in
        !scores[row].isNaN && (district == nil || districts[row] == district)
      }
      let base = rows.reduce(0) { $0 + weights[$1] }
      let mean = rows.reduce(0) { $0 + weights[$1] * scores[$1] } / base
      for row in rows { influence[row] += weights[row] * (scores[row] - mean) / base / 39 }
    }
    guard case .stated(let communeCounts) = province.study.design.stages[0].population,
      case .stated(let villageCounts) = province.study.design.stages[1].population
    else { return .nan }
    var variance = 0.0
    for stratum in Set(districts) {
      let sampled = Set(zip(districts, communes).filter { $0.0 == stratum }.map(\.1))
      let n = Double(sampled.count)
      let size = communeCounts[stratum] ?? .nan
      let totals = sampled.map { commune in
        influence.indices.filter { communes[$0] == commune }.reduce(0) { $0 + influence[$1] }
      }
      let mean = totals.reduce(0, +) / n
      variance +=
        (1 - n / size) * n / (n - 1) * totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      for commune in sampled {
        let inside = Set(zip(communes, villages).filter { $0.0 == commune }.map(\.1))
        let m = Double(inside.count)
        let villageSize = villageCounts[commune] ?? .nan
        let sums = inside.map { village in
          influence.indices.filter { villages[$0] == village }.reduce(0) { $0 + influence[$1] }
        }
        let centre = sums.reduce(0, +) / m
        variance +=
          n / size * (1 - m / villageSize) * m / (m - 1)
          * sums.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      }
    }
    return variance * 10_000
  }

  @Test("the variance is that of a naive double loop over rows, for all and for a unit")
  func naive() throws {
    let all = try #require(index.estimate(of: .index, unit: nil)?.standardError)
    let expected = try naiveVariance(in: nil)
    #expect(abs(all * all - expected) < 1e-12 * expected)
    let unit = try #require(province.study.units.position(of: "H2"))
    let one = try #require(index.estimate(of: .index, unit: unit)?.standardError)
    let expectedOne = try naiveVariance(in: "H2")
    #expect(abs(one * one - expectedOne) < 1e-12 * expectedOne)
  }

  @Test("deleting one cluster at a time gives nearly the same variance")
  func jackknife() throws {
    // Without corrections for the finite population, as the jackknife knows none.
    let plain = try ModelProvince("model-province-2017", respondents: 1200, seed: 3)
    let table = try plain.index()
    let communes = plain.units(.commune)
    let districts = plain.units(.district)
    var variance = 0.0
    let full = try #require(table.estimate(of: .index, unit: nil))
    for district in Set(districts) {
      let clusters = Set(zip(districts, communes).filter { $0.0 == district }.map(\.1))
      let n = Double(clusters.count)
      for deleted in clusters {
        // What is left of the stratum takes over the weight of the deleted cluster.
        var replicate = plain
        replicate.study.design.weightColumn = "w"
        replicate.table = plain.table.addingWeights(
          layout: TableLayout(replicate.study),
          weights: communes.indices.map { row in
            communes[row] == deleted ? 0 : districts[row] == district ? n / (n - 1) : 1
          })
        let value = try #require(
          try replicate.index().estimate(of: .index, unit: nil)?.estimate)
        let difference = value - (full.estimate ?? .nan)
        variance += (n - 1) / n * difference * difference
      }
    }
    let taylor = try #require(full.standardError)
    // The two differ by terms of order 1/(number of clusters).
    #expect(abs(variance.squareRoot() / taylor - 1) < 0.02)
    #expect(variance.squareRoot() != taylor)
  }

  @Test("a design effect is the variance over that of a simple random sample")
  func designEffect() throws {
    let item = "q9_07"
    let scores = try province.scores(item, profile: "top-two-box")
    let pairs = zip(scores, province.weights).filter { !$0.0.isNaN }
    let weight = pairs.reduce(0) { $0 + $1.1 }
    let mean = pairs.reduce(0) { $0 + $1.0 * $1.1 } / weight
    let spread = pairs.reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) } / weight
    let estimate = try #require(index.estimate(of: .item(item), unit: nil))
    let error = try #require(estimate.standardError) / 100
    let expected = error * error / (spread / Double(pairs.count - 1))
    #expect(abs((estimate.designEffect ?? 0) - expected) < 1e-10)
  }

  @Test("Wilson's interval of a composite rests on its own variance, as wide as the logit one")
  func wilson() throws {
    let wilson = try province.index { $0.interval = "wilson" }
    for parameter in [Parameter.index, .axis("policy"), .item("q9_07")] {
      let one = try #require(wilson.estimate(of: parameter, unit: nil)?.interval)
      let other = try #require(index.estimate(of: parameter, unit: nil)?.interval)
      #expect(one.method == .wilson && other.method == .logit)
      #expect(abs((one.upper - one.lower) / (other.upper - other.lower) - 1) < 0.1)
    }
  }

  @Test("a composite of one criterion has that criterion's figures")
  func singleton() throws {
    var one = province
    one.study.questionnaire.index = Axis(
      id: "index", label: LocalizedText("index"), kind: .index, criteria: ["q9_07"])
    let table = try one.index()
    let composite = try #require(table.estimate(of: .index, unit: nil))
    let criterion = try #require(table.estimate(of: .item("q9_07"), unit: nil))
    #expect(abs((composite.estimate ?? 0) - (criterion.estimate ?? 1)) < 1e-12)
    #expect(abs((composite.standardError ?? 0) - (criterion.standardError ?? 1)) < 1e-12)
    #expect(abs((composite.designEffect ?? 0) - (criterion.designEffect ?? 1)) < 1e-10)
  }
}

extension ResponseTable {
  /// The table without the rows of weight 0, with a column of weights.
  func addingWeights(layout: TableLayout, weights: [Double]) -> ResponseTable {
    let kept = weights.indices.filter { weights[$0] > 0 }
    let columns = layout.columns.map { column in
      guard let position = self.layout.position(of: column.name) else {
        return Column.number(weights)
      }
      return self.columns[position]
    }
    return ResponseTable(layout: layout, rowCount: rowCount, columns: columns).rows(at: kept)
  }
}
