/// How the variance between areas is estimated.
public enum FayHerriotMethod: String, Hashable, Sendable, CaseIterable {
  /// The maximum of the residual likelihood: the usual choice.
  case reml = "REML"

  /// The maximum of the profile likelihood; it is a little too small, and the mean squared errors
  /// are corrected for that.
  case ml = "ML"

  /// The solution of Σ (yᵢ − xᵢ′β)²/(A + Dᵢ) = m − p (Fay and Herriot 1979).
  case fayHerriot = "FH"

  /// The moment estimator (Σ eᵢ² − Σ Dᵢ(1 − hᵢ))/(m − p) of least-squares residuals (Prasad and Rao
  /// 1990), cut off at 0.
  case prasadRao = "PR"

  /// The maximum of A times the residual likelihood, which is never 0 (Li and Lahiri 2010).
  case adjustedREML = "AMRL"

  /// The maximum of A times the profile likelihood, which is never 0 (Li and Lahiri 2010).
  case adjustedML = "AMPL"

  /// Whether the determinant of the coefficients' information is part of the likelihood.
  var isResidual: Bool {
    switch self {
    case .reml, .adjustedREML: true
    case .ml, .fayHerriot, .prasadRao, .adjustedML: false
    }
  }

  /// Whether the likelihood is multiplied by A.
  var isAdjusted: Bool {
    switch self {
    case .adjustedREML, .adjustedML: true
    case .reml, .ml, .fayHerriot, .prasadRao: false
    }
  }
}
