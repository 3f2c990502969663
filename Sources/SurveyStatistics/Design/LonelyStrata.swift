/// The strata of one sampled cluster at one stage, and the variables that have units in them.
struct LonelyStrata {
  private let presence: [Bool]
  private let factors: [Double]
  private let width: Int
  private let stratumParent: [Int]

  /// Finds the lonely strata that matter to the variables.
  ///
  /// - Parameters:
  ///   - variables: The variables, with the units they are made of.
  ///   - stage: The stage.
  ///   - policy: What to do with lonely strata.
  /// - Throws: ``EstimationError/lonelyPSU(strata:stage:)`` where the policy is to fail, or to
  ///   average and there is nothing to average over.
  init(
    _ variables: [LinearisedVariable], at stage: DesignStage, policy: LonelyPSUPolicy
  ) throws(EstimationError) {
    width = variables.count
    stratumParent = stage.stratumParent
    let strata = stage.clusterRange.indices
    let lonely = strata.filter { stage.parentFraction[$0] > 0 && stage.isLonely($0) }
    guard !lonely.isEmpty else {
      presence = []
      factors = []
      return
    }
    var presence = [Bool](repeating: false, count: strata.count * variables.count)
    for (column, variable) in variables.enumerated() {
      for unit in variable.units {
        presence[stage.clusterStratum[stage.cluster[unit]] * variables.count + column] = true
      }
    }
    self.presence = presence
    let width = variables.count
    let disturbing = lonely.filter { stratum in
      presence[(stratum * width)..<((stratum + 1) * width)].contains(true)
    }
    func failure(_ strata: [Int]) -> EstimationError {
      .lonelyPSU(strata: strata.map { stage.stratumNames[$0] }, stage: stage.number)
    }
    switch policy {
    case .fail:
      guard disturbing.isEmpty else { throw failure(disturbing) }
      factors = []
    case .certainty, .remove, .adjust:
      factors = []
    case .average:
      var present = [Double](repeating: 0, count: stage.parentCount * width)
      var usable = present
      for stratum in strata {
        for column in 0..<width where presence[stratum * width + column] {
          present[stage.stratumParent[stratum] * width + column] += 1
          if !stage.isLonely(stratum) {
            usable[stage.stratumParent[stratum] * width + column] += 1
          }
        }
      }
      let alone = disturbing.filter { stratum in
        (0..<width).contains { column in
          presence[stratum * width + column]
            && usable[stage.stratumParent[stratum] * width + column] == 0
        }
      }
      guard alone.isEmpty else { throw failure(alone) }
      factors = zip(present, usable).map { $1 > 0 ? $0 / $1 : 1 }
    }
  }

  /// The variables that have a unit in a stratum.
  func variables(in stratum: Int) -> [Int] {
    (0..<width).filter { presence[stratum * width + $0] }
  }

  /// By what the variance of an ordinary stratum is multiplied to stand for the lonely ones too.
  func factor(stratum: Int, variable: Int) -> Double {
    factors.isEmpty ? 1 : factors[stratumParent[stratum] * width + variable]
  }
}
