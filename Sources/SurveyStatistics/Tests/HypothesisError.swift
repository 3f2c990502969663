/// Why a hypothesis cannot be tested.
public enum HypothesisError: Error, Hashable, Sendable {
  /// The estimates themselves cannot be made.
  case estimation(EstimationError)

  /// An estimate is missing: no unit could be used for it. Estimates count from 0.
  case missingEstimate(Int)

  /// The covariance of what is tested has no inverse: some of it has no variance, or there are fewer
  /// PSUs than hypotheses.
  case singularCovariance(hypotheses: Int)

  /// The design leaves too few degrees of freedom.
  case tooFewDegreesOfFreedom(Double)

  /// Fewer groups, rows or columns than two are present.
  case tooFewGroups(Int)
}

extension HypothesisError: CustomStringConvertible {
  /// What is wrong, and what to do, in English.
  public var description: String {
    switch self {
    case .estimation(let error): error.description
    case .missingEstimate(let index):
      "estimate \(index) is missing; leave its group out, or join it with another"
    case .singularCovariance(let hypotheses):
      "the covariance of the \(hypotheses) tested estimates has no inverse; test fewer at once, "
        + "or join groups"
    case .tooFewDegreesOfFreedom(let freedom):
      "\(freedom) degrees of freedom are left; the sample has too few PSUs for this test"
    case .tooFewGroups(let count):
      "\(count) group has members; a comparison needs two"
    }
  }
}

/// Runs an estimation, and hands its error on as that of a test.
func estimating<Value>(
  _ body: () throws(EstimationError) -> Value
) throws(HypothesisError) -> Value {
  do { return try body() } catch { throw .estimation(error) }
}
