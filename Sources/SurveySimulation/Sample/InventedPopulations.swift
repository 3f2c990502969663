internal import SurveyModel

/// How many clusters there are in the population: twenty for each that is in the sample.
struct InventedPopulations {
  private var sampled: [[String: Int]]

  init(_ places: [SampledPlace], stageCount: Int) {
    sampled = Array(repeating: [:], count: stageCount)
    for stage in 0..<stageCount {
      var seen: Set<String> = []
      for place in places {
        let above = InventedPopulations.path(of: place, above: stage)
        guard let cluster = place.clusters[stage] else {
          sampled[stage][above, default: 0] += place.respondents
          continue
        }
        if seen.insert(above + "\u{1F}" + cluster).inserted {
          sampled[stage][above, default: 0] += 1
        }
      }
    }
  }

  /// The clusters of `stage` in the place's stratum, or in its cluster of the stage above.
  func size(of place: SampledPlace, stage: Int) -> Int {
    20 * (sampled[stage][InventedPopulations.path(of: place, above: stage)] ?? 1)
  }

  private static func path(of place: SampledPlace, above stage: Int) -> String {
    ([place.stratum] + place.clusters.prefix(stage).map { $0 ?? "" }).joined(separator: "\u{1F}")
  }
}
