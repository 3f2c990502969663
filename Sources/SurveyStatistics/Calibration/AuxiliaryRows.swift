/// The auxiliary variables x of units or clusters, row after row, without their zeros.
///
/// A classification fills one column of its row however many categories it has, so sums of products
/// cost what the margins cost, not what the categories do.
struct AuxiliaryRows: Sendable {
  /// The number of columns.
  let width: Int

  /// Where each row starts, and the end of the last.
  private(set) var starts: [Int] = [0]

  private var columns: [Int] = []
  private var values: [Double] = []

  /// The number of rows.
  var count: Int { starts.count - 1 }

  init(width: Int) {
    self.width = width
  }

  /// Adds a row of columns in ascending order with their values.
  mutating func append(_ row: [(column: Int, value: Double)]) {
    for (column, value) in row where value != 0 {
      columns.append(column)
      values.append(value)
    }
    starts.append(columns.count)
  }

  /// The columns of a row that are not 0.
  func entries(_ row: Int) -> [(column: Int, value: Double)] {
    (starts[row]..<starts[row + 1]).map { (columns[$0], values[$0]) }
  }

  /// x′b of a row.
  func product(_ row: Int, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for index in starts[row]..<starts[row + 1] {
      sum += values[index] * coefficients[columns[index]]
    }
    return sum
  }

  /// Σ cᵢxᵢ.
  func total(_ factors: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<count where factors[row] != 0 {
      for index in starts[row]..<starts[row + 1] {
        sums[columns[index]] += factors[row] * values[index]
      }
    }
    return sums
  }

  /// Σ cᵢ|xᵢ|.
  func totalOfSizes(_ factors: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<count where factors[row] != 0 {
      for index in starts[row]..<starts[row + 1] {
        sums[columns[index]] += factors[row] * values[index].magnitude
      }
    }
    return sums
  }

  /// Σ cᵢxᵢxᵢ′.
  func gram(_ factors: [Double]) -> Matrix {
    var lower = [Double](repeating: 0, count: width * width)
    for row in 0..<count where factors[row] != 0 {
      for first in starts[row]..<starts[row + 1] {
        let scaled = factors[row] * values[first]
        let base = columns[first] * width
        for second in starts[row]...first {
          lower[base + columns[second]] += scaled * values[second]
        }
      }
    }
    var matrix = Matrix(rows: width, columns: width)
    for i in 0..<width {
      for j in 0...i {
        matrix[i, j] = lower[i * width + j]
        matrix[j, i] = lower[i * width + j]
      }
    }
    return matrix
  }

  /// The rows of clusters: the means of their units' rows, weighted.
  ///
  /// - Parameters:
  ///   - element: The cluster of each row, from 0.
  ///   - count: The number of clusters.
  ///   - weights: The weight of each row; a cluster without weight has a plain mean.
  /// - Returns: One row per cluster.
  func averaged(by element: [Int], count: Int, weights: [Double]) -> AuxiliaryRows {
    var members = [[Int]](repeating: [], count: count)
    for row in element.indices { members[element[row]].append(row) }
    var result = AuxiliaryRows(width: width)
    for rows in members {
      var sums: [Int: Double] = [:]
      var total = rows.reduce(0) { $0 + weights[$1] }
      let isEmpty = total == 0
      if isEmpty { total = Double(rows.count) }
      for row in rows {
        for (column, value) in entries(row) {
          sums[column, default: 0] += (isEmpty ? 1 : weights[row]) * value
        }
      }
      result.append(sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value / total) })
    }
    return result
  }
}
