/// Replicate weights, either one per unit, or as factors that the units of a cluster share.
enum ReplicateWeights: Sendable {
  /// For each replicate the weight of each unit.
  case units([[Double]])

  /// The cluster of each unit, and for each replicate the factor of each cluster.
  case clusters([Int], [[Double]])

  /// The number of replicates.
  var count: Int {
    switch self {
    case .units(let replicates): replicates.count
    case .clusters(_, let replicates): replicates.count
    }
  }

  /// The weights of all units in a replicate.
  func weights(of replicate: Int, full: [Double]) -> [Double] {
    switch self {
    case .units(let replicates): return replicates[replicate]
    case .clusters(let cluster, let replicates):
      let factors = replicates[replicate]
      return full.indices.map { full[$0] * factors[cluster[$0]] }
    }
  }

  /// The rank of the matrix of replicate weights of some units, one row per unit.
  ///
  /// A row counts if more than 10⁻⁵ of its length is not explained by the rows before it; R counts
  /// columns in the same way. Rows that are the same, as those of a cluster, are looked at once.
  func rank(among units: some Sequence<Int>, weights: [Double]) -> Int {
    let used = units.filter { weights[$0] != 0 }
    let rows: [[Double]]
    switch self {
    case .units(let replicates):
      var seen: Set<[Int32]> = []
      rows = used.compactMap { unit in
        let row = replicates.map { $0[unit] }
        return seen.insert(Self.direction(of: row)).inserted ? row : nil
      }
    case .clusters(let cluster, let replicates):
      rows = Set(used.map { cluster[$0] }).sorted().map { place in replicates.map { $0[place] } }
    }
    return OrthogonalBasis(of: rows, limit: count).size
  }

  /// The direction of a row in whole numbers, the same for rows that differ by a factor.
  private static func direction(of row: [Double]) -> [Int32] {
    let length = row.reduce(0) { max($0, $1.magnitude) }
    return length == 0 ? [] : row.map { Int32((1e7 * $0 / length).rounded()) }
  }
}

/// Orthonormal vectors that span rows.
private struct OrthogonalBasis {
  private var vectors: [[Double]] = []

  var size: Int { vectors.count }

  init(of rows: [[Double]], limit: Int) {
    for row in rows {
      if vectors.count == limit { return }
      add(row)
    }
  }

  private mutating func add(_ row: [Double]) {
    let length = Self.length(of: row)
    guard length > 0 else { return }
    var rest = row
    // Twice, because once leaves rounding errors of the size of what was taken away.
    for _ in 0..<2 {
      for vector in vectors {
        let share = zip(rest, vector).reduce(0) { $0 + $1.0 * $1.1 }
        for index in rest.indices { rest[index] -= share * vector[index] }
      }
      // What is left only becomes less: a row that is explained is not looked at again.
      guard Self.length(of: rest) > 1e-5 * length else { return }
    }
    let remaining = Self.length(of: rest)
    vectors.append(rest.map { $0 / remaining })
  }

  private static func length(of row: [Double]) -> Double {
    row.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
