import Testing

@testable import SurveyStatistics

@Suite("Linear algebra")
struct LinearAlgebraTests {
  /// A symmetric positive definite matrix of random numbers.
  private func definite(_ size: Int, rank: Int? = nil) -> Matrix {
    var generator = SeededGenerator(seed: UInt64(size))
    var root = Matrix(rows: size, columns: rank ?? size)
    for i in 0..<size {
      for j in 0..<root.columns { root[i, j] = generator.uniform() - 0.3 }
    }
    return root * root.transposed
  }

  private func expectSame(_ left: Matrix, _ right: Matrix, _ tolerance: Double = 1e-10) {
    for (a, b) in zip(left.elements, right.elements) { #expect((a - b).magnitude <= tolerance) }
  }

  @Test("a Cholesky factor gives the matrix back and solves with it", arguments: [1, 2, 5, 20])
  func cholesky(size: Int) throws {
    let matrix = definite(size)
    let factor = try #require(CholeskyFactor(matrix))
    expectSame(factor.lower * factor.lower.transposed, matrix)
    let x = (0..<size).map { Double($0) - 1.5 }
    for (solved, known) in zip(factor.solve(matrix * x), x) {
      #expect((solved - known).magnitude < 1e-7)
    }
    expectSame(factor.inverse * matrix, .identity(size), 1e-7)
  }

  @Test("a determinant is the product of the eigenvalues")
  func determinant() throws {
    let matrix = Matrix([[4, 1], [1, 3]])
    let factor = try #require(CholeskyFactor(matrix))
    expectAgreement(Libm.exponential(factor.logDeterminant), 11, "determinant")
    let eigen = SymmetricEigen(matrix)
    expectAgreement(eigen.values[0] * eigen.values[1], 11, "product")
    expectAgreement(eigen.values[0], 3.5 + 1.25.squareRoot(), "largest")
  }

  @Test("a matrix that is not positive definite has no Cholesky factor")
  func indefinite() {
    #expect(CholeskyFactor(Matrix([[1, 2], [2, 1]])) == nil)
    #expect(CholeskyFactor(Matrix([[1, 1], [1, 1]])) == nil)
    #expect(CholeskyFactor(Matrix([[.nan]])) == nil)
    #expect(CholeskyFactor(definite(6, rank: 3)) == nil)
  }

  @Test("eigenvectors are orthogonal and give the matrix back", arguments: [1, 2, 7, 40])
  func eigen(size: Int) {
    let matrix = definite(size)
    let eigen = SymmetricEigen(matrix)
    expectSame(eigen.vectors.transposed * eigen.vectors, .identity(size))
    expectSame(eigen.mapValues { $0 }, matrix)
    #expect(eigen.values == eigen.values.sorted(by: >))
  }

  @Test("a generalised inverse inverts what can be inverted")
  func generalisedInverse() {
    let matrix = definite(7, rank: 4)
    let inverse = SymmetricEigen(matrix).generalisedInverse()
    expectSame(matrix * inverse * matrix, matrix)
    expectSame(inverse * matrix * inverse, inverse, 1e-8)
    expectSame(SymmetricEigen(Matrix([[0]])).generalisedInverse(), Matrix([[0]]))
  }
}
