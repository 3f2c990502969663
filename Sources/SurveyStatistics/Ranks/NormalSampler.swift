/// Draws standard normal and chi-square numbers from a source of random bits.
struct NormalSampler {
  private var spare: Double?

  /// The next standard normal number, by Marsaglia's polar method.
  mutating func next(using generator: inout some RandomNumberGenerator) -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let u = 2 * Self.uniform(using: &generator) - 1
      let v = 2 * Self.uniform(using: &generator) - 1
      let square = u * u + v * v
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * Libm.naturalLog(square) / square).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// The next chi-square number with any positive degrees of freedom: twice a gamma number by the
  /// method of Marsaglia and Tsang (2000).
  mutating func chiSquare(
    degreesOfFreedom: Double, using generator: inout some RandomNumberGenerator
  ) -> Double {
    let shape = degreesOfFreedom / 2
    let boosted = shape < 1 ? shape + 1 : shape
    let d = boosted - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = next(using: &generator)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = 1 - Self.uniform(using: &generator)
      guard Libm.naturalLog(u) < 0.5 * x * x + d - d * v + d * Libm.naturalLog(v) else { continue }
      guard shape < 1 else { return 2 * d * v }
      let w = 1 - Self.uniform(using: &generator)
      return 2 * d * v * Libm.exponential(Libm.naturalLog(w) / shape)
    }
  }

  /// A number in 0..<1, a multiple of 2⁻⁵³; the bits are used as ``SeededGenerator/uniform()`` does.
  private static func uniform(using generator: inout some RandomNumberGenerator) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }
}
