/// Why weights cannot be calibrated.
public indirect enum CalibrationError: Error, Hashable, Sendable {
  /// A weight to start from is below 0 or not a number; units count from 0.
  case invalidWeight(unit: Int)

  /// A unit has no category or no value of a margin; units count from 0.
  case missingValue(margin: String, unit: Int)

  /// A control total is not a number, or a count below 0.
  case invalidTotal(name: String, total: Double)

  /// A category that the population has, and no unit of the sample with a weight.
  case emptyCell(UnmetTotal)

  /// A category that the population has not, and the sample has.
  case absentFromPopulation(UnmetTotal)

  /// A total that follows from others in this sample, and contradicts them.
  ///
  /// `reached` is what the others make of it; `with` names them.
  case conflictingTotals(UnmetTotal, with: [String])

  /// Bounds that hold no number, or, for the logit, that are not on both sides of 1.
  case invalidBounds(lower: Double, upper: Double)

  /// Totals that no weights within the bounds were found to meet, the worst first.
  case totalsNotMet([UnmetTotal])

  /// Limits between which no weights with the same sum exist; `mean` is the mean weight.
  case trimmingImpossible(lower: Double, upper: Double, mean: Double)

  /// The calibrated weights are no weights of a design.
  case unusableWeights(EstimationError)

  /// The weights of a replicate cannot be calibrated; replicates count from 0.
  case inReplicate(Int, CalibrationError)
}

extension CalibrationError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in English.
  public var description: String {
    switch self {
    case .invalidWeight(let unit):
      "unit \(unit): the weight to calibrate is below 0 or not a number"
    case .missingValue(let margin, let unit):
      "unit \(unit): no value of \(margin); fill it in, or give missing values a category"
    case .invalidTotal(let name, let total):
      "\(name): \(total) is no total of a population; correct the margin"
    case .emptyCell(let unmet):
      "\(unmet.name): the population has \(unmet.target), the sample nobody; join the category "
        + "with a similar one, or leave categories without a sample out"
    case .absentFromPopulation(let unmet):
      "\(unmet.name): the population has nobody, the sample weighs \(unmet.reached); correct the "
        + "margin or the answers"
    case .conflictingTotals(let unmet, let others):
      "\(unmet.name): the margin says \(unmet.target), but in this sample it follows from "
        + (others.isEmpty ? "nothing" : others.joined(separator: ", "))
        + " as \(unmet.reached); correct one of them, or leave one out"
    case .invalidBounds(let lower, let upper):
      "bounds of \(lower) and \(upper): the lower must be below the upper, and for the logit 1 "
        + "between them"
    case .totalsNotMet(let totals):
      "no weights within the bounds meet "
        + totals.prefix(5).map { "\($0.name): \($0.target) (reached \($0.reached))" }
        .joined(separator: "; ")
        + (totals.count > 5 ? "; and \(totals.count - 5) more" : "")
        + "; widen the bounds, or join categories"
    case .trimmingImpossible(let lower, let upper, let mean):
      "no weights between \(lower) and \(upper) have the same sum: the mean weight is \(mean)"
    case .unusableWeights(let error):
      "the calibrated weights cannot be used: \(error.description)"
    case .inReplicate(let replicate, let error):
      "replicate \(replicate): \(error.description)"
    }
  }
}
