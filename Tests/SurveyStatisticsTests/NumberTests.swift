import Testing

@testable import SurveyStatistics

@Suite("Sums, random numbers and matrices")
struct NumberTests {
  @Test("random numbers are those of SplitMix64")
  func splitMix() {
    var generator = SeededGenerator(seed: 1_234_567)
    // From the algorithm written in Python; the first of the list in Rosetta Code is the same.
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in generator.next() } == expected)
  }

  @Test("random indices are all met about equally often", arguments: [1, 3, 10])
  func indices(count: Int) {
    var generator = SeededGenerator(seed: 11)
    var met = [Int](repeating: 0, count: count)
    for _ in 0..<10_000 { met[generator.index(below: count)] += 1 }
    let expected = 10_000 / Double(count)
    #expect(met.allSatisfy { (Double($0) - expected).magnitude < 5 * expected.squareRoot() })
    let uniform = (0..<10_000).map { _ in generator.uniform() }
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect((uniform.reduce(0, +) / 10_000 - 0.5).magnitude < 0.015)
  }

  @Test("forms of a matrix are the sums they stand for")
  func forms() {
    let matrix = Matrix([[2, 1, .nan], [1, 3, 0], [.nan, 0, 5]])
    #expect(matrix.diagonal == [2, 3, 5])
    #expect(matrix.quadraticForm([1, -1, 0]) == 3)
    #expect(matrix.bilinearForm([0, 2, 0], [1, 0, 1]) == 2)
    #expect(matrix.quadraticForm([1, 0, 1]).isNaN)
  }
}
