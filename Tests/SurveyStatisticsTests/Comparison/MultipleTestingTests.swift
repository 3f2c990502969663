import Testing

@testable import SurveyStatistics

@Suite("Families of tests")
struct MultipleTestingTests {
  @Test("p-values are adjusted as R adjusts them", arguments: ["p.adjust_p", "p.adjust_p2"])
  func reference(name: String) throws {
    let expected = try ComparisonCases()(name)
    let pValues = try expected.column("p")
    for (adjustment, key) in zip(FamilyAdjustment.allCases, ["holm", "BH", "BY"]) {
      expectAgreement(
        adjustment.adjusted(pValues), try expected.column(key), relative: 1e-14, key)
    }
  }

  @Test("the order of the tests does not matter, and no p-value falls")
  func order() {
    var generator = SeededGenerator(seed: 4)
    let pValues = (0..<63).map { _ in generator.uniform() * generator.uniform() }
    let order = pValues.indices.shuffled(using: &generator)
    for adjustment in FamilyAdjustment.allCases {
      let adjusted = adjustment.adjusted(pValues)
      #expect(adjustment.adjusted(order.map { pValues[$0] }) == order.map { adjusted[$0] })
      #expect(zip(adjusted, pValues).allSatisfy { $0 >= $1 && $0 <= 1 })
    }
    #expect(FamilyAdjustment.holm.adjusted([]) == [])
    #expect(FamilyAdjustment.benjaminiYekutieli.adjusted([0.03]) == [0.03])
  }
}
