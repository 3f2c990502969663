internal import SurveyStatistics

extension EstimateRequest {
  /// The further numbers of a method in each group.
  func details(
    of method: MethodRequest, _ frame: MethodFrame
  ) throws -> [EstimateTable.Detail] {
    switch method {
    case .alpha(let items): try reliability(of: items, frame)
    case .importance(let formula, let word): [try importance(formula, word, frame)]
    case .effectiveSize: [effectiveSizes(frame)]
    case .intraclassCorrelation(let names):
      try names.map { try intraclassCorrelation(of: $0, frame) }
    case .association, .goodnessOfFit, .tTest, .rankTest, .regression, .standardised, .funnel,
      .fayHerriot, .change:
      []
    }
  }

  private func reliability(
    of items: [String], _ frame: MethodFrame
  ) throws(EstimateError) -> [EstimateTable.Detail] {
    var whole = EstimateTable.Detail(
      name: "reliability",
      columns: ["items", "domain", "alpha", "standardisedAlpha", "n", "partlyAnswered"],
      records: [])
    var each = EstimateTable.Detail(
      name: "items", columns: ["item", "domain", "alphaWithout", "restCorrelation"], records: [])
    let columns = try items.map { name throws(EstimateError) in try frame.numbers(name) }
    for (values, isMember) in frame.domains {
      let rows = isMember.indices.filter { isMember[$0] }
      let alpha = CronbachAlpha(
        items: columns.map { column in rows.map { column[$0] } },
        weights: rows.map { frame.design.weights[$0] })
      whole.records.append([
        .texts(items), .domain(values), .number(alpha.value), .number(alpha.standardised),
        .count(alpha.completeCount), .count(alpha.partialCount),
      ])
      for (index, item) in items.enumerated() {
        let without = alpha.withoutItem.isEmpty ? .nan : alpha.withoutItem[index]
        each.records.append([
          .text(item), .domain(values), .number(without), .number(alpha.restCorrelations[index]),
        ])
      }
    }
    return [whole, each]
  }

  private func importance(
    _ formula: ModelFormula, _ word: String, _ frame: MethodFrame
  ) throws(EstimateError) -> EstimateTable.Detail {
    guard word == "lmg" || word == "johnson" else {
      throw .unknownWord(option: "--method", word: word, allowed: ["lmg", "johnson"])
    }
    if word == "lmg", formula.terms.count > 12 {
      throw .tooManyColumns(option: "--importance", most: 12, instead: "--method johnson")
    }
    let columns = try ([formula.outcome] + formula.terms).map { name throws(EstimateError) in
      try frame.numbers(name)
    }
    var detail = EstimateTable.Detail(
      name: "importance",
      columns: ["outcome", "predictor", "domain", "method", "part", "share", "explained", "n"],
      records: [])
    for (values, isMember) in frame.domains {
      let rows = isMember.indices.filter { row in
        isMember[row] && columns.allSatisfy { !$0[row].isNaN }
      }
      let matrix = Matrix.weightedCovariance(
        of: columns.map { column in rows.map { column[$0] } },
        weights: rows.map { frame.design.weights[$0] })
      let result =
        word == "lmg"
        ? RelativeImportance.lmg(covariance: matrix, outcome: 0)
        : RelativeImportance.johnson(covariance: matrix, outcome: 0)
      guard let result else { throw .noImportance(outcome: formula.outcome, group: values.words) }
      for (index, name) in formula.terms.enumerated() {
        detail.records.append([
          .text(formula.outcome), .text(name), .domain(values), .text(word),
          .number(result.parts[index]), .number(result.shares[index]), .number(result.explained),
          .count(rows.count),
        ])
      }
    }
    return detail
  }

  private func effectiveSizes(_ frame: MethodFrame) -> EstimateTable.Detail {
    EstimateTable.Detail(
      name: "effectiveSizes", columns: ["domain", "n", "effectiveSize", "weightingEffect"],
      records: frame.domains.map { values, isMember in
        let count = isMember.count { $0 }
        let size = frame.design.kishEffectiveSize(in: isMember)
        return [.domain(values), .count(count), .number(size), .number(Double(count) / size)]
      })
  }

  private func intraclassCorrelation(
    of name: String, _ frame: MethodFrame
  ) throws(EstimateError) -> EstimateTable.Detail {
    guard let cluster = design.clusters.first else { throw .needs(option: "--icc", other: "--psu") }
    let column = try frame.numbers(name)
    let strata = try design.strata.map { name throws(EstimateError) in
      try frame.data.completeColumn(name).ordered.codes
    }
    let clusters = try frame.data.completeColumn(cluster).ordered.codes
    var detail = EstimateTable.Detail(
      name: "intraclassCorrelations",
      columns: ["variable", "domain", "correlation", "degreesOfFreedom", "designEffect", "n"],
      records: [])
    for (values, isMember) in frame.domains {
      let rows = isMember.indices.filter { isMember[$0] && !column[$0].isNaN }
      let correlation = IntraclassCorrelation(
        of: rows.map { column[$0] }, clusters: rows.map { clusters[$0] },
        groups: strata.map { strata in rows.map { strata[$0] } })
      let homes = rows.map { [strata?[$0] ?? 0, clusters[$0]] }
      var numbers: [[Int]: Int] = [:]
      for home in homes where numbers[home] == nil { numbers[home] = numbers.count }
      let effect = correlation?.designEffect(
        ofWeights: rows.map { frame.design.weights[$0] }, clusters: homes.map { numbers[$0] ?? 0 })
      detail.records.append([
        .text(name), .domain(values), .number(correlation?.value ?? .nan),
        .count(correlation?.degreesOfFreedom ?? 0), .number(effect ?? .nan), .count(rows.count),
      ])
    }
    return detail
  }
}

extension [EstimateTable.DomainValue] {
  /// The group in words; empty for all.
  var words: String { map { "\($0.column)=\($0.value)" }.joined(separator: " ") }
}
