import SurveyStatistics
import Testing

@testable import SurveyQuality

@Suite("One group against the others")
struct ComparisonTests {
  private func normals(_ count: Int, seed: UInt64, deviation: Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      NormalDistribution.quantile(max(generator.uniform(), 1e-12)) * deviation
    }
  }

  @Test("p-values of honest groups are spread evenly, whether they differ by chance or by more")
  func evenness() throws {
    for deviation in [1.0, 3.0] {
      var low = 0
      var total = 0
      for seed in 0..<200 {
        let values = normals(40, seed: UInt64(seed), deviation: deviation)
        let comparison = try #require(
          GroupComparison(values, standardErrors: Array(repeating: 1, count: 40)))
        low += values.indices.count { comparison.upperTail($0) < 0.05 }
        total += 40
      }
      // 8,000 values: the standard error of 5 % is 0.24 points. Where groups differ by chance alone, a
      // variance between them is found half of the time all the same, and p-values are too large.
      let share = Double(low) / Double(total)
      #expect((deviation > 1 ? 0.03 : 0.01)...0.055 ~= share, "\(low) of \(total)")
    }
  }

  @Test("a group far out is found, and does not make the others look near")
  func outlier() throws {
    var values = normals(40, seed: 3, deviation: 1)
    values[7] = 12
    values[8] = 11
    let comparison = try #require(
      GroupComparison(values, standardErrors: Array(repeating: 1, count: 40)))
    #expect(comparison.upperTail(7) < 1e-4 && comparison.upperTail(8) < 1e-4)
    #expect(comparison.lowerTail(7) > 0.999)
    #expect(values.indices.filter { comparison.upperTail($0) < 1e-3 } == [7, 8])
  }

  @Test("too few groups are not compared, and one without a value takes no part")
  func few() throws {
    #expect(
      GroupComparison(
        normals(9, seed: 1, deviation: 1), standardErrors: Array(repeating: 1, count: 9)) == nil)
    var values = normals(12, seed: 1, deviation: 1)
    values[4] = .nan
    let comparison = try #require(
      GroupComparison(values, standardErrors: Array(repeating: 1, count: 12)))
    #expect(comparison.upperTail(4).isNaN && comparison.twoSided(4).isNaN)
    let same = try #require(
      GroupComparison(
        Array(repeating: 2, count: 12), standardErrors: Array(repeating: 0, count: 12)))
    #expect((0..<12).allSatisfy { same.upperTail($0) == 0.5 })
  }
}
