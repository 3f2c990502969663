/// How the degrees of freedom of intervals and tests are counted.
public enum DegreesOfFreedomRule: Hashable, Sendable {
  /// Among the units that an estimate is made of: PSUs less strata, or the rank of the replicate
  /// weights less 1, as R *survey* counts in a subset. The default.
  case domain

  /// In the whole design, as Stata and SAS count.
  case wholeDesign

  /// A given number, for instance infinity for the normal distribution.
  case number(Double)

  /// Satterthwaite's approximation as Bell and McCaffrey (2002) use it: fewer than PSUs less strata
  /// where PSUs differ in size, or few carry most of a domain.
  ///
  /// See ``SampleDesign/bellMcCaffreyDegreesOfFreedom(of:at:)``. Designs of replicate weights, and
  /// estimates that are functions of others, are counted as ``domain``.
  case bellMcCaffrey
}

extension SurveyDesign {
  /// The degrees of freedom of each of several estimates by a rule.
  ///
  /// - Parameters:
  ///   - estimates: Estimates made from this design, or functions of such.
  ///   - rule: How to count.
  /// - Returns: One number per estimate.
  /// - Complexity: For Bell and McCaffrey's rule O(PSUs²) for each estimate.
  public func degreesOfFreedom(
    of estimates: Estimates, by rule: DegreesOfFreedomRule
  ) -> [Double] {
    switch rule {
    case .domain: return estimates.degreesOfFreedom.map { Double($0) }
    case .wholeDesign:
      let whole = Double(degreesOfFreedom(in: nil))
      return estimates.values.map { _ in whole }
    case .number(let number): return estimates.values.map { _ in number }
    case .bellMcCaffrey:
      guard let design = self as? SampleDesign, !estimates.regressors.isEmpty else {
        return degreesOfFreedom(of: estimates, by: .domain)
      }
      return estimates.values.indices.map {
        design.bellMcCaffreyDegreesOfFreedom(of: estimates, at: $0)
      }
    }
  }
}
