/// One stage of a design with its strata and clusters numbered through from 0.
///
/// Numbers follow the order of the given numbers, not that of the rows, so sums over strata and
/// clusters always run in the same order.
struct DesignStage: Sendable {
  /// The cluster of each unit.
  let cluster: [Int]

  /// The stratum of each cluster.
  let clusterStratum: [Int]

  /// The parent cluster of each stratum, at the stage before (0 at the first stage).
  let stratumParent: [Int]

  /// The clusters of each stratum: stratum h has those of `clusterRange[h]`.
  let clusterRange: [Range<Int>]

  /// Which part of its stratum each cluster stands for: n/N, or its own inclusion probability; 0 for
  /// sampling with replacement.
  let fraction: [Double]

  /// The product of the sampling fractions of the parent clusters of each stratum.
  let parentFraction: [Double]

  /// The name of each stratum, for error messages.
  let stratumNames: [String]

  /// 1 for the first stage.
  let number: Int

  /// How many parent clusters there are (1 at the first stage).
  let parentCount: Int

  private struct Key: Hashable, Comparable {
    let group: Int
    let code: Int

    static func < (left: Key, right: Key) -> Bool {
      left.group != right.group ? left.group < right.group : left.code < right.code
    }
  }

  init(
    _ stage: SampleDesign.Stage, number: Int, within parent: DesignStage?, areFractions: Bool,
    names: [String]
  ) throws(EstimationError) {
    let units = stage.stratum.indices
    let strata = Self.number(
      units.map { Key(group: parent?.cluster[$0] ?? 0, code: stage.stratum[$0]) })
    let clusters = Self.number(
      units.map { Key(group: strata.numbers[$0], code: stage.cluster[$0]) })
    self.number = number
    cluster = clusters.numbers
    clusterStratum = clusters.keys.map(\.group)
    stratumParent = strata.keys.map(\.group)
    parentCount = parent?.clusterStratum.count ?? 1
    stratumNames = strata.keys.map { key in
      guard let parent else {
        return names.indices.contains(key.code) ? names[key.code] : String(key.code)
      }
      return
        "\(key.code) of cluster \(key.group) in \(parent.stratumNames[parent.clusterStratum[key.group]])"
    }
    clusterRange = Self.ranges(of: clusterStratum, count: strata.keys.count)
    precondition(
      stage.populationSize == nil || stage.probability == nil,
      "a stage has population sizes or probabilities, not both")
    let populationSize = try Self.populationSizes(
      stage, strata: strata.numbers, sampled: clusterRange.map(\.count), areFractions: areFractions,
      names: stratumNames, number: number)
    if let probability = stage.probability {
      fraction = try Self.fractions(
        probability, clusters: clusters.numbers, count: clusterStratum.count, number: number)
    } else {
      let ranges = clusterRange
      fraction = clusterStratum.map { Double(ranges[$0].count) / populationSize[$0] }
    }
    parentFraction = strata.keys.map { key in
      guard let parent else { return 1 }
      return parent.parentFraction[parent.clusterStratum[key.group]] * parent.fraction[key.group]
    }
  }

  /// How many clusters were sampled from a stratum.
  func sampled(from stratum: Int) -> Int { clusterRange[stratum].count }

  /// Whether all clusters of a stratum were certain to be sampled.
  func isCensus(_ stratum: Int) -> Bool {
    fraction[clusterRange[stratum]].allSatisfy { 1 - $0 < 1e-7 }
  }

  /// Whether a stratum has one sampled cluster of several.
  func isLonely(_ stratum: Int) -> Bool { sampled(from: stratum) == 1 && !isCensus(stratum) }

  /// Numbers keys through in their order.
  private static func number(_ keys: [Key]) -> (numbers: [Int], keys: [Key]) {
    let distinct = Set(keys).sorted()
    var numbers = [Key: Int](minimumCapacity: distinct.count)
    for (number, key) in distinct.enumerated() { numbers[key] = number }
    return (keys.map { numbers[$0, default: 0] }, distinct)
  }

  private static func ranges(of clusterStratum: [Int], count: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for stratum in 0..<count {
      let end = clusterStratum[start...].firstIndex { $0 != stratum } ?? clusterStratum.count
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// The inclusion probability of each cluster.
  private static func fractions(
    _ given: [Double], clusters: [Int], count: Int, number: Int
  ) throws(EstimationError) -> [Double] {
    precondition(given.count == clusters.count, "a stage has one probability per unit")
    var fractions = [Double?](repeating: nil, count: count)
    for (unit, cluster) in clusters.enumerated() {
      guard given[unit] > 0, given[unit] <= 1 else {
        throw .invalidProbability(unit: unit, stage: number)
      }
      if let fraction = fractions[cluster], fraction != given[unit] {
        throw .probabilityVaries(unit: unit, stage: number)
      }
      fractions[cluster] = given[unit]
    }
    return fractions.map { $0 ?? 0 }
  }

  private static func populationSizes(
    _ stage: SampleDesign.Stage, strata: [Int], sampled: [Int], areFractions: Bool,
    names: [String], number: Int
  ) throws(EstimationError) -> [Double] {
    guard let given = stage.populationSize else { return sampled.map { _ in .infinity } }
    precondition(given.count == strata.count, "a stage has one population size per unit")
    var sizes = [Double?](repeating: nil, count: sampled.count)
    for (unit, stratum) in strata.enumerated() {
      if let size = sizes[stratum], size != given[unit] {
        throw .populationSizeVaries(stratum: names[stratum], stage: number)
      }
      sizes[stratum] = given[unit]
    }
    var result: [Double] = []
    for (stratum, count) in sampled.enumerated() {
      let size = sizes[stratum] ?? .infinity
      let population = areFractions ? Double(count) / size : size
      guard population >= Double(count) else {
        throw .populationSmallerThanSample(
          stratum: names[stratum], stage: number, population: population, sampled: count)
      }
      result.append(population)
    }
    return result
  }
}
