extension Estimates {
  /// Functions of the estimates, from their values and derivatives.
  ///
  /// - Parameters:
  ///   - results: The values.
  ///   - jacobian: The derivatives of each.
  ///   - replicate: The functions of the values under one set of replicate weights.
  /// - Returns: The functions, with the covariance of the delta method.
  func derived(
    values results: [Double], jacobian: [LinearCombination],
    replicate: (_ values: [Double]) -> [Double]
  ) -> Estimates {
    let values = results.map { $0.isFinite ? $0 : .nan }
    var covariance = self.covariance.covariance(of: jacobian)
    for (index, value) in values.enumerated() where value.isNaN {
      for other in values.indices {
        covariance[index, other] = .nan
        covariance[other, index] = .nan
      }
    }
    let parts = jacobian.map(\.indices)
    let unions = parts.map { units(of: $0) }
    let weightOf = parts.map { weightTotal(of: $0) }
    return Estimates(
      values: values, covariance: covariance,
      variables: zip(jacobian, unions).map { combination($0, over: $1) },
      degreesOfFreedom: parts.map { $0.map { degreesOfFreedom[$0] }.min() ?? 0 },
      sampleSizes: unions.map(\.count), weightTotals: weightOf,
      replication: replication.map { replication in
        let given = replication.values
        return replication.replacing(
          Matrix(
            (0..<given.rows).map { row in
              replicate((0..<given.columns).map { given[row, $0] })
            }))
      },
      unitCount: unitCount)
  }

  /// The units that any of the estimates is made of, in ascending order.
  private func units(of parts: [Int]) -> [Int] {
    guard let first = parts.first else { return [] }
    if parts.allSatisfy({ variables[$0].units == variables[first].units }) {
      return variables[first].units
    }
    var isUsed = [Bool](repeating: false, count: unitCount)
    for part in parts {
      for unit in variables[part].units { isUsed[unit] = true }
    }
    return isUsed.indices.filter { isUsed[$0] }
  }

  /// The sum of weights of the units that the estimates have in common, or NaN where they differ.
  private func weightTotal(of parts: [Int]) -> Double {
    guard let first = parts.first,
      parts.allSatisfy({ variables[$0].units == variables[first].units })
    else { return .nan }
    return weightTotals[first]
  }

  /// Σ cₖ zₖ.
  private func combination(_ row: LinearCombination, over units: [Int]) -> LinearisedVariable {
    var column = [Double](repeating: 0, count: unitCount)
    for (index, coefficient) in zip(row.indices, row.coefficients) {
      let variable = variables[index]
      for (unit, value) in zip(variable.units, variable.values) {
        column[unit] += coefficient * value
      }
    }
    return LinearisedVariable(units: units, values: units.map { column[$0] })
  }
}
