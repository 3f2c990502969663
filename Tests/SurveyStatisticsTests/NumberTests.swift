import Testing

@testable import SurveyStatistics

@Suite("Sums, random numbers and matrices")
struct NumberTests {
  private static func numbers(count: Int) -> [Double] {
    var generator = SeededGenerator(seed: 3)
    return (0..<count).map { _ in
      let exponent = -12 * generator.uniform()
      return (generator.uniform() - 0.5) * (exponent < -6 ? 1e-9 : 1000 * exponent)
    }
  }

  @Test("an exact sum has the same bits in any order and partition", arguments: [1, 2, 7, 100])
  func orderFree(parts: Int) {
    let numbers = Self.numbers(count: 1000)
    var all = ExactSum(bound: 10_000)
    for number in numbers { all.add(number) }
    var generator = SeededGenerator(seed: UInt64(parts))
    var sums = [ExactSum](repeating: ExactSum(bound: 10_000), count: parts)
    for number in numbers.shuffled(using: &generator) {
      sums[generator.index(below: parts)].add(number)
    }
    let joined = sums.reduce(ExactSum(bound: 10_000), +)
    #expect(joined == all)
    #expect(joined.value.bitPattern == all.value.bitPattern)
  }

  @Test("an exact sum loses nothing where plain addition does")
  func exactness() {
    var sum = ExactSum(bound: 0x1p30)
    var plain = 0.0
    for number in [0x1p30, 1e-6, -0x1p30, 0.1, -0.1] {
      sum.add(number)
      plain += number
    }
    #expect((sum.value - 1e-6).magnitude <= 3 * 0x1p-57)
    #expect((plain - 1e-6).magnitude > 1e-8)
    var decimals = ExactSum(bound: 1)
    for _ in 0..<10 { decimals.add(0.1) }
    // Ten times the number nearest to 0.1, rounded once.
    #expect(decimals.value == 1)
  }

  @Test("an exact sum holds numbers of the size of its bound", arguments: [1, 3.7, 1e9, 1e-30])
  func bound(bound: Double) {
    var sum = ExactSum(bound: bound)
    #expect(sum.bound >= bound && sum.bound < 2 * bound)
    for _ in 0..<1000 { sum.add(bound) }
    #expect(sum.value == 1000 * bound)
    for _ in 0..<1000 { sum.add(-bound) }
    #expect(sum.value == 0)
  }

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
