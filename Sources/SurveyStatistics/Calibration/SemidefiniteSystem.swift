/// Equations Ax = b whose matrix is a sum of products Σ cxx′, some columns of which may follow from
/// others.
///
/// The columns are scaled to a diagonal of 1 and taken in their order; one of which less than
/// `tolerance` is left, once the earlier ones are taken out of it (Cholesky), follows from them.
struct SemidefiniteSystem: Sendable {
  /// The columns that do not follow from earlier ones.
  private(set) var independent: [Int] = []

  /// The columns that do, or are 0.
  private(set) var dependent: [Int] = []

  private let matrix: Matrix
  private var scales: [Double]
  private var rows: [[Double]] = []

  init(_ matrix: Matrix, tolerance: Double = 1e-11) {
    self.matrix = matrix
    scales = matrix.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    for column in 0..<matrix.columns {
      let (row, left) = reduce(column)
      if scales[column] > 0 && left > tolerance {
        independent.append(column)
        rows.append(row + [left.squareRoot()])
      } else {
        dependent.append(column)
      }
    }
  }

  /// A column in terms of the independent ones before it, and what is left of its diagonal.
  private func reduce(_ column: Int) -> (row: [Double], left: Double) {
    var row: [Double] = []
    row.reserveCapacity(independent.count + 1)
    var left = scales[column] > 0 ? 1.0 : 0
    for (k, other) in independent.enumerated() where other < column {
      var value = matrix[column, other] * scales[column] * scales[other]
      let factor = rows[k]
      for m in 0..<k { value -= row[m] * factor[m] }
      value /= factor[k]
      row.append(value)
      left -= value * value
    }
    return (row, left)
  }

  /// A solution that is 0 for dependent columns.
  func solve(_ right: [Double]) -> [Double] {
    var y: [Double] = []
    y.reserveCapacity(independent.count)
    for (k, column) in independent.enumerated() {
      var value = right[column] * scales[column]
      let factor = rows[k]
      for m in 0..<k { value -= factor[m] * y[m] }
      y.append(value / factor[k])
    }
    var solution = [Double](repeating: 0, count: scales.count)
    for (column, value) in zip(independent, backSubstituted(y)) {
      solution[column] = value * scales[column]
    }
    return solution
  }

  /// The coefficients of the independent columns before a dependent one that make it up.
  func combination(_ column: Int) -> [(column: Int, coefficient: Double)] {
    guard scales[column] > 0 else { return [] }
    let row = reduce(column).row
    return zip(independent, backSubstituted(row)).map {
      (column: $0, coefficient: $1 * scales[$0] / scales[column])
    }
  }

  /// The solution of L′x = y for the leading columns.
  private func backSubstituted(_ y: [Double]) -> [Double] {
    var x = y
    for k in x.indices.reversed() {
      for later in (k + 1)..<max(k + 1, x.count) { x[k] -= rows[later][k] * x[later] }
      x[k] /= rows[k][k]
    }
    return x
  }
}
