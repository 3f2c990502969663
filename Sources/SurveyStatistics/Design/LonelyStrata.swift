/// The strata of one sampled cluster at one stage, and the variables that have units in them.
///
/// A stratum is lonely in the design, or, where the policy looks into domains, for a variable whose
/// units meet one of several clusters.
struct LonelyStrata {
  private let meetings: StratumMeetings?
  private let isLonelyInDomains: Bool
  private let factors: [Double]
  private let stage: DesignStage

  /// Finds the lonely strata that matter to the variables.
  ///
  /// - Parameters:
  ///   - variables: The variables, with the units they are made of.
  ///   - stage: The stage.
  ///   - policy: What to do with lonely strata.
  ///   - scope: Where to look for them.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)`` where the policy is to fail, or to
  ///   average and there is nothing to average over.
  init(
    _ variables: [LinearisedVariable], at stage: DesignStage, policy: LonelyPSUPolicy,
    scope: LonelyPSUScope
  ) throws(EstimationError) {
    self.stage = stage
    let lonely = stage.clusterRange.indices.filter {
      stage.parentFraction[$0] > 0 && stage.isLonely($0)
    }
    isLonelyInDomains = scope == .designAndDomains && (policy == .adjust || policy == .average)
    guard !lonely.isEmpty || isLonelyInDomains else {
      meetings = nil
      factors = []
      return
    }
    let meetings = StratumMeetings(variables, at: stage)
    self.meetings = meetings
    switch policy {
    case .fail:
      let disturbing = lonely.filter { !meetings.variables(in: $0).isEmpty }
      guard disturbing.isEmpty else { throw Self.failure(disturbing, at: stage) }
      factors = []
    case .certainty, .remove, .adjust:
      factors = []
    case .average:
      factors = try Self.averageFactors(
        meetings, at: stage, countsDomains: scope == .designAndDomains)
    }
  }

  /// The variables that have a unit in a stratum which is lonely in the design.
  func variables(in stratum: Int) -> [Int] { meetings?.variables(in: stratum) ?? [] }

  /// Whether a stratum that is not lonely in the design is so for a variable.
  func isLonely(_ stratum: Int, for variable: Int) -> Bool {
    isLonelyInDomains && (meetings?.isOneCluster(stratum, variable) ?? false)
  }

  /// By what the variance of an ordinary stratum is multiplied to stand for the lonely ones too.
  func factor(stratum: Int, variable: Int) -> Double {
    guard !factors.isEmpty, let meetings else { return 1 }
    return factors[stage.stratumParent[stratum] * meetings.width + variable]
  }

  /// Strata that a variable meets, over those that are not lonely, within each parent cluster.
  private static func averageFactors(
    _ meetings: StratumMeetings, at stage: DesignStage, countsDomains: Bool
  ) throws(EstimationError) -> [Double] {
    let width = meetings.width
    var present = [Double](repeating: 0, count: stage.parentCount * width)
    var usable = present
    var lonely: [(stratum: Int, place: Int)] = []
    for stratum in stage.clusterRange.indices {
      for variable in meetings.variables(in: stratum) {
        let place = stage.stratumParent[stratum] * width + variable
        present[place] += 1
        let isLonely =
          stage.isLonely(stratum)
          || countsDomains && meetings.isOneCluster(stratum, variable)
            && !stage.isCensus(stratum) && stage.sampled(from: stratum) > 1
        if !isLonely {
          usable[place] += 1
        } else if stage.parentFraction[stratum] > 0 {
          lonely.append((stratum, place))
        }
      }
    }
    let alone = Set(lonely.filter { usable[$0.place] == 0 }.map(\.stratum)).sorted()
    guard alone.isEmpty else { throw failure(alone, at: stage) }
    return zip(present, usable).map { $1 > 0 ? $0 / $1 : 1 }
  }

  private static func failure(_ strata: [Int], at stage: DesignStage) -> EstimationError {
    .lonelyPSU(strata: strata.map { stage.stratumNames[$0] }, stage: stage.number)
  }
}

/// Which strata of a stage the units of variables meet, and whether in one cluster only.
private struct StratumMeetings {
  let width: Int
  /// The first cluster met, by stratum and variable; −1 for none.
  private var first: [Int]
  private var meetsSeveral: [Bool]

  init(_ variables: [LinearisedVariable], at stage: DesignStage) {
    width = variables.count
    let count = stage.clusterRange.count * variables.count
    first = Array(repeating: -1, count: count)
    meetsSeveral = Array(repeating: false, count: count)
    for (variable, content) in variables.enumerated() {
      for unit in content.units {
        let cluster = stage.cluster[unit]
        let place = stage.clusterStratum[cluster] * width + variable
        if first[place] < 0 {
          first[place] = cluster
        } else if first[place] != cluster {
          meetsSeveral[place] = true
        }
      }
    }
  }

  func variables(in stratum: Int) -> [Int] {
    (0..<width).filter { first[stratum * width + $0] >= 0 }
  }

  func isOneCluster(_ stratum: Int, _ variable: Int) -> Bool {
    first[stratum * width + variable] >= 0 && !meetsSeveral[stratum * width + variable]
  }
}
