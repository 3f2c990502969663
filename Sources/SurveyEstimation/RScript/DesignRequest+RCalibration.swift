internal import SurveyStatistics

extension DesignRequest {
  /// Whether `design` holds replicate weights.
  var rIsReplicated: Bool { !replicateWeights.isEmpty || replicateType != nil }

  /// The lines of R that calibrate `design`.
  func rCalibration(over data: DataColumns) throws -> [String] {
    guard let calibration else { return [] }
    let isUsed = try sampledWeights(over: data).map { $0 != 0 }
    let plan = try MarginPlan(calibration, over: data, where: isUsed)
    switch calibration.method {
    case .poststratification:
      guard let crossing = plan.crossings.first else { return [] }
      let partial = calibration.ignoresEmptyCells ? ", partial = TRUE" : ""
      return [
        "margin <- \(crossing.rFrame(over: data))",
        "design <- postStratify(design, \(crossing.columns.rFormula), margin\(partial))",
      ]
    case .raking:
      let frames = plan.crossings.map { "  " + $0.rFrame(over: data) }.joined(separator: ",\n")
      let formulas = plan.crossings.map(\.columns.rFormula).joined(separator: ", ")
      return [
        "margins <- list(\n\(frames))",
        "design <- rake(design, list(\(formulas)), margins, "
          + "control = list(maxit = 1000, epsilon = 1e-11))",
      ]
    case .equations(let function):
      return rEquations(calibration, function, plan, over: data)
    }
  }

  private func sampledWeights(over data: DataColumns) throws -> [Double] {
    try replicateWeights.isEmpty
      ? sampleDesign(over: data).weights : replicateDesign(over: data).weights
  }

  /// The calibration equations by a column for each total; the last category of a margin follows from
  /// the margins before it, and is left out.
  private func rEquations(
    _ request: CalibrationRequest, _ function: CalibrationRequest.Function, _ plan: MarginPlan,
    over data: DataColumns
  ) -> [String] {
    var lines: [String] = []
    var totals: [String] = []
    func add(_ values: String, _ total: Double) {
      totals.append("c\(totals.count + 1) = \(total.rNumber)")
      lines.append("design$variables$c\(totals.count) <- \(values)")
    }
    for (index, crossing) in plan.crossings.enumerated() {
      for cell in index == 0 ? crossing.cells[...] : crossing.cells.dropLast() {
        let conditions = zip(crossing.columns, cell.levels).map { name, level in
          "d$\(name.rName) == \(data.rLevel(level, of: name))"
        }
        add("as.numeric(\(conditions.joined(separator: " & ")))", cell.total)
      }
    }
    var varianceColumn: Int?
    for term in plan.terms {
      if data[term.name] == nil, MarginPlan.isPopulation(term.name) {
        if plan.crossings.isEmpty { add("rep(1, nrow(d))", term.total) }
        continue
      }
      add(data.rTerm(term.name), term.total)
      if term.name == request.variance { varianceColumn = totals.count }
    }
    var words = [
      "design", "\(totals.indices.map { "c\($0 + 1)" }.rFormula) - 1",
      "c(\(totals.joined(separator: ", ")))", "calfun = \(function.rawValue.rString)",
      "maxit = 1000", "epsilon = 1e-11",
    ]
    if let bounds = request.bounds {
      words.append("bounds = c(\(bounds.lowerBound.rNumber), \(bounds.upperBound.rNumber))")
      if request.boundsWeights { words.append("bounds.const = TRUE") }
    }
    if let trimming, trimming.repetition == .keepingTotals {
      let limits = trimming.limits
      if request.bounds != nil {
        lines.append("stop(\"survey has no bounds on ratios and weights together\")")
      }
      words.append(
        "bounds = c(\(max(0, limits.lowerBound).rNumber), \(limits.upperBound.rNumber))")
      words.append("bounds.const = TRUE")
    }
    if request.aggregates {
      lines.append(
        "# Where weights differ within a PSU, survey's plain means of its rows miss the totals that "
          + "ours, weighted, meet.")
      words.append(
        rIsReplicated
          ? "aggregate.index = \(clusters.prefix(1).map(\.self).rFormula)"
          : "aggregate.stage = 1")
    }
    if request.variance != nil {
      if let varianceColumn {
        let ones = totals.indices.map { $0 + 1 == varianceColumn ? "1" : "0" }
        words.append("variance = c(\(ones.joined(separator: ", ")))")
      } else {
        lines.append("stop(\"survey takes variances from the calibration variables alone\")")
      }
    }
    return lines + ["design <- calibrate(\(words.joined(separator: ", ")))"]
  }

  /// The lines of R that trim the weights.
  func rTrimming() -> [String] {
    guard let trimming, trimming.repetition != .keepingTotals else { return [] }
    let limits = trimming.limits
    let isStrict = trimming.repetition == .untilInside
    return [
      "design <- trimWeights(design, lower = \(limits.lowerBound.rNumber), "
        + "upper = \(limits.upperBound.rNumber), strict = \(isStrict.rTruth))"
    ]
  }
}

extension MarginReader.Crossing {
  /// The counts as a data frame of R, as its post-stratification and raking want them.
  fileprivate func rFrame(over data: DataColumns) -> String {
    let places = columns.indices.map { place in
      let levels = cells.map { data.rLevel($0.levels[place], of: columns[place]) }
      return "\(columns[place].rName) = c(\(levels.joined(separator: ", ")))"
    }
    let counts = cells.map(\.total.rNumber).joined(separator: ", ")
    return "data.frame(\(places.joined(separator: ", ")), Freq = c(\(counts)), check.names = FALSE)"
  }
}

extension DataColumns {
  /// A level of a column in R: a number where the column is one of numbers.
  func rLevel(_ level: String, of name: String) -> String {
    self[name]?.numbers == nil ? level.rString : level.decimalNumber?.rNumber ?? level.rString
  }

  /// The values of a variable of a calibration, or of a column of R's model matrix.
  fileprivate func rTerm(_ name: String) -> String {
    if self[name] != nil { return "d$\(name.rName)" }
    let factors = name.split(separator: ":").map(String.init)
    if factors.count > 1 { return factors.map { rTerm($0) }.joined(separator: " * ") }
    for candidate in names.sorted(by: { $0.count > $1.count })
    where !candidate.isEmpty && name.hasPrefix(candidate) {
      let level = String(name.dropFirst(candidate.count))
      guard self[candidate]?.levels.contains(level) == true else { continue }
      return "as.numeric(d$\(candidate.rName) == \(rLevel(level, of: candidate)))"
    }
    return "NA"
  }
}
