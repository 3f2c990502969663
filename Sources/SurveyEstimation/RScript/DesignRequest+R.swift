extension DesignRequest {
  /// The columns that must be numbers.
  func rNumbers(over data: DataColumns) -> [String] {
    var names = populations + replicateColumns(in: data)
    if let weight { names.append(weight) }
    // A cluster or stratum written in two ways is one where both are the same number.
    names += (clusters + [strata].compactMap(\.self)).filter { data[$0]?.numbers != nil }
    return names
  }

  /// The lines of R that make `design` of the rows `d`.
  func rLines(over data: DataColumns) -> [String] {
    var lines = [
      "options(survey.lonely.psu = \(lonelyPSU.rString)"
        + (lonelyInDomains ? ", survey.adjust.domain.lonely = TRUE)" : ")")
    ]
    if lonelyPSU == "adjust" {
      lines.append(
        "# From version 4.3 on survey centres lonely PSUs as sipas does; before it compared with 0."
      )
    }
    lines += replicateWeights.isEmpty ? [rDesign] : rReplicates(over: data)
    return lines
  }

  private var rDesign: String {
    var words = ["ids = \(clusters.rFormula)"]
    if let strata { words.append("strata = \([strata].rFormula)") }
    if let weight { words.append("weights = \([weight].rFormula)") }
    if !populations.isEmpty { words.append("fpc = \(populations.rFormula)") }
    if nests { words.append("nest = TRUE") }
    words.append("data = d")
    return "design <- svydesign(\(words.joined(separator: ", ")))"
  }

  private func rReplicates(over data: DataColumns) -> [String] {
    var words = [
      "weights = \([weight].compactMap(\.self).rFormula)", "repweights = d[replicates]",
      "type = \((replicateType == "Fay" ? "other" : replicateType ?? "other").rString)",
      "combined.weights = \(combinedWeights.rTruth)", "mse = \(mse.rTruth)",
    ]
    let columns = replicateColumns(in: data)
    if let scale { words.append("scale = \(scale.rNumber)") }
    if !replicateScales.isEmpty {
      words.append("rscales = c(\(replicateScales.map(\.rNumber).joined(separator: ", ")))")
    } else if replicateType == "Fay" {
      words.append("rscales = rep(1, \(columns.count))")
    }
    words.append("data = d")
    return [
      "replicates <- \(columns.rStrings)",
      "design <- svrepdesign(\(words.joined(separator: ", ")))",
    ]
  }

  /// The columns of replicate weights, prefixes written out.
  private func replicateColumns(in data: DataColumns) -> [String] {
    replicateWeights.flatMap { name in
      name.hasSuffix("*") ? data.names.filter { $0.hasPrefix(name.dropLast()) } : [name]
    }
  }
}
