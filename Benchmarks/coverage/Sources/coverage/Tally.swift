import SurveyStatistics

/// How often the intervals of each method held the truth.
struct Tally: Sendable {
  /// How many samples were drawn.
  private(set) var samples = 0

  /// In how many of them no unit had the event, or each.
  private(set) var constant = 0

  private var held: [Method: Int] = [:]
  private var given: [Method: Int] = [:]
  private var width: [Method: Double] = [:]

  /// Draws waves of provinces; ρ is pooled over the provinces of a wave, as in a real survey.
  static func run(_ scenario: Scenario, samples count: Int, seed: UInt64) throws -> Tally {
    var generator = SeededGenerator(seed: seed)
    var tally = Tally()
    let provinces = scenario.pooling.provinces
    for _ in 0..<max(1, count / provinces) {
      let samples = (0..<provinces).map { _ in Sample(scenario, using: &generator) }
      // Where nobody at all had the event, an assumption has to do.
      let correlation =
        IntraclassCorrelation(
          of: samples.flatMap(\.values), clusters: samples.flatMap(\.clusters),
          groups: samples.enumerated().flatMap { index, sample in
            sample.values.map { _ in index }
          }) ?? IntraclassCorrelation(assuming: 0.05)
      for sample in samples {
        try tally.add(sample, truth: scenario.share, correlation: correlation)
      }
    }
    return tally
  }

  private mutating func add(
    _ sample: Sample, truth: Double, correlation: IntraclassCorrelation
  ) throws {
    let design = try SampleDesign(
      weights: sample.weights,
      stages: [.init(stratum: sample.clusters.map { _ in 0 }, cluster: sample.clusters)])
    let share = try design.mean(of: [sample.values])
    samples += 1
    if share.values[0] == 0 || share.values[0] == 1 { constant += 1 }
    for method in Method.allCases {
      guard
        let interval = method.interval(of: share, design: design, correlation: correlation)
      else { continue }
      given[method, default: 0] += 1
      width[method, default: 0] += interval.upper - interval.lower
      if interval.lower <= truth && truth <= interval.upper { held[method, default: 0] += 1 }
    }
  }

  /// In which part of the samples the interval held the truth; one that is not given does not.
  func coverage(_ method: Method) -> Double { Double(held[method] ?? 0) / Double(samples) }

  /// The mean width of the intervals given.
  func meanWidth(_ method: Method) -> Double {
    (width[method] ?? 0) / Double(given[method] ?? 0)
  }

  /// In which part of the samples the event was met by none, or by all.
  var constantShare: Double { Double(constant) / Double(samples) }
}
