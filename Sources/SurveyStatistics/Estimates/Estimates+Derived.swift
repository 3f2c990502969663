extension Estimates {
  /// Functions of the estimates, from their values and derivatives.
  ///
  /// - Parameters:
  ///   - results: The values.
  ///   - jacobian: One row of derivatives for each.
  ///   - replicate: A function of the values under one set of replicate weights.
  func derived(
    values results: [Double], jacobian: [[Double]],
    replicate: (_ index: Int, _ values: [Double]) -> Double
  ) -> Estimates {
    let count = results.count
    let values = results.map { $0.isFinite ? $0 : .nan }
    var covariance = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0...i {
        let isKnown = values[i].isFinite && values[j].isFinite
        let element =
          isKnown ? self.covariance.bilinearForm(jacobian[i], jacobian[j]) : Double.nan
        covariance[i, j] = element
        covariance[j, i] = element
      }
    }
    let parts = jacobian.map { row in self.values.indices.filter { row[$0] != 0 } }
    let unions = parts.map { units(of: $0) }
    let weightOf = parts.map { weightTotal(of: $0) }
    return Estimates(
      values: values, covariance: covariance,
      variables: zip(jacobian, unions).map { combination($0, over: $1) },
      degreesOfFreedom: parts.map { $0.map { degreesOfFreedom[$0] }.min() ?? 0 },
      sampleSizes: unions.map(\.count), weightTotals: weightOf,
      replicates: replicates.map { replicates in
        Matrix(
          (0..<replicates.rows).map { row in
            let given = (0..<replicates.columns).map { replicates[row, $0] }
            return (0..<count).map { replicate($0, given) }
          })
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
  private func combination(_ coefficients: [Double], over units: [Int]) -> LinearisedVariable {
    var column = [Double](repeating: 0, count: unitCount)
    for (coefficient, variable) in zip(coefficients, variables) where coefficient != 0 {
      for (unit, value) in zip(variable.units, variable.values) {
        column[unit] += coefficient * value
      }
    }
    return LinearisedVariable(units: units, values: units.map { column[$0] })
  }
}
