/// The totals of linearised variables by cluster, cluster after cluster.
struct ClusterTotals {
  /// The number of variables.
  let width: Int
  private let totals: [Double]

  init(_ variables: [LinearisedVariable], at stage: DesignStage) {
    width = variables.count
    var totals = [Double](repeating: 0, count: stage.clusterStratum.count * variables.count)
    for (column, variable) in variables.enumerated() {
      for (unit, value) in zip(variable.units, variable.values) {
        totals[stage.cluster[unit] * variables.count + column] += value
      }
    }
    self.totals = totals
  }

  /// The total of a variable in a cluster.
  subscript(cluster: Int, column: Int) -> Double { totals[cluster * width + column] }

  /// The variables that differ from 0 in a cluster of the range.
  func columns(presentIn clusters: Range<Int>) -> [Int] {
    (0..<width).filter { column in
      clusters.contains { totals[$0 * width + column] != 0 }
    }
  }

  /// The mean of each variable over the clusters of the range.
  func mean(over clusters: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for cluster in clusters {
      for column in 0..<width { sums[column] += totals[cluster * width + column] }
    }
    return sums.map { $0 / Double(clusters.count) }
  }

  /// Adds the sums of products of the centred totals, each column scaled by the root of its factor
  /// and each cluster by that of its own.
  func addProducts(
    of clusters: Range<Int>, columns: [Int], centre: [Double], factors: [Double],
    clusterFactor: (Int) -> Double, to matrix: inout Matrix
  ) {
    let roots = factors.map { $0.squareRoot() }
    var row = [Double](repeating: 0, count: columns.count)
    var products = Matrix(rows: columns.count, columns: columns.count)
    for cluster in clusters {
      let root = clusterFactor(cluster).squareRoot()
      for (position, column) in columns.enumerated() {
        row[position] = root * roots[position] * (totals[cluster * width + column] - centre[column])
      }
      products.addOuterProduct(of: row)
    }
    for i in columns.indices {
      for j in i..<columns.count {
        matrix[columns[i], columns[j]] += products[i, j]
        if j > i { matrix[columns[j], columns[i]] += products[i, j] }
      }
    }
  }
}

extension Matrix {
  /// Adds rr′ to the upper triangle.
  fileprivate mutating func addOuterProduct(of row: [Double]) {
    for i in row.indices where row[i] != 0 {
      for j in i..<row.count { self[i, j] += row[i] * row[j] }
    }
  }
}
