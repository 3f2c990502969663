/// Where a ``LonelyPSUPolicy`` looks for strata of one PSU.
public enum LonelyPSUScope: String, Hashable, Sendable, CaseIterable {
  /// In the whole design: a domain that meets one PSU of several keeps the others with totals of 0.
  case design

  /// Also in the domain (`options(survey.adjust.domain.lonely = TRUE)` of R *survey*).
  ///
  /// It bears on two policies. Under ``LonelyPSUPolicy/adjust`` all PSUs of such a stratum, those
  /// outside the domain with 0, are compared with the mean PSU total of the whole sample instead of
  /// that of the stratum; under ``LonelyPSUPolicy/average`` the stratum counts as lonely. The others
  /// stay as they are, as in R, which warns: in a domain there is always something to compare with.
  case designAndDomains
}
