internal import SurveyModel
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
    case contrast(Int)
  }

  mutating func table() throws -> EstimateTable {
    var rows = estimateRows()
    let names = Self.names(of: rows)
    let all = try TableFunctions(of: self, names: names)
    var places = rows.indices.map { Place.estimate($0) }
    if whole != nil {
      places += rows.indices.map { .difference($0) }
      rows += rows.map(Self.difference)
    }
    places += request.contrasts.indices.map { .contrast($0) }
    rows += request.contrasts.map {
      EstimateTable.Row(statistic: "contrast", variable: $0, domain: [], interval: symmetricName)
    }
    let freedom =
      all.contrasts.map { design.degreesOfFreedom(of: $0, by: words.rule) } ?? []
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
        test(
          &rows[index], of: [estimates.values[position]], isSeen: !isUnseen(position))
      case .contrast(let position):
        rows[index].degreesOfFreedom = freedom[position]
        let parts = try positions(in: rows[index].variable, names)
        test(
          &rows[index], of: parts.map { estimates.values[$0] },
          isSeen: !parts.contains(where: isUnseen))
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
            interval: label.probability != nil
              ? words.quantiles.interval.rawValue
              : label.isShare ? words.interval.rawValue : symmetricName,
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

  /// A contrast that is constant may have a variance below 0 by rounding; one that does not exist has
  /// none.
  private func standardError(of all: TableFunctions, at index: Int, _ place: Place) -> Double {
    let variance = all.covariance[index, index]
    if case .estimate = place { return variance.squareRoot() }
    return variance.isNaN ? .nan : max(0, variance).squareRoot()
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
