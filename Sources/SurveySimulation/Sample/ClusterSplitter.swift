internal import SurveyModel

/// Where some respondents live, by codes.
struct SampledPlace {
  /// How many respondents there are.
  var respondents: Int
  /// The unit's code.
  var unit: String
  /// The stratum's code; empty where all are in one.
  var stratum: String
  /// The cluster of each stage, nil where every respondent is one.
  var clusters: [String?]
}

/// Splits the respondents of units into the clusters that columns of the batch tell.
///
/// About 25 respondents share a cluster of the first such stage, about 5 one of the second, and
/// below that everyone is alone. A unit with two respondents has at least two clusters, so that no
/// stratum is left with one primary sampling unit for want of respondents. There are no more
/// clusters than the study states for the population, as far as each unit having one allows that.
struct ClusterSplitter {
  private let study: Study
  private let columns: LeadingColumns
  /// The stages whose clusters are made here, the first first.
  private let madeStages: [Int]
  /// For each made stage, how many units share the stratum or cluster above.
  private var unitCounts: [[String: Int]] = []

  init(study: Study, columns: LeadingColumns, units: [Int]) {
    self.study = study
    self.columns = columns
    madeStages = study.design.stages.indices.filter {
      columns.position(of: .cluster(stage: $0)) != nil
    }
    unitCounts = madeStages.map { stage in
      Dictionary(
        units.map { (codeAbove(stage, unit: $0, names: []), 1) }, uniquingKeysWith: { $0 + $1 })
    }
  }

  /// The places of one unit.
  ///
  /// - Parameters:
  ///   - unit: The unit's position in the registry.
  ///   - respondents: How many respondents live there.
  /// - Returns: The places, clusters of the same stage next to each other.
  func places(in unit: Int, respondents: Int) -> [SampledPlace] {
    guard respondents > 0 else { return [] }
    var groups = [(names: [String](), respondents: respondents)]
    for (depth, stage) in madeStages.enumerated() {
      groups = groups.flatMap { group in
        let above = codeAbove(stage, unit: unit, names: group.names)
        let count = min(
          ClusterSplitter.clusterCount(of: group.respondents, depth: depth),
          limit(stage, depth: depth, above: above))
        let prefix = group.names.last ?? study.units.units[unit].code
        return (0..<count).map { part in
          let size = group.respondents / count + (part < group.respondents % count ? 1 : 0)
          return (group.names + ["\(prefix)-\(part + 1)"], size)
        }
      }
    }
    return groups.map { group in
      SampledPlace(
        respondents: group.respondents, unit: study.units.units[unit].code,
        stratum: study.design.strata.flatMap { code($0, unit: unit, names: group.names) } ?? "",
        clusters: study.design.stages.map { code($0.cluster, unit: unit, names: group.names) })
    }
  }

  /// The code of a stratum or cluster of the unit; nil for one not made yet, and where every
  /// respondent is one.
  private func code(_ source: DesignSource, unit: Int, names: [String]) -> String? {
    let own = study.units.units[unit].code
    switch source {
    case .level(let kind):
      return study.units.ancestor(of: unit, kind: kind).map { study.units.units[$0].code } ?? own
    case .column(let header):
      switch columns.role(of: header) {
      case .unit: return own
      case .stratum: return study.units.parent(of: unit).map { study.units.units[$0].code } ?? own
      case .cluster(let stage):
        let depth = madeStages.firstIndex(of: stage) ?? names.count
        return depth < names.count ? names[depth] : nil
      case .population, .weight, .runningNumber, .furtherKey, .interviewer, .started, .ended, nil:
        return nil
      }
    case .respondent: return nil
    }
  }

  /// The stratum of a first stage, or the cluster of the stage above.
  private func codeAbove(_ stage: Int, unit: Int, names: [String]) -> String {
    let source = stage == 0 ? study.design.strata : study.design.stages[stage - 1].cluster
    return source.flatMap { code($0, unit: unit, names: names) } ?? ""
  }

  /// The most clusters that one unit may have, so that there are no more than the study states.
  private func limit(_ stage: Int, depth: Int, above: String) -> Int {
    guard case .stated(let sizes) = study.design.stages[stage].population else { return .max }
    // Without strata the one number that is stated is meant, whatever it is called.
    let only =
      stage == 0 && study.design.strata == nil && sizes.count == 1 ? sizes.first?.value : nil
    guard let size = sizes[above] ?? only, size.isFinite else { return .max }
    return max(1, Int(min(size, 1e12)) / (unitCounts[depth][above] ?? 1))
  }

  private static func clusterCount(of respondents: Int, depth: Int) -> Int {
    switch depth {
    case 0: min(respondents, max(2, (respondents + 12) / 25))
    case 1: max(1, (respondents + 2) / 5)
    default: respondents
    }
  }
}
