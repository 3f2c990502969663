internal import SurveyStatistics

/// The random numbers that belong to a cluster: the same whoever asks for them, and when.
struct ClusterDraws {
  /// The number that criteria and incidents share.
  static let moodStream = 0
  /// The first number that is free for an item.
  static let firstItemStream = 2
  private static let weightStream = 1
  /// The number that tells whether a cluster is satisfied with everything.
  static let satisfactionStream = -1

  private let base: UInt64

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: ~seed)
    base = generator.next()
  }

  /// The cluster's number of this stream, uniform in 0..<1.
  func uniform(cluster: Int, stream: Int) -> Double {
    // Two rounds, so that neighbouring clusters and streams have nothing in common.
    var clusterGenerator = SeededGenerator(seed: base ^ UInt64(cluster))
    var generator = SeededGenerator(
      seed: clusterGenerator.next() ^ UInt64(bitPattern: Int64(stream)))
    return generator.uniform()
  }

  /// The design weight of the cluster's respondents: 1.0000…3.0000.
  func weight(of cluster: Int) -> String {
    let share = uniform(cluster: cluster, stream: ClusterDraws.weightStream)
    return DecimalText.decimal(10_000 + Int(share * 20_001), places: 4)
  }
}
