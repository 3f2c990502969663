/// How a quantile is read from weighted values.
///
/// With the values in order, x₁ ≤ x₂ ≤ …, their weights wₖ, Cₖ = w₁ + … + wₖ and W = Σ wₖ. The raw values
/// are the names of `qrule` in R *survey*, whose definitions these are (its vignette *Quantile
/// rules*); `hf1` to `hf9` carry the nine types of Hyndman and Fan (1996) over to weights.
///
/// One difference: for p below the share of the least value R gives the second value, or with `hf4`
/// a number below all values. Here it is the least value.
///
/// Values that are equal but have different weights are taken in the order of the units, as in R;
/// the last six rules then depend on that order.
public enum QuantileRule: String, Hashable, Sendable, CaseIterable {
  /// The least xₖ with Cₖ ≥ pW: the inverse of the distribution function.
  case math

  /// As ``math``, but where Cₖ = pW, the mean of xₖ and xₖ₊₁.
  case school

  /// Shah and Vaish (2006): xₖ of the largest k with (Cₖn/W + ½ − wₖ/2)/(n + 1) ≤ p.
  ///
  /// R takes the second wₖ as it is, without n/W, and so do we: the rule depends on the scale of the
  /// weights, and is meant for weights with a mean of about 1.
  case shahVaish = "shahvaish"

  /// The same as ``math``.
  case hyndmanFan1 = "hf1"

  /// The same as ``school``.
  case hyndmanFan2 = "hf2"

  /// Among different values: as ``math``, but where Cₖ = pW and k is odd, the next value.
  case hyndmanFan3 = "hf3"

  /// Linear between the points (Cₖ/W, xₖ).
  case hyndmanFan4 = "hf4"

  /// Linear between the points ((Cₖ − wₖ/2)/W, xₖ).
  case hyndmanFan5 = "hf5"

  /// Linear between the points (Cₖ/(W + w_n), xₖ).
  case hyndmanFan6 = "hf6"

  /// Linear between the points (Cₖ₋₁/C_n₋₁, xₖ).
  case hyndmanFan7 = "hf7"

  /// Linear between the points ((Cₖ₋₁/3 + 2Cₖ/3)/(W + w_n/3), xₖ).
  case hyndmanFan8 = "hf8"

  /// Linear between the points ((3Cₖ₋₁/8 + 5Cₖ/8)/(W + w_n/4), xₖ).
  case hyndmanFan9 = "hf9"
}

/// How the interval of a quantile is made.
///
/// The first four are Woodruff's (1952): an interval of the share of values up to the quantile, whose
/// ends are carried back by the rule. A limit of that share below 0 or above 1 leaves the interval
/// open: −∞ or ∞, where R has NaN.
public enum QuantileInterval: String, Hashable, Sendable, CaseIterable {
  /// Share ± t × standard error.
  case mean

  /// Korn and Graubard's limits of the share.
  case beta

  /// Limits of the share on the scale of log-odds.
  case xlogit

  /// Limits of the share on the scale of arcsin √p.
  case asin

  /// The quantiles that a t-test of the share does not reject (Francisco and Fuller 1991), in the
  /// way of R *survey*: it carries them to shares without weights and back with weights, which is
  /// off where weights and values go together. Kept to compare; ``inversion`` is without that step.
  case score

  /// The quantiles that a t-test of the share does not reject.
  case inversion

  /// Quantile ± t × the standard error between replicates (R's `"quantile"`); not good for jackknives,
  /// whose replicates differ too little.
  case replicates = "quantile"
}
