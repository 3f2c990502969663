internal import SurveyModel

/// Respondents one after the other who share the unit and all clusters that columns tell.
struct SampledCell {
  /// How many respondents there are.
  var respondents: Int
  /// The number of the cluster whose respondents are alike.
  var cluster: Int
  /// The fields of the study's columns; the running number is still empty.
  var leadingFields: [String]
}

/// Where the respondents of a batch live: units, strata and clusters, with their invented sizes.
struct SampledCells {
  /// The cells, in the order of the units.
  let cells: [SampledCell]

  init(of study: Study, columns: LeadingColumns, respondents: Int, draws: ClusterDraws) {
    let units = SampledCells.servedUnits(of: study)
    let splitter = ClusterSplitter(study: study, columns: columns, units: units)
    var places: [SampledPlace] = []
    for (position, unit) in units.enumerated() {
      let share = respondents / units.count + (position < respondents % units.count ? 1 : 0)
      places += splitter.places(in: unit, respondents: share)
    }
    let populations = InventedPopulations(places, stageCount: study.design.stages.count)
    var clusters: [String: Int] = [:]
    cells = places.map { place in
      // Looked up only, never gone through, so that the order of a dictionary does not matter.
      let name = (place.clusters.first ?? nil) ?? place.unit
      let cluster = clusters[name] ?? clusters.count
      clusters[name] = cluster
      let fields = columns.roles.map { role in
        switch role {
        case .unit: place.unit
        case .stratum: place.stratum
        case .cluster(let stage): place.clusters[stage] ?? ""
        case .population(let stage): String(populations.size(of: place, stage: stage))
        case .weight: draws.weight(of: cluster)
        case .runningNumber, .interviewer, .started, .ended: ""
        case .furtherKey: "1"
        }
      }
      return SampledCell(respondents: place.respondents, cluster: cluster, leadingFields: fields)
    }
  }

  /// The lowest units that have a unit of every level that the design names; all where none has.
  private static func servedUnits(of study: Study) -> [Int] {
    let sources = [study.design.strata] + study.design.stages.map { Optional($0.cluster) }
    let levels = sources.compactMap { source -> UnitKind? in
      if case .level(let kind) = source { kind } else { nil }
    }
    let leaves = study.units.leaves
    let served = leaves.filter { unit in
      levels.allSatisfy { study.units.ancestor(of: unit, kind: $0) != nil }
    }
    return served.isEmpty ? leaves : served
  }
}
