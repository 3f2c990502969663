/// What the number of a first-stage cluster (PSU) says about its stratum.
public enum ClusterNumbering: String, Hashable, Sendable, CaseIterable {
  /// Numbers start again in each stratum: the same number in two strata means two PSUs (`nest = TRUE`
  /// of R's `svydesign`).
  case withinStrata

  /// A number means the same PSU everywhere. One that occurs in several strata is an error,
  /// ``EstimationError/clusterInSeveralStrata(cluster:strata:)``, as R stops with *clusters not
  /// nested in strata*.
  case throughout
}

extension ClusterNumbering {
  /// Checks that no PSU lies in several strata, where numbers mean the same throughout.
  ///
  /// - Complexity: O(*n*).
  func check(_ stage: SampleDesign.Stage, names: [String]) throws(EstimationError) {
    guard self == .throughout else { return }
    var strata: [Int: Set<Int>] = [:]
    for (cluster, stratum) in zip(stage.cluster, stage.stratum) {
      strata[cluster, default: []].insert(stratum)
    }
    guard let cluster = strata.filter({ $0.value.count > 1 }).keys.min() else { return }
    throw .clusterInSeveralStrata(
      cluster: cluster,
      strata: (strata[cluster] ?? []).sorted().map {
        names.indices.contains($0) ? names[$0] : String($0)
      })
  }
}
