/// A kind of survey to draw again and again: the sample of one province, and what is true of it.
struct Scenario: Hashable, Sendable {
  /// How many PSUs are drawn.
  var clusters: Int

  /// How many answers each of them gives.
  var clusterSize: Int

  /// The true share.
  var share: Double

  /// The true intra-class correlation ρ, or its mean over provinces.
  var correlation: Double

  /// Over which provinces ρ is pooled.
  var pooling: Pooling

  /// The size of the sample.
  var size: Int { clusters * clusterSize }

  /// Three districts, six communes and nineteen villages of a province, and a small domain.
  static let designs = [(3, 193), (6, 97), (19, 31), (5, 12)]

  /// All designs, shares and correlations.
  static func all(_ pooling: Pooling) -> [Scenario] {
    [0.84, 0.5, 0.01].flatMap { share in
      [0.02, 0.05].flatMap { correlation in
        designs.map { clusters, size in
          Scenario(
            clusters: clusters, clusterSize: size, share: share, correlation: correlation,
            pooling: pooling)
        }
      }
    }
  }
}

/// How many provinces ρ is pooled over, and whether it is the same in each.
enum Pooling: CaseIterable, Hashable, Sendable {
  case many
  case few
  case uneven

  /// The provinces of one wave.
  var provinces: Int { self == .few ? 7 : 63 }

  /// What the table says of it.
  var title: String {
    switch self {
    case .many: "ρ pooled over 63 provinces"
    case .few: "ρ pooled over 7 provinces"
    case .uneven:
      "ρ pooled over 63 provinces, where it differs evenly from 0 to twice the number given"
    }
  }
}
