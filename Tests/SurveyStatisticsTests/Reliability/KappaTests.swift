import Testing

@testable import SurveyStatistics

@Suite("Cohen's kappa")
struct KappaTests {
  /// The pairs of a table of counts, row by row.
  static func pairs(_ table: [[Int]]) -> (first: [Int], second: [Int]) {
    var first: [Int] = []
    var second: [Int] = []
    for (row, counts) in table.enumerated() {
      for (column, count) in counts.enumerated() {
        first += Array(repeating: row, count: count)
        second += Array(repeating: column, count: count)
      }
    }
    return (first, second)
  }

  @Test("κ and both standard errors are those of R by the delta method")
  func reference() throws {
    let content = try Reference("kappa").content
    for entry in content["cases"]?.elements ?? [] {
      let name = try #require(entry["table"]?.text)
      let kind = try #require(entry["weights"]?.text)
      let table = try #require(content["tables"]?[name]).elements.map { row in
        row.numbers.map { Int($0 ?? 0) }
      }
      let weights = try #require(CohenKappa.Weights(rawValue: kind))
      let (first, second) = Self.pairs(table)
      let kappa = try #require(
        CohenKappa(first, second, categories: table.count, weights: weights))
      let label = "\(name) \(kind)"
      expectAgreement(kappa.value, try #require(entry["kappa"]?.number), label)
      expectAgreement(kappa.standardError, try #require(entry["se"]?.number), label)
      expectAgreement(kappa.independenceStandardError, try #require(entry["se0"]?.number), label)
    }
    #expect(content["cases"]?.elements.count == 12)
  }

  @Test("who was first does not matter, and two categories have one κ whatever the weights")
  func symmetry() throws {
    let (first, second) = Self.pairs([[30, 4], [9, 17]])
    let plain = try #require(CohenKappa(first, second, categories: 2))
    let turned = try #require(CohenKappa(second, first, categories: 2))
    expectAgreement(plain.value, turned.value, "κ")
    expectAgreement(plain.standardError, turned.standardError, "SE")
    for weights in CohenKappa.Weights.allCases {
      let other = try #require(CohenKappa(first, second, categories: 2, weights: weights))
      expectAgreement(other.value, plain.value, "\(weights)")
      expectAgreement(other.standardError, plain.standardError, "\(weights)")
    }
  }

  @Test("full agreement is 1 without error, and one category alone has no κ")
  func limits() throws {
    let answers = [0, 1, 2, 2, 1]
    let full = try #require(CohenKappa(answers, answers, categories: 3))
    #expect(full.value == 1 && full.agreement == 1)
    #expect(full.standardError < 1e-9)
    #expect(CohenKappa([1, 1, 1], [1, 1, 1], categories: 3) == nil)
    #expect(CohenKappa([], [], categories: 3) == nil)
  }
}
