internal import SurveyStatistics

extension DesignRequest {
  /// The inclusion probabilities, stage by stage.
  ///
  /// With a method for unequal probabilities those of `--fpc` are meant where there are no others,
  /// as in R's `svydesign(fpc = ~p, pps = …)`.
  func probabilityColumns(over data: DataColumns) throws -> [[Double]] {
    if unequalProbabilities == nil {
      if jointFile != nil { throw EstimateError.needs(option: "--joint", other: "--pps") }
      if !probabilities.isEmpty, weight != nil {
        throw EstimateError.conflict(
          "--probability", "--weight",
          advice: "say with --pps how variances use the probabilities, or leave one of them out")
      }
    } else {
      if !probabilities.isEmpty, !populations.isEmpty {
        throw EstimateError.conflict(
          "--pps", "--fpc", advice: "the probabilities hold the population already")
      }
      if probabilities.isEmpty, populations.isEmpty {
        throw EstimateError.needs(option: "--pps", other: "--probability")
      }
    }
    let names =
      unequalProbabilities != nil && probabilities.isEmpty ? populations : probabilities
    guard names.count <= max(1, clusters.count) else {
      throw EstimateError.tooManyProbabilities(stages: max(1, clusters.count))
    }
    return try names.enumerated().map { stage, name in
      let numbers = try data.completeNumbers(name)
      if let unit = numbers.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
        throw EstimateError.notAProbability(column: name, row: data.fileRow(unit))
      }
      return numbers
    }
  }

  /// How variances use the probabilities.
  func unequalMethod(strata: Int) throws(EstimateError) -> UnequalProbabilities {
    let words = (unequalProbabilities ?? "brewer").split(separator: ",").map(String.init)
    let form = words.count == 2 ? UnequalProbabilityForm(rawValue: words[1]) : .horvitzThompson
    if jointFile != nil, UnequalProbabilityForm(rawValue: words.first ?? "") == nil {
      throw .conflict(
        "--joint", "--pps " + words.joined(separator: ","),
        advice: "joint probabilities are for horvitz-thompson or yates-grundy")
    }
    if !meanSquares.isEmpty, words.first != "hartley-rao" || meanSquares.count != strata {
      throw .impossibleNumber(option: "--pps-mean-squares")
    }
    switch (words.first, form) {
    case ("brewer", _) where words.count == 1: return .brewer
    case ("overton", let form?): return .overton(form)
    case ("hartley-rao", let form?):
      return .hartleyRao(form, meanSquares: meanSquares.isEmpty ? nil : meanSquares)
    case ("horvitz-thompson", _) where words.count == 1:
      return .joint(.horvitzThompson, try joint())
    case ("yates-grundy", _) where words.count == 1: return .joint(.yatesGrundy, try joint())
    default:
      throw .unknownWord(
        option: "--pps", word: words.joined(separator: ","),
        allowed: [
          "brewer", "overton", "hartley-rao", "horvitz-thompson", "yates-grundy",
          "overton,yates-grundy", "hartley-rao,yates-grundy",
        ])
    }
  }

  private func joint() throws(EstimateError) -> Matrix {
    guard let jointFile else {
      throw .needs(option: "--pps \(unequalProbabilities ?? "")", other: "--joint")
    }
    return Matrix(try JointProbabilities(jointFile).rows)
  }
}
