extension SurveyDesign {
  /// How many people with equal weights would serve as well, as far as weights alone go (Kish 1965).
  ///
  /// n = (Σ wᵢ)²/Σ wᵢ², the number of units over 1 + the squared coefficient of variation of the
  /// weights. It knows neither clusters nor strata, nor whether weights go with the answers; the
  /// design effect of an estimate (``Estimates/effectiveSizes``) knows both.
  ///
  /// - Parameter domain: Which units belong to the domain; `nil` for all.
  /// - Returns: At most the number of units with a positive weight; 0 without one.
  /// - Complexity: O(*n*).
  public func kishEffectiveSize(in domain: [Bool]? = nil) -> Double {
    precondition(domain.map { $0.count == count } ?? true, "a domain says yes or no for each unit")
    let used = weights.indices.filter { domain?[$0] ?? true }.map { weights[$0] }
    let squares = used.reduce(0) { $0 + $1 * $1 }
    let total = used.reduce(0, +)
    return squares > 0 ? total * total / squares : 0
  }
}
