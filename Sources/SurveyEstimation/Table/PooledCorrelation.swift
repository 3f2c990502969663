internal import SurveyStatistics

/// The intra-class correlation that stands behind bounds of a share, and where it is from.
struct PooledCorrelation {
  let value: IntraclassCorrelation
  /// What it is, in words for the reader.
  let words: String

  /// How many events, and how many of the opposite, an estimated correlation below the assumed one needs.
  private static let fewestEvents = 30

  /// Takes the correlation of a domain within strata, or the assumed one.
  ///
  /// A handful of events can show a correlation of 0 by chance alone: with fewer than 30, or fewer than
  /// 30 of the opposite, one below the assumed is not believed.
  ///
  /// - Parameters:
  ///   - column: 0 or 1 for each row, NaN where it is missing.
  ///   - domain: Which rows belong to the domain.
  ///   - design: The design.
  ///   - assumed: The correlation where the data show none.
  init(of column: [Double], in domain: [Bool], of design: SampleDesign, assuming assumed: Double) {
    let used = column.indices.filter {
      domain[$0] && design.weights[$0] != 0 && !column[$0].isNaN
    }
    let events = used.count { column[$0] == 1 }
    let isFew = min(events, used.count - events) < Self.fewestEvents
    if let estimated = design.intraclassCorrelation(of: column, in: domain),
      !isFew || estimated.value >= assumed
    {
      value = estimated
      words =
        "intra-class correlation \(estimated.value.rounded(toDigits: 3)), from "
        + "\(estimated.degreesOfFreedom) degrees of freedom"
    } else {
      value = IntraclassCorrelation(assuming: assumed)
      words = "intra-class correlation \(assumed), assumed"
    }
  }
}
