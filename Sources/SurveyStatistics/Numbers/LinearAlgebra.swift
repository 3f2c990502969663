extension Matrix {
  /// The matrix that leaves every vector as it is.
  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size { result[i, i] = 1 }
    return result
  }

  /// The matrix with rows and columns exchanged.
  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { result[j, i] = self[i, j] }
    }
    return result
  }

  /// The product of two matrices, in O(rows × inner × columns).
  static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.rows, "as many columns on the left as rows on the right")
    var result = Matrix(rows: left.rows, columns: right.columns)
    for i in 0..<left.rows {
      for k in 0..<left.columns where left[i, k] != 0 {
        let factor = left[i, k]
        for j in 0..<right.columns { result[i, j] += factor * right[k, j] }
      }
    }
    return result
  }

  /// The product of a matrix and a column.
  static func * (left: Matrix, right: [Double]) -> [Double] {
    precondition(left.columns == right.count, "one number per column")
    return (0..<left.rows).map { i in
      (0..<left.columns).reduce(0) { $0 + left[i, $1] * right[$1] }
    }
  }

  /// The rows and columns of the given numbers, in their order.
  func restricted(to indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: indices.count)
    for (i, row) in indices.enumerated() {
      for (j, column) in indices.enumerated() { result[i, j] = self[row, column] }
    }
    return result
  }
}

/// The lower triangular L with LL′ = M, for a symmetric positive definite M.
struct CholeskyFactor {
  /// L, with zeros above its diagonal.
  let lower: Matrix

  /// Factors a symmetric matrix, of which only the lower triangle is read, in O(k³/6).
  ///
  /// `nil` where M is not positive definite, or so only by rounding, or holds NaN.
  ///
  /// - Parameters:
  ///   - matrix: M.
  ///   - tolerance: A pivot below this part of its diagonal element counts as 0.
  init?(_ matrix: Matrix, tolerance: Double = 1e-13) {
    precondition(matrix.rows == matrix.columns, "a symmetric matrix is square")
    var lower = Matrix(rows: matrix.rows, columns: matrix.rows)
    for j in 0..<matrix.rows {
      var pivot = matrix[j, j]
      for k in 0..<j { pivot -= lower[j, k] * lower[j, k] }
      guard pivot > tolerance * matrix[j, j], pivot > 0, pivot.isFinite else { return nil }
      let root = pivot.squareRoot()
      lower[j, j] = root
      for i in (j + 1)..<max(j + 1, matrix.rows) {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        lower[i, j] = sum / root
      }
    }
    self.lower = lower
  }

  /// The natural logarithm of the determinant of M.
  var logDeterminant: Double {
    lower.diagonal.reduce(0) { $0 + 2 * Libm.naturalLog($1) }
  }

  /// x with Mx = `right`, in O(k²).
  func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == lower.rows, "one number per row")
    var x = right
    for i in x.indices {
      for k in 0..<i { x[i] -= lower[i, k] * x[k] }
      x[i] /= lower[i, i]
    }
    for i in x.indices.reversed() {
      for k in (i + 1)..<max(i + 1, x.count) { x[i] -= lower[k, i] * x[k] }
      x[i] /= lower[i, i]
    }
    return x
  }

  /// The inverse of M, symmetric to the last digit.
  var inverse: Matrix {
    let size = lower.rows
    var result = Matrix(rows: size, columns: size)
    for j in 0..<size {
      let column = solve((0..<size).map { $0 == j ? 1 : 0 })
      for i in j..<size {
        result[i, j] = column[i]
        result[j, i] = column[i]
      }
    }
    return result
  }
}

/// The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.
///
/// Cyclic sweeps over the pairs of rows, each pair rotated so that its off-diagonal element
/// vanishes, until all of them are below rounding. Small eigenvalues keep about as many digits as
/// the matrix has.
struct SymmetricEigen {
  /// The eigenvalues, largest first.
  let values: [Double]

  /// The eigenvectors, of length 1, in the columns; in each the largest element is positive.
  let vectors: Matrix

  /// Decomposes a symmetric matrix of finite numbers; O(k³) for each of some 6 to 10 sweeps.
  init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "a symmetric matrix is square")
    let size = matrix.rows
    var work = matrix
    var turned = Matrix.identity(size)
    let scale = matrix.elements.reduce(0) { max($0, $1.magnitude) }
    for _ in 0..<60 {
      var largest = 0.0
      for p in 0..<size {
        for q in (p + 1)..<max(p + 1, size) {
          largest = max(largest, work[p, q].magnitude)
          Self.rotate(&work, &turned, p, q)
        }
      }
      if !(largest > 1e-17 * scale) { break }
    }
    let diagonal = work.diagonal
    let order = (0..<size).sorted { diagonal[$0] > diagonal[$1] }
    values = order.map { diagonal[$0] }
    var vectors = Matrix(rows: size, columns: size)
    for (j, column) in order.enumerated() {
      let peak = (0..<size).max { turned[$0, column].magnitude < turned[$1, column].magnitude }
      let sign = turned[peak ?? 0, column] < 0 ? -1.0 : 1
      for i in 0..<size { vectors[i, j] = sign * turned[i, column] }
    }
    self.vectors = vectors
  }

  /// The symmetric matrix with the same eigenvectors, its eigenvalues a function of these.
  func mapValues(_ function: (Double) -> Double) -> Matrix {
    let size = values.count
    let mapped = values.map(function)
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in i..<size {
        let sum = (0..<size).reduce(0) { $0 + vectors[i, $1] * mapped[$1] * vectors[j, $1] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// The generalised inverse of Moore and Penrose.
  ///
  /// - Parameter tolerance: An eigenvalue below this part of the largest counts as 0.
  /// - Returns: The inverse on the space of the other eigenvectors.
  func generalisedInverse(tolerance: Double = 1e-12) -> Matrix {
    let limit = tolerance * (values.map(\.magnitude).max() ?? 0)
    return mapValues { $0.magnitude > limit ? 1 / $0 : 0 }
  }

  /// Rotates rows and columns p and q so that the element between them becomes 0.
  private static func rotate(_ work: inout Matrix, _ turned: inout Matrix, _ p: Int, _ q: Int) {
    let off = work[p, q]
    guard off != 0 else { return }
    let theta = (work[q, q] - work[p, p]) / (2 * off)
    let root = (1 + theta * theta).squareRoot()
    let tangent =
      theta.magnitude > 1e150 ? 0.5 / theta : (theta < 0 ? -1 : 1) / (theta.magnitude + root)
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in 0..<work.rows where k != p && k != q {
      let (left, right) = (work[k, p], work[k, q])
      work[k, p] = cosine * left - sine * right
      work[p, k] = work[k, p]
      work[k, q] = sine * left + cosine * right
      work[q, k] = work[k, q]
    }
    work[p, p] -= tangent * off
    work[q, q] += tangent * off
    work[p, q] = 0
    work[q, p] = 0
    for k in 0..<work.rows {
      let (left, right) = (turned[k, p], turned[k, q])
      turned[k, p] = cosine * left - sine * right
      turned[k, q] = sine * left + cosine * right
    }
  }
}
