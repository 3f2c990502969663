extension DictionaryPass {
  /// The variables with their texts decoded.
  ///
  /// - Throws: ``StatisticalFileError/Problem`` for the first text that is not in the encoding.
  func decodedVariables(by decoder: TextDecoder) throws(UndecodableText) -> [StatisticalVariable] {
    var sets: [[UInt8]: [StatisticalVariable.ValueLabel]] = [:]
    var decoded: [StatisticalVariable] = []
    decoded.reserveCapacity(variables.count)
    for (index, variable) in variables.enumerated() {
      let name = try decoder.text(variable.name, at: .variableName(number: index + 1))
      if sets[variable.labelSet] == nil {
        sets[variable.labelSet] = try labels(of: variable, called: name, by: decoder)
      }
      var missing: [MissingRange] = []
      for range in variable.missing {
        guard let lower = range.lower.decoded(by: decoder),
          let upper = range.upper.decoded(by: decoder)
        else { throw UndecodableText(place: .valueLabel(variable: name)) }
        missing.append(MissingRange(lower, through: upper))
      }
      decoded.append(
        StatisticalVariable(
          name: name, label: try decoder.text(variable.label, at: .variableLabel(name)),
          storage: variable.storage, measure: variable.measure,
          format: VariableFormat(try decoder.text(variable.format, at: .variableLabel(name))),
          valueLabels: sets[variable.labelSet] ?? [], missing: missing))
    }
    return decoded
  }

  private func labels(
    of variable: RawVariable, called name: String, by decoder: TextDecoder
  ) throws(UndecodableText) -> [StatisticalVariable.ValueLabel] {
    var labels: [StatisticalVariable.ValueLabel] = []
    for (value, label) in valueLabels[variable.labelSet] ?? [] {
      guard let value = value.decoded(by: decoder), let label = decoder.text(label) else {
        throw UndecodableText(place: .valueLabel(variable: name))
      }
      labels.append(.init(value, label))
    }
    return labels
  }
}

/// A text that is not in the encoding, by its place.
struct UndecodableText: Error {
  var place: StatisticalFileError.Problem.Place
}

extension TextDecoder {
  /// The text, or an error with its place.
  func text(
    _ bytes: [UInt8], at place: StatisticalFileError.Problem.Place
  ) throws(UndecodableText) -> String {
    guard let text = text(bytes) else { throw UndecodableText(place: place) }
    return text
  }
}
