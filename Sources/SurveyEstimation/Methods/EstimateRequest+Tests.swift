internal import SurveyStatistics

extension EstimateRequest {
  /// The tests of a method in each group; none where it is no test.
  func tests(of method: MethodRequest, _ frame: MethodFrame) throws -> [EstimateTable.TestRow] {
    try frame.domains.compactMap { values, isMember in
      do {
        return try test(method, frame, values, isMember)
      } catch let error as HypothesisError {
        throw EstimateError.noTest(
          option: method.option, group: values.words, reason: error.statement)
      } catch let error as EstimateError where error.isAboutLevels && !values.isEmpty {
        throw EstimateError.noTest(
          option: method.option, group: values.words, reason: error.statement)
      }
    }
  }

  private func test(
    _ method: MethodRequest, _ frame: MethodFrame, _ domain: [EstimateTable.DomainValue],
    _ isMember: [Bool]
  ) throws -> EstimateTable.TestRow? {
    let design = frame.design
    switch method {
    case .association(let rows, let columns, let word):
      let form = try Self.word(word, of: AssociationForm.self, for: "--statistic")
      if rows == columns { throw EstimateError.tooFewColumns(option: "--chisq", needed: 2) }
      let table = try design.twoWayTable(
        rows: try frame.grouping(rows, where: isMember).grouping,
        columns: try frame.grouping(columns, where: isMember).grouping, in: isMember)
      return EstimateTable.TestRow(
        "chisq", form: word, variables: [rows, columns], domain: domain,
        try table.associationTest(form))
    case .goodnessOfFit(let column, let levels, let shares):
      let (present, grouping) = try frame.grouping(column, where: isMember)
      let expected = try Self.shares(shares, of: levels, for: present, column: column)
      return EstimateTable.TestRow(
        "gof", form: "Satterthwaite", variables: [column], domain: domain,
        try design.goodnessOfFit(of: grouping, to: expected, in: isMember))
    case .tTest(let formula):
      let group = try Self.onlyTerm(of: formula, for: method.option)
      return EstimateTable.TestRow(
        "ttest", form: "t", variables: [formula.outcome, group], domain: domain,
        try design.tTest(
          of: try frame.numbers(formula.outcome),
          between: try frame.grouping(group, where: isMember, exactly: 2).grouping, in: isMember))
    case .rankTest(let formula, let word, let ties):
      let group = try Self.onlyTerm(of: formula, for: method.option)
      guard let rule = ["middle": TiedRanks.middle, "row": .rowOrder][ties] else {
        throw EstimateError.unknownWord(option: "--ties", word: ties, allowed: ["middle", "row"])
      }
      let scores = ["kruskal": RankScore.wilcoxon].merging(
        RankScore.allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { $1 })
      guard let score = scores[word] else {
        throw EstimateError.unknownWord(
          option: "--rank-statistic", word: word, allowed: scores.keys.sorted())
      }
      return EstimateTable.TestRow(
        "ranktest", form: word, variables: [formula.outcome, group], domain: domain,
        try design.rankTest(
          of: try frame.numbers(formula.outcome),
          between: try frame.grouping(group, where: isMember).grouping, score: score, ties: rule,
          in: isMember))
    case .regression, .alpha, .importance, .effectiveSize, .intraclassCorrelation, .standardised,
      .funnel, .fayHerriot, .change:
      return nil
    }
  }

  /// The only column on the right of a formula.
  static func onlyTerm(
    of formula: ModelFormula, for option: String
  ) throws(EstimateError) -> String {
    guard formula.terms.count == 1 else {
      throw .formula(
        option: option, text: formula.outcome + " ~ " + formula.terms.joined(separator: " + "))
    }
    return formula.terms[0]
  }

  /// The case that a word names.
  static func word<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: String, of type: Choice.Type, for option: String
  ) throws(EstimateError) -> Choice {
    guard let choice = Choice(rawValue: word) else {
      throw .unknownWord(option: option, word: word, allowed: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  /// The shares of the levels that are present, in their order.
  private static func shares(
    _ shares: [Double], of levels: [String], for present: [String], column: String
  ) throws(EstimateError) -> [Double] {
    guard shares.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .impossibleNumber(option: "--shares")
    }
    guard shares.count == present.count else {
      throw .otherLevels(column: column, levels: present.count, needed: shares.count)
    }
    if levels.isEmpty { return shares }
    return try present.map { level throws(EstimateError) in
      guard let index = levels.firstIndex(of: level) else {
        throw .unknownWord(option: "--shares", word: level, allowed: levels)
      }
      return shares[index]
    }
  }
}
