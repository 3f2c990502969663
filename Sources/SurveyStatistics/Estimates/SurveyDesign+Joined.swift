extension SampleDesign {
  /// Estimates of different kinds as one, from their linearised variables; see ``SurveyDesign``.
  public func joined(_ parts: [Estimates]) throws(EstimationError) -> Estimates {
    let variables = parts.flatMap(\.variables)
    let isKnown = variables.map { $0.values.allSatisfy(\.isFinite) }
    // What is not known must not disturb the sums of the others.
    let known = zip(variables, isKnown).map { variable, isKnown in
      isKnown
        ? variable
        : LinearisedVariable(units: variable.units, values: variable.values.map { _ in 0 })
    }
    var covariance = try covariance(of: known)
    for index in variables.indices where !isKnown[index] {
      for other in variables.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    return Estimates(joining: parts, covariance: covariance, replication: nil)
  }
}

extension ReplicateDesign {
  /// Estimates of different kinds as one, from their replicates; see ``SurveyDesign``.
  public func joined(_ parts: [Estimates]) throws(EstimationError) -> Estimates {
    let count = parts.reduce(0) { $0 + $1.values.count }
    var values = Matrix(rows: replicateCount, columns: count, repeating: .nan)
    var start = 0
    for part in parts {
      guard let replicates = part.replicates else { throw .replicatesMissing }
      for replicate in 0..<replicateCount {
        for index in part.values.indices {
          values[replicate, start + index] = replicates[replicate, index]
        }
      }
      start += part.values.count
    }
    let replication = Replication(
      values: values, scale: scale, scales: replicateScales, centre: centre)
    return Estimates(
      joining: parts, covariance: replication.covariance(around: parts.flatMap(\.values)),
      replication: replication)
  }
}

extension Estimates {
  /// Makes one list of estimates of several from one design.
  fileprivate init(joining parts: [Estimates], covariance: Matrix, replication: Replication?) {
    precondition(
      Set(parts.map(\.unitCount)).count == 1, "estimates that are joined are from one design")
    values = parts.flatMap(\.values)
    var covariance = covariance
    for (index, value) in values.enumerated() where !value.isFinite {
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    self.covariance = covariance
    variables = parts.flatMap(\.variables)
    degreesOfFreedom = parts.flatMap(\.degreesOfFreedom)
    sampleSizes = parts.flatMap(\.sampleSizes)
    weightTotals = parts.flatMap(\.weightTotals)
    elementVariances = parts.flatMap(\.elementVariances)
    unitCount = parts.first?.unitCount ?? 0
    self.replication = replication
    // Functions of estimates have none: then none has.
    regressors =
      parts.allSatisfy { $0.regressors.count == $0.values.count }
      ? parts.flatMap(\.regressors) : []
  }
}
