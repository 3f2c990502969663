/// A change of a design's weights, such as a calibration, as variances have to know it.
///
/// An estimate made with calibrated weights varies only as far as its linearised variable is not
/// explained by the calibration's auxiliary variables. ``SampleDesign/covariance(of:)-([LinearisedVariable])``
/// therefore passes each variable through the design's ``SampleDesign/adjustments`` before it
/// compares clusters, as `svyrecvar` of R *survey* does with its `postStrata`.
public protocol LinearisedAdjustment: Sendable {
  /// What is left of a linearised variable.
  ///
  /// The function is linear in the variable, for instance zᵢ − wᵢ xᵢ′B with B the regression of
  /// zᵢ/wᵢ on the auxiliary variables xᵢ.
  ///
  /// - Parameter variable: zᵢ = wᵢuᵢ for each unit of the design, weighted already, with the
  ///   weights that the design has after the change.
  /// - Returns: The residual of each unit, weighted in the same way.
  func residuals(of variable: [Double]) -> [Double]
}
