/// Random numbers that a seed decides: the same on every machine and in every run.
///
/// SplitMix64 (Steele, Lea and Flood 2014): the state advances by a fixed odd number, and each
/// state is mixed into a number of 64 bits. The period is 2⁶⁴. It is for resampling and
/// simulation, not for secrets.
///
/// ``uniform()`` and ``index(below:)`` are defined here rather than taken from the standard
/// library, whose way from bits to numbers may change with its version.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// Makes the generator that `seed` decides.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The next number in 0..<1: a multiple of 2⁻⁵³, each equally likely.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// The next whole number in 0..<`count`, each equally likely.
  ///
  /// Lemire's multiplication (2019), where the few products that would favour some numbers are
  /// drawn again.
  ///
  /// - Parameter count: How many numbers there are to choose from, at least 1.
  /// - Returns: A number in 0..<`count`.
  public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index needs at least one number to choose from")
    let bound = UInt64(count)
    let threshold = (0 &- bound) % bound
    var product = next().multipliedFullWidth(by: bound)
    while product.low < threshold {
      product = next().multipliedFullWidth(by: bound)
    }
    return Int(product.high)
  }
}
