/// How an index enters the public administration reform index (PAR INDEX) of provinces.
public enum PARConversion {
  /// The points that a satisfaction index is worth, 0…10.
  ///
  /// The index is worth 10 of the 100 points: points = index / 10, to two decimals, halves away
  /// from zero. Hà Tĩnh 2021: 91.17 % is 9.12 points.
  ///
  /// - Parameter percent: The index in percent, 0…100.
  /// - Returns: The points, 0…10.
  public static func points(forSIPAS percent: Double) -> Double {
    (percent * 10).rounded() / 100
  }

  /// The index of a unit that not all points are open to: achieved over attainable points.
  ///
  /// Nam Định 2020: 62.62 of 70 points are 89.46 %, where 89.45 % was printed.
  ///
  /// - Parameters:
  ///   - points: The points achieved.
  ///   - maximum: The points that the unit could achieve, more than 0.
  /// - Returns: The index in percent, not rounded.
  public static func percent(_ points: Double, of maximum: Double) -> Double {
    points / maximum * 100
  }
}
