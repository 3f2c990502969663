/// A square matrix of 1 and −1 whose rows are orthogonal, the first of them all ones.
///
/// Made by Sylvester's doubling and Paley's two constructions with prime numbers (1933), which give
/// an order within 4 of what is asked for in most cases, and always less than twice as large.
struct HadamardMatrix: Sendable {
  let order: Int
  private let isPositive: [Bool]

  /// The matrix of the least order above a number that these constructions give.
  init(orderAbove count: Int) {
    var order = count + 1
    while true {
      if let made = Self.elements(order: order) {
        self.order = order
        // Columns change sign so that the first row is all ones; that keeps rows orthogonal.
        isPositive = made.indices.map { made[$0] == made[$0 % order] }
        return
      }
      order += 1
    }
  }

  /// Whether an element is 1.
  subscript(row: Int, column: Int) -> Bool { isPositive[row * order + column] }

  private static func elements(order: Int) -> [Bool]? {
    if order == 1 { return [true] }
    if order == 2 { return [true, true, true, false] }
    guard order.isMultiple(of: 4) else { return nil }
    if let made = firstPaley(order) ?? secondPaley(order) { return made }
    return elements(order: order / 2).map { doubled($0, order: order / 2) }
  }

  /// [H H; H −H].
  private static func doubled(_ half: [Bool], order: Int) -> [Bool] {
    (0..<2 * order).flatMap { row in
      (0..<2 * order).map { column in
        half[row % order * order + column % order] != (row >= order && column >= order)
      }
    }
  }

  /// I + S with S skew, for an order that is 1 more than a prime that leaves 3 when divided by 4.
  private static func firstPaley(_ order: Int) -> [Bool]? {
    let prime = order - 1
    guard prime % 4 == 3, isPrime(prime) else { return nil }
    let isSquare = squares(modulo: prime)
    return (0..<order).flatMap { row in
      (0..<order).map { column in
        if row == column || row == 0 { return true }
        if column == 0 { return false }
        return isSquare[(row - column + prime) % prime]
      }
    }
  }

  /// For an order of twice 1 more than a prime that leaves 1 when divided by 4: each element of the
  /// symmetric conference matrix becomes a block of four.
  private static func secondPaley(_ order: Int) -> [Bool]? {
    let prime = order / 2 - 1
    guard prime % 4 == 1, isPrime(prime) else { return nil }
    let isSquare = squares(modulo: prime)
    return (0..<order).flatMap { row in
      (0..<order).map { column in
        let (i, j) = (row / 2, column / 2)
        let place = row % 2 * 2 + column % 2
        if i == j { return [true, false, false, false][place] }
        let isPositive = i == 0 || j == 0 || isSquare[(i - j + prime) % prime]
        return [true, true, true, false][place] == isPositive
      }
    }
  }

  /// Whether each remainder from 0 is the square of another that is not 0.
  private static func squares(modulo prime: Int) -> [Bool] {
    var isSquare = [Bool](repeating: false, count: prime)
    for number in 1..<prime { isSquare[number * number % prime] = true }
    return isSquare
  }

  private static func isPrime(_ number: Int) -> Bool {
    guard number > 1 else { return false }
    var divisor = 2
    while divisor * divisor <= number {
      if number.isMultiple(of: divisor) { return false }
      divisor += 1
    }
    return true
  }
}
