/// What to do with a stratum of which one primary sampling unit (PSU) only was drawn.
///
/// Such a stratum says nothing about the variance between its PSUs. A stratum that has one PSU in
/// the population too is not lonely: it was taken with certainty and adds nothing. The number of
/// PSUs is that of the whole design, so a domain that happens to meet one PSU of several is not
/// lonely either. The names are those of R's `options(survey.lonely.psu)`.
public enum LonelyPSUPolicy: String, Hashable, Sendable, CaseIterable {
  /// Throws ``EstimationError/lonelyPSU(strata:stage:)``.
  case fail

  /// The stratum adds nothing at this stage, as if its PSU had been certain to be drawn.
  case certainty

  /// The stratum is left out of the variance at this stage; the same number as ``certainty``.
  case remove

  /// The PSU's total is compared with the mean PSU total of the whole sample (at later stages: of
  /// the clusters of the same parent), as in R *survey* 4.3 and later; 4.1 compared with 0, which
  /// for means and ratios is the same.
  case adjust

  /// The stratum adds what the other strata add on average.
  case average
}
