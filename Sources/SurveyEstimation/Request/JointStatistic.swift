internal import SurveyStatistics

/// Several statistics as one, so that the covariance between them is known too.
struct JointStatistic: Statistic {
  private let parts: [any Statistic]
  private let places: [(part: Int, index: Int)]

  init(_ parts: [any Statistic]) {
    self.parts = parts
    places = parts.enumerated().flatMap { part, statistic in
      (0..<statistic.count).map { (part, $0) }
    }
  }

  var count: Int { places.count }

  func isKnown(_ unit: Int, for index: Int) -> Bool {
    let place = places[index]
    return parts[place.part].isKnown(unit, for: place.index)
  }

  func value(_ index: Int, over units: [Int], weights: [Double]) -> Double {
    let place = places[index]
    return parts[place.part].value(place.index, over: units, weights: weights)
  }

  func influence(
    _ index: Int, over units: [Int], weights: [Double], value: Double
  ) -> [Double] {
    let place = places[index]
    return parts[place.part].influence(place.index, over: units, weights: weights, value: value)
  }

  func regressor(_ index: Int) -> Regressor {
    let place = places[index]
    return parts[place.part].regressor(place.index)
  }
}
