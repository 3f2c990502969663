internal import SurveyStatistics

extension EstimateRequest {
  /// Where the shares of groups lie in a funnel around a target.
  func funnels(
    of names: [String], target: Double?, dispersion: String, _ frame: MethodFrame
  ) throws -> EstimateTable.Detail {
    guard !by.isEmpty else { throw EstimateError.needs(option: "--funnel", other: "--by") }
    guard ["none", "multiplicative", "additive"].contains(dispersion) else {
      throw EstimateError.unknownWord(
        option: "--dispersion", word: dispersion, allowed: ["none", "multiplicative", "additive"])
    }
    var detail = EstimateTable.Detail(
      name: "funnels",
      columns: [
        "variable", "domain", "estimate", "effectiveSize", "target", "lower95", "upper95",
        "lower998", "upper998", "overdispersion", "excessVariance",
      ], records: [])
    for name in names {
      let column = try frame.numbers(name)
      guard column.allSatisfy({ $0.isNaN || $0 == 0 || $0 == 1 }) else {
        throw EstimateError.notAShare(option: "--funnel", column: name)
      }
      let shares = try frame.design.mean(of: [column], in: frame.isUsed, by: frame.groups.grouping)
      let all = try target ?? frame.design.mean(of: [column], in: frame.isUsed).values[0]
      guard all > 0, all < 1 else { throw EstimateError.impossibleNumber(option: "--target") }
      let sizes = shares.effectiveSizes.map { $0.isFinite && $0 > 0 ? $0 : .nan }
      let known = sizes.indices.filter { !sizes[$0].isNaN }
      guard known.count > 1 else { throw EstimateError.tooFewGroups(option: "--funnel") }
      let spread = Overdispersion(
        shares: known.map { shares.values[$0] }, effectiveSizes: known.map { sizes[$0] },
        target: all)
      let limits = { (size: Double, level: Double) -> (lower: Double, upper: Double) in
        if size.isNaN { return (.nan, .nan) }
        if dispersion == "none" {
          return FunnelLimits.exact(target: all, effectiveSize: size, level: level)
        }
        return FunnelLimits.normal(
          target: all, effectiveSize: size, level: level,
          adjustment: dispersion == "additive" ? spread.additive : spread.multiplicative)
      }
      for (index, domain) in frame.domains.enumerated() {
        let (near, far) = (limits(sizes[index], 0.95), limits(sizes[index], 0.998))
        detail.records.append([
          .text(name), .domain(domain.values), .number(shares.values[index]), .number(sizes[index]),
          .number(all), .number(near.lower), .number(near.upper), .number(far.lower),
          .number(far.upper), .number(spread.factor), .number(spread.excessVariance),
        ])
      }
    }
    return detail
  }

  /// Estimates of groups that borrow strength from each other, added to the table.
  ///
  /// Their standard error is the root of the mean squared error, and their covariance is not known.
  func addAreas(
    _ formula: ModelFormula, covariates file: TableFile, method word: String, _ frame: MethodFrame,
    to table: inout EstimateTable
  ) throws {
    guard by.count == 1 else { throw EstimateError.needs(option: "--fay-herriot", other: "--by") }
    let methods: [(word: String, method: FayHerriotMethod)] = [
      ("reml", .reml), ("ml", .ml), ("fh", .fayHerriot), ("prasad-rao", .prasadRao),
      ("adjusted-reml", .adjustedREML), ("adjusted-ml", .adjustedML),
    ]
    guard let method = methods.first(where: { $0.word == word })?.method else {
      throw EstimateError.unknownWord(
        option: "--method", word: word, allowed: methods.map(\.word))
    }
    let covariates = try file.columns()
    let column = try covariates.completeColumn(by[0])
    let areas = column.codes.map { column.levels[$0] }
    guard column.levels.count == areas.count else {
      throw EstimateError.areas(option: "--covariates", repeated: true, area: nil)
    }
    let places = Dictionary(uniqueKeysWithValues: areas.enumerated().map { ($1, $0) })
    let direct = try frame.design.mean(
      of: [try frame.numbers(formula.outcome)], in: frame.isUsed, by: frame.groups.grouping)
    var values = areas.map { _ in Double.nan }
    var variances = values
    var counts = areas.map { _ in 0 }
    for (index, names) in frame.groups.names.enumerated() {
      guard let place = places[names[0]] else {
        throw EstimateError.areas(option: "--covariates", repeated: false, area: names[0])
      }
      values[place] = direct.values[index]
      variances[place] = direct.covariance[index, index]
      counts[place] = direct.sampleSizes[index]
    }
    for name in formula.terms { _ = try covariates.completeColumn(name) }
    let predictors = try covariates.predictors(formula.terms, where: areas.map { _ in true })
    let model: FayHerriot
    do {
      model = try FayHerriot(
        direct: values, variances: variances, predictors: predictors.map(\.values),
        method: method)
    } catch .samplingVarianceNotPositive(let area) {
      throw EstimateError.areaVariance(area: areas[area])
    }
    let errors = model.meanSquaredErrors.map { $0.squareRoot() }
    for (index, area) in areas.enumerated() {
      let ends = ConfidenceInterval.mean(
        estimate: model.values[index], standardError: errors[index], degreesOfFreedom: .infinity,
        level: level)
      table.append(
        EstimateTable.Row(
          statistic: "fay-herriot", variable: formula.outcome,
          domain: [EstimateTable.DomainValue(column: by[0], value: area)],
          estimate: model.values[index], standardError: errors[index], lower: ends?.lower,
          upper: ends?.upper, interval: "z", degreesOfFreedom: .infinity, count: counts[index]),
        variance: model.meanSquaredErrors[index])
    }
    table.add(
      EstimateTable.Detail(
        name: "areaModels",
        columns: ["variable", "method", "variance", "logLikelihood", "areas", "sampledAreas"],
        records: [
          [
            .text(formula.outcome), .text(word), .number(model.variance),
            .number(model.logLikelihood), .count(areas.count),
            .count(values.count { !$0.isNaN }),
          ]
        ]))
    table.add(
      EstimateTable.Detail(
        name: "areaCoefficients", columns: ["variable", "term", "estimate", "standardError"],
        records: predictors.indices.map {
          [
            .text(formula.outcome), .text(predictors[$0].label), .number(model.coefficients[$0]),
            .number(model.coefficientErrors[$0]),
          ]
        }))
    table.add(
      EstimateTable.Detail(
        name: "areas", columns: ["variable", "area", "direct", "synthetic", "shrinkage"],
        records: areas.indices.map {
          [
            .text(formula.outcome), .text(areas[$0]), .number(values[$0]),
            .number(model.synthetic[$0]), .number(model.shrinkage[$0]),
          ]
        }))
  }
}

extension EstimateTable {
  /// Adds a row whose covariance with all others is not known.
  mutating func append(_ row: Row, variance: Double) {
    let count = rows.count
    var larger = Matrix(rows: count + 1, columns: count + 1, repeating: .nan)
    for i in 0..<count {
      for j in 0..<count { larger[i, j] = matrix[i, j] }
    }
    larger[count, count] = variance
    matrix = larger
    rows.append(row)
  }
}
