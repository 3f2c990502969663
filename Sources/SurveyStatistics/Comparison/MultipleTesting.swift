/// How the p-values of a family of tests are raised for their number.
///
/// An adjusted p-value not above α rejects its hypothesis while the stated error of the whole
/// family stays at α. The family is fixed before the data are seen: for instance all provinces on
/// one axis in one wave.
public enum FamilyAdjustment: String, Hashable, Sendable, CaseIterable {
  /// The probability of any false rejection, whatever the tests' dependence (Holm 1979): with p
  /// sorted upwards, max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎).
  case holm

  /// The expected share of false ones among rejections, for tests that are independent or
  /// positively dependent (Benjamini and Hochberg 1995): min over j ≥ i of min(1, m/j × p₍ⱼ₎).
  ///
  /// Units compared with a whole that they are part of share its error; two-sided tests of them
  /// need not be positively dependent, and ``benjaminiYekutieli`` is the safe choice.
  case benjaminiHochberg = "BH"

  /// The same share whatever the tests' dependence (Benjamini and Yekutieli 2001): that of
  /// ``benjaminiHochberg`` times Σ 1/j.
  case benjaminiYekutieli = "BY"

  /// Adjusts the p-values of a family.
  ///
  /// The same numbers as `p.adjust` of R: a missing (NaN) p-value stays missing and does not count
  /// in the family.
  ///
  /// - Parameter pValues: The p-values, each 0…1 or NaN.
  /// - Returns: The adjusted ones in the same order, 0…1, none below its p-value.
  /// - Complexity: O(*m* log *m*).
  public func adjusted(_ pValues: [Double]) -> [Double] {
    precondition(
      pValues.allSatisfy { $0.isNaN || ($0 >= 0 && $0 <= 1) }, "a p-value lies between 0 and 1")
    let order = pValues.indices.filter { !pValues[$0].isNaN }
      .sorted { pValues[$0] < pValues[$1] }
    let size = Double(order.count)
    var result = pValues
    switch self {
    case .holm:
      var running = 0.0
      for (position, index) in order.enumerated() {
        running = max(running, (size - Double(position)) * pValues[index])
        result[index] = min(1, running)
      }
    case .benjaminiHochberg, .benjaminiYekutieli:
      let harmonic = order.indices.reduce(0) { $0 + 1 / Double($1 + 1) }
      let factor = self == .benjaminiHochberg ? size : harmonic * size
      var running = Double.infinity
      for (position, index) in order.enumerated().reversed() {
        running = min(running, factor / Double(position + 1) * pValues[index])
        result[index] = min(1, running)
      }
    }
    return result
  }
}
