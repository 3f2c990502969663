/// How joint inclusion probabilities enter the variance of a one-stage sample drawn with unequal
/// probabilities.
///
/// With z_c the total of PSU c, π_c its inclusion probability, π_cd that of c and d together, and
/// Δ_cd = (π_cd − π_c π_d)/π_cd (Δ_cc = 1 − π_c):
public enum UnequalProbabilityForm: String, Hashable, Sendable, CaseIterable {
  /// V = Σ_c Σ_d Δ_cd z_c z_d′ (Horvitz and Thompson 1952); it may be negative.
  case horvitzThompson = "horvitz-thompson"

  /// V = −½ Σ_c Σ_d Δ_cd (z_c − z_d)(z_c − z_d)′ (Yates and Grundy 1953, Sen 1953), for samples of
  /// fixed size; not negative where all π_cd ≤ π_c π_d.
  case yatesGrundy = "yates-grundy"
}

/// How a variance uses the unequal inclusion probabilities of ``SampleDesign/Stage/probability``.
///
/// The formulas are those of R *survey*'s `svydesign(pps =)`.
public enum UnequalProbabilities: Hashable, Sendable {
  /// Brewer's approximation (2002): each PSU's squared deviation is multiplied by its own 1 − π_c in
  /// place of the stratum's 1 − f, V = Σ_h n_h/(n_h − 1) Σ_c (1 − π_c)(z_c − z̄_h)². It works with any
  /// number of stages.
  case brewer

  /// Overton's approximation of the joint probabilities (1985): for two PSUs of a stratum
  /// Δ_cd = 1 − (n_h − (π_c + π_d)/2)/(n_h − 1). One stage.
  case overton(UnequalProbabilityForm)

  /// Hartley and Rao's approximation (1962): Δ_cd = 1 − (n_h − π_c − π_d + q_h)/(n_h − 1), with q_h
  /// the sum of squared probabilities over the stratum's population, divided by n_h. One stage.
  ///
  /// Without q, given by stratum in the order of their numbers, the mean probability in the sample
  /// estimates it.
  case hartleyRao(UnequalProbabilityForm, meanSquares: [Double]? = nil)

  /// Known joint probabilities: row and column k of the matrix stand for the k-th PSU in the order in
  /// which the units meet them; its diagonal is not read. One stage.
  case joint(UnequalProbabilityForm, Matrix)
}
