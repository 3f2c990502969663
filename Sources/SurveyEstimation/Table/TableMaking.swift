internal import SurveyStatistics

/// Turns estimates into the rows of a table: groups of each label, differences, contrasts.
struct TableMaking {
  let request: EstimateRequest
  let words: CheckedWords
  let design: any SurveyDesign
  let mask: [Bool]
  let plan: StatisticPlan
  let groups: GroupPlan
  let joint: JointEstimates
  /// The estimates of all groups together; nil where they are not asked for.
  let whole: Estimates?
  /// The correlations behind bounds, by label, as far as they were needed.
  var correlations: [Int: PooledCorrelation] = [:]

  var estimates: Estimates { joint.estimates }
  var groupCount: Int { groups.names.count }

  /// Which part of the table a row stands in.
  private enum Place {
    case estimate(Int)
    case difference(Int)
    case contrast
  }

  mutating func table() throws -> EstimateTable {
    var rows = estimateRows()
    let names = Self.names(of: rows)
    let all = try withFunctions(names: names)
    var places = rows.indices.map { Place.estimate($0) }
    if whole != nil {
      places += rows.indices.map { .difference($0) }
      rows += rows.map(Self.difference)
    }
    places += request.contrasts.map { _ in .contrast }
    rows += request.contrasts.map {
      EstimateTable.Row(statistic: "contrast", variable: $0, domain: [], interval: symmetricName)
    }
    let freedom = design.degreesOfFreedom(of: all, by: words.rule)
    for (index, place) in places.enumerated() {
      rows[index].estimate = all.values[index]
      rows[index].standardError = standardError(of: all, at: index, place)
      rows[index].count = all.sampleSizes[index]
      switch place {
      case .estimate(let position):
        rows[index].degreesOfFreedom = joint.degreesOfFreedom[position]
        finish(&rows[index], at: position)
      case .difference(let position):
        rows[index].interval = symmetricName
        rows[index].degreesOfFreedom = joint.degreesOfFreedom[position]
        test(&rows[index], isSeen: !isUnseen(position))
      case .contrast:
        rows[index].degreesOfFreedom = freedom[index]
        test(
          &rows[index],
          isSeen: try !positions(in: rows[index].variable, names).contains(where: isUnseen))
      }
    }
    if request.ranks { rank(&rows) }
    var table = EstimateTable(
      degreesOfFreedom: design.degreesOfFreedom(in: nil), level: request.level,
      ranking: request.ranks
        ? EstimateTable.RankMethod(
          order: request.rankOrder, seed: request.seed, draws: Self.rankDraws) : nil,
      rows: rows, matrix: all.covariance)
    table.adjustDifferences(by: words.adjustment ?? .holm)
    return table
  }

  /// The name of the interval of what is no share.
  private var symmetricName: String { words.interval == .z ? "z" : "t" }

  /// The rows of the estimates before they are filled.
  private func estimateRows() -> [EstimateTable.Row] {
    let effects = estimates.designEffects(
      against: request.designEffectWithReplacement ? .withReplacement : .withoutReplacement)
    var rows: [EstimateTable.Row] = []
    for label in plan.labels {
      for names in groups.names {
        rows.append(
          EstimateTable.Row(
            statistic: label.statistic, variable: label.variable, category: label.category,
            domain: zip(request.by, names).map {
              EstimateTable.DomainValue(column: $0, value: $1)
            },
            interval: label.probability == nil
              ? words.interval.rawValue : words.quantiles.interval.rawValue,
            designEffect: effects[rows.count], probability: label.probability))
      }
    }
    return rows
  }

  private static func difference(_ row: EstimateTable.Row) -> EstimateTable.Row {
    var row = row
    row.differenceOf = row.statistic
    row.statistic = "difference"
    row.designEffect = .nan
    return row
  }

  /// A contrast that is constant may have a variance below 0 by rounding.
  private func standardError(of all: Estimates, at index: Int, _ place: Place) -> Double {
    if case .estimate = place { return all.covariance[index, index].squareRoot() }
    return max(0, all.covariance[index, index]).squareRoot()
  }

  /// The estimates, followed by their differences from the whole and by the contrasts.
  private func withFunctions(names: [String: Int]) throws -> Estimates {
    let count = estimates.values.count
    guard whole != nil || !request.contrasts.isEmpty else { return estimates }
    let joined = try whole.map { try design.joined([estimates, $0]) } ?? estimates
    func unit(_ index: Int) -> [Double] {
      joined.values.indices.map { $0 == index ? 1 : 0 }
    }
    var slopes = (0..<count).map { unit($0) }
    if whole != nil {
      for index in 0..<count {
        slopes.append(zip(unit(index), unit(count + index / groupCount)).map { $0 - $1 })
      }
    }
    let expressions = try request.contrasts.map { source throws(ExpressionError) in
      try ExpressionParser.parse(source)
    }
    for (expression, source) in zip(expressions, request.contrasts) {
      slopes.append(
        try expression.dual(names: names, values: joined.values, source: source).gradient)
    }
    return joined.transformed(
      function: { values in
        let differences =
          whole == nil
          ? [] : (0..<count).map { values[$0] - values[count + $0 / groupCount] }
        return Array(values[..<count]) + differences
          + zip(expressions, request.contrasts).map { expression, source in
            let dual = try? expression.dual(names: names, values: values, source: source)
            return dual?.value ?? .nan
          }
      }, jacobian: { _ in slopes })
  }

  /// The estimates that a contrast is made of.
  private func positions(in contrast: String, _ names: [String: Int]) throws -> [Int] {
    try ExpressionParser.parse(contrast).names.compactMap { names[$0] }
  }

  /// What contrasts call the estimates.
  ///
  /// They are `x`, `x:level`, `x:0.5` for quantiles, `x[group]`, and with the statistic before it
  /// `mean:x`. A name that would mean two estimates means none.
  static func names(of rows: [EstimateTable.Row]) -> [String: Int] {
    var places: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      let group = row.domain.map(\.value).joined(separator: ",")
      let name =
        row.variable + (row.category.map { ":" + $0 } ?? "")
        + (row.probability.map { ":\($0)" } ?? "") + (row.domain.isEmpty ? "" : "[\(group)]")
      places[name, default: []].append(index)
      places["\(row.statistic):\(name)", default: []].append(index)
    }
    return places.filter { $0.value.count == 1 }.compactMapValues(\.first)
  }
}
