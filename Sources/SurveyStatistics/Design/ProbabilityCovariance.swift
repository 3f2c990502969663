/// The quadratic form in PSU totals of a one-stage design with unequal probabilities.
struct ProbabilityCovariance: Sendable {
  /// Δ, by cluster.
  private let delta: Matrix
  private let form: UnequalProbabilityForm

  /// `nil` for Brewer's method, which needs no joint probabilities.
  init?(
    _ method: UnequalProbabilities, stage: DesignStage, lonelyPSU: LonelyPSUPolicy
  ) throws(EstimationError) {
    let count = stage.clusterStratum.count
    var delta = Matrix(rows: count, columns: count)
    func fill(_ element: (_ stratum: Int, _ c: Int, _ d: Int) -> Double) {
      for (stratum, range) in stage.clusterRange.enumerated() {
        for c in range {
          for d in range where d != c && stage.fraction[c] < 1 && stage.fraction[d] < 1 {
            delta[c, d] = element(stratum, c, d)
          }
        }
      }
    }
    switch method {
    case .brewer:
      return nil
    case .overton(let form):
      self.form = form
      try Self.checkLonely(stage, lonelyPSU)
      fill { stratum, c, d in
        let size = Double(stage.sampled(from: stratum))
        return 1 - (size - (stage.fraction[c] + stage.fraction[d]) / 2) / (size - 1)
      }
    case .hartleyRao(let form, let meanSquares):
      self.form = form
      try Self.checkLonely(stage, lonelyPSU)
      precondition(
        meanSquares.map { $0.count == stage.clusterRange.count } ?? true,
        "Hartley and Rao's method takes one mean of squares per stratum")
      fill { stratum, c, d in
        let size = Double(stage.sampled(from: stratum))
        let range = stage.clusterRange[stratum]
        let square = meanSquares?[stratum] ?? stage.fraction[range].reduce(0, +) / size
        return 1 - (size - stage.fraction[c] - stage.fraction[d] + square) / (size - 1)
      }
    case .joint(let form, let joint):
      self.form = form
      guard joint.rows == count, joint.columns == count else {
        throw .jointProbabilitiesDoNotFit(rows: joint.rows, clusters: count)
      }
      let position = Self.order(of: stage)
      for c in 0..<count {
        for d in 0..<count where d != c {
          let both = joint[position[c], position[d]]
          guard both > 0, both <= 1 else {
            throw .jointProbabilityInvalid(row: position[c], column: position[d])
          }
          delta[c, d] = (both - stage.fraction[c] * stage.fraction[d]) / both
        }
      }
    }
    for c in 0..<count { delta[c, c] = 1 - stage.fraction[c] }
    self.delta = delta
  }

  /// The covariance of totals.
  ///
  /// - Complexity: O(clusters² × k) and O(clusters × k²).
  func covariance(of totals: ClusterTotals) -> Matrix {
    let width = totals.width
    var result = Matrix(rows: width, columns: width)
    for c in 0..<delta.rows {
      var weighted = [Double](repeating: 0, count: width)
      for d in 0..<delta.rows where delta[c, d] != 0 {
        for column in 0..<width {
          switch form {
          case .horvitzThompson:
            weighted[column] += delta[c, d] * totals[d, column]
          case .yatesGrundy:
            weighted[column] += delta[c, d] * (totals[d, column] - totals[c, column])
          }
        }
      }
      for i in 0..<width {
        for j in 0..<width { result[i, j] += totals[c, i] * weighted[j] }
      }
    }
    return result.symmetric
  }

  /// One PSU of a stratum has no joint probability with another.
  private static func checkLonely(
    _ stage: DesignStage, _ policy: LonelyPSUPolicy
  ) throws(EstimationError) {
    let lonely = stage.clusterRange.indices.filter { stage.isLonely($0) }
    guard policy != .fail || lonely.isEmpty else {
      throw .lonelyPSU(strata: lonely.map { stage.stratumNames[$0] }, stage: stage.number)
    }
  }

  /// The place of each cluster among the clusters in the order in which units meet them.
  private static func order(of stage: DesignStage) -> [Int] {
    var position = [Int](repeating: -1, count: stage.clusterStratum.count)
    var next = 0
    for cluster in stage.cluster where position[cluster] < 0 {
      position[cluster] = next
      next += 1
    }
    return position
  }
}

extension Matrix {
  /// The mean of a square matrix and its transpose.
  fileprivate var symmetric: Matrix {
    var result = self
    for i in 0..<rows {
      for j in 0..<columns { result[i, j] = (self[i, j] + self[j, i]) / 2 }
    }
    return result
  }
}
