/// A small dense matrix of numbers, row by row.
///
/// It carries covariances: k × k for k estimates.
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The elements, row after row.
  public private(set) var elements: [Double]

  /// Makes a matrix whose elements are all the same.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns.
  ///   - value: The value of each element.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// Makes a matrix of its rows; all rows must have the same length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "the rows of a matrix have one length")
    self.rows = rows.count
    self.columns = columns
    elements = rows.flatMap { $0 }
  }

  /// The element in row `i` and column `j`, both counted from 0.
  public subscript(i: Int, j: Int) -> Double {
    get { elements[i * columns + j] }
    set { elements[i * columns + j] = newValue }
  }

  /// The elements whose row and column are the same.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { self[$0, $0] }
  }

  /// The bilinear form x′My, for instance the covariance of two contrasts of estimates.
  ///
  /// - Parameters:
  ///   - left: x, one coefficient per row.
  ///   - right: y, one coefficient per column.
  /// - Returns: Σᵢⱼ xᵢ Mᵢⱼ yⱼ; where a coefficient is 0 its elements are left out, even NaN.
  /// - Complexity: O(rows × columns).
  public func bilinearForm(_ left: [Double], _ right: [Double]) -> Double {
    precondition(left.count == rows && right.count == columns, "one coefficient per row and column")
    var sum = 0.0
    for i in 0..<rows where left[i] != 0 {
      for j in 0..<columns where right[j] != 0 {
        sum += left[i] * self[i, j] * right[j]
      }
    }
    return sum
  }

  /// The quadratic form x′Mx: the variance of the contrast Σ xᵢ θᵢ when M is the covariance of θ.
  public func quadraticForm(_ coefficients: [Double]) -> Double {
    bilinearForm(coefficients, coefficients)
  }
}
