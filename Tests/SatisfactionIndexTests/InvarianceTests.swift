import SatisfactionIndex
import SurveyModel
import SurveyStatistics
import SurveyWeighting
import Testing

@Suite("Same data, same figures")
struct InvarianceTests {
  /// The designs under which order and scale must not matter: clusters at two stages with weights,
  /// clusters without weights, respondents drawn independently.
  static let designs = ["two stages", "one stage", "independent"]

  static func province(_ design: String) throws -> ModelProvince {
    switch design {
    case "one stage":
      return try ModelProvince("model-province-2017", respondents: 300, seed: 7)
    case "independent":
      var province = try ModelProvince("model-province-2023", respondents: 300, seed: 8)
      province.study.design.strata = nil
      province.study.design.stages = []
      return province
    default: return try ModelProvince("model-province-2023", respondents: 400, seed: 9)
    }
  }

  @Test("permuting the rows leaves every bit", arguments: designs)
  func permutation(design: String) throws {
    let province = try Self.province(design)
    let before = bits(try province.index())
    for seed in 1...3 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var permuted = province
      permuted.table = province.table.rows(
        at: Array(0..<province.table.rowCount).shuffled(using: &generator))
      #expect(bits(try permuted.index()) == before)
    }
  }

  @Test("splitting the batch in three leaves every bit", arguments: designs)
  func splitting(design: String) throws {
    let province = try Self.province(design)
    let rows = Array(0..<province.table.rowCount)
    let parts = (0..<3).map { part in
      Wave.Part(
        batch: part + 1, table: province.table.rows(at: rows.filter { $0 % 3 == part }))
    }
    let wave = Wave(study: province.study, parts: parts.reversed())
    #expect(bits(try IndexTable(wave.weighted())) == bits(try province.index()))
  }

  @Test("scaling all weights by 7 leaves every bit", arguments: ["two stages", "independent"])
  func scaling(design: String) throws {
    let province = try Self.province(design)
    var scaled = province
    scaled.table = province.table.replacingWeights { ($0 * 7 * 10_000).rounded() / 10_000 }
    #expect(scaled.weights != province.weights)
    #expect(bits(try scaled.index()) == bits(try province.index()))
  }

  @Test("weights of nine decimals are sums of integers too")
  func nineDecimals() throws {
    var province = try Self.province("two stages")
    province.table = province.table.replacingWeights {
      ($0 * 1.234_567_89 * 1e9).rounded() / 1e9
    }
    let before = bits(try province.index())
    var generator = SeededGenerator(seed: 4)
    var permuted = province
    permuted.table = province.table.rows(
      at: Array(0..<province.table.rowCount).shuffled(using: &generator))
    #expect(bits(try permuted.index()) == before)
  }

  @Test("weights that are no decimals agree to 1e-12 when scaled", arguments: [7, 1 / 3.0, 1e6])
  func otherWeights(factor: Double) throws {
    var province = try Self.province("two stages")
    province.table = province.table.replacingWeights { $0 * Double.pi }
    var scaled = province
    scaled.table = province.table.replacingWeights { $0 * factor }
    let difference = largestDifference(
      figures(try scaled.index()), figures(try province.index()))
    #expect(difference < 1e-12)
  }
}

extension ResponseTable {
  /// The table with other weights; one of weight 1 gets a column only where the layout has one.
  func replacingWeights(_ change: (Double) -> Double) -> ResponseTable {
    ResponseTable(
      layout: layout, rowCount: rowCount,
      columns: zip(layout.columns, columns).map { layout, column in
        guard layout.name == TableLayout.weight, case .number(let values) = column else {
          return column
        }
        return .number(values.map(change))
      })
  }
}
