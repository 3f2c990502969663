extension DesignRequest {
  /// The columns that must be numbers.
  func rNumbers(over data: DataColumns) -> [String] {
    var names = populations + probabilities + rReplicateColumns(in: data)
    if let weight { names.append(weight) }
    if let variance = calibration?.variance { names.append(variance) }
    // A cluster or stratum written in two ways is one where both are the same number.
    names += (clusters + [strata].compactMap(\.self)).filter { data[$0]?.numbers != nil }
    return names
  }

  /// The lines of R that make `design` of the rows `d`.
  func rLines(over data: DataColumns) throws -> [String] {
    var lines = [
      "options(survey.lonely.psu = \(lonelyPSU.rString)"
        + (lonelyInDomains ? ", survey.adjust.domain.lonely = TRUE)" : ")")
    ]
    if lonelyPSU == "adjust" {
      lines.append(
        "# From version 4.3 on survey centres lonely PSUs as sipas does; before it compared with 0."
      )
    }
    if replicateWeights.isEmpty {
      lines += try rDesign()
      lines += try rMadeReplicates()
    } else {
      lines += try rReplicates(over: data)
    }
    return try lines + rCalibration(over: data) + rTrimming()
  }

  private func rDesign() throws -> [String] {
    var lines: [String] = []
    var words = ["ids = \(clusters.rFormula)"]
    if let strata { words.append("strata = \([strata].rFormula)") }
    if let weight { words.append("weights = \([weight].rFormula)") }
    if let unequalProbabilities {
      let parts = unequalProbabilities.split(separator: ",").map(String.init)
      let names = probabilities.isEmpty ? populations : probabilities
      words.append("fpc = \(names.rFormula)")
      if parts.count == 2 { words.append("variance = \"YG\"") }
      switch parts[0] {
      case "hartley-rao":
        let squares = meanSquares.map(\.rNumber).joined(separator: ", ")
        words.append("pps = HR(\(meanSquares.isEmpty ? "" : "c(\(squares))"))")
      case "horvitz-thompson", "yates-grundy":
        if let jointFile {
          lines += try rJoint(jointFile)
          words.append("pps = ppsmat(joint)")
          words.append("variance = \(parts[0] == "yates-grundy" ? "\"YG\"" : "\"HT\"")")
        }
      default: words.append("pps = \(parts[0].rString)")
      }
    } else {
      if !probabilities.isEmpty { words.append("probs = \(probabilities.rFormula)") }
      if !populations.isEmpty { words.append("fpc = \(populations.rFormula)") }
    }
    if nests { words.append("nest = TRUE") }
    words.append("data = d")
    return lines + ["design <- svydesign(\(words.joined(separator: ", ")))"]
  }

  private func rJoint(_ file: TableFile) throws -> [String] {
    let rows = try JointProbabilities(file).rows
    let numbers = rows.map { "  " + $0.map(\.rNumber).joined(separator: ", ") }
    return [
      "joint <- matrix(byrow = TRUE, nrow = \(rows.count), c(\n\(numbers.joined(separator: ",\n"))))"
    ]
  }

  /// Replicates made from the design; compression would change nothing but their order.
  private func rMadeReplicates() throws -> [String] {
    guard let replicateType else { return [] }
    var words = ["design", "type = \(replicateType.rString)", "mse = \(mse.rTruth)"]
    var lines: [String] = []
    if replicateType == "Fay" { words.append("fay.rho = \(try rho().rNumber)") }
    if replicateType.hasSuffix("bootstrap") {
      words.append("replicates = \(replicateCount ?? 200)")
      lines.append("# R draws other replicates than sipas: its numbers are near, not the same.")
      lines.append("set.seed(\(seed))")
    }
    return lines + ["design <- as.svrepdesign(\(words.joined(separator: ", ")))"]
  }

  private func rReplicates(over data: DataColumns) throws -> [String] {
    var words = [
      "weights = \([weight].compactMap(\.self).rFormula)", "repweights = d[replicates]",
      "combined.weights = \(combinedWeights.rTruth)", "mse = \(mse.rTruth)",
    ]
    let columns = rReplicateColumns(in: data)
    let isScaledFay = replicateType == "Fay" && scale != nil
    words.append("type = \((isScaledFay ? "other" : replicateType ?? "other").rString)")
    if replicateType == "Fay", scale == nil { words.append("rho = \(try rho().rNumber)") }
    if let scale { words.append("scale = \(scale.rNumber)") }
    if replicateScales.count == 1 {
      words.append("rscales = rep(\(replicateScales[0].rNumber), \(columns.count))")
    } else if !replicateScales.isEmpty {
      words.append("rscales = c(\(replicateScales.map(\.rNumber).joined(separator: ", ")))")
    } else if isScaledFay || replicateType == "other" {
      words.append("rscales = rep(1, \(columns.count))")
    }
    words.append("data = d")
    return [
      "replicates <- \(columns.rStrings)",
      "design <- svrepdesign(\(words.joined(separator: ", ")))",
    ]
  }

  /// The columns of replicate weights, prefixes written out.
  func rReplicateColumns(in data: DataColumns) -> [String] {
    replicateWeights.flatMap { name in
      name.hasSuffix("*") ? data.names.filter { $0.hasPrefix(name.dropLast()) } : [name]
    }
  }
}
