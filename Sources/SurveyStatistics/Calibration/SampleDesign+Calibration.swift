extension SampleDesign {
  /// The design with calibrated weights, whose variances take account of it.
  ///
  /// Estimates of it use the calibrated weights; their variance is that of the residuals from what
  /// the calibration fixes. Totals of the margins themselves have no variance left.
  ///
  /// - Parameter calibration: The calibration.
  /// - Returns: The design; its ``adjustments`` have grown by one.
  /// - Throws: ``CalibrationError``.
  /// - Complexity: As ``Calibration/calibrate(_:)``.
  public func calibrated(
    by calibration: Calibration
  ) throws(CalibrationError) -> SampleDesign {
    let result = try calibration.calibrate(weights)
    do {
      return try replacing(weights: result.values, adding: result.adjustment)
    } catch {
      throw .unusableWeights(error)
    }
  }

  /// The cluster of each unit at a stage, numbered through the whole design.
  ///
  /// For ``Calibration/aggregated(by:)``: stage 1 gives all units of a PSU one g.
  ///
  /// - Parameter stage: The stage, 1 for the first.
  /// - Returns: One number per unit, from 0.
  public func clusters(atStage stage: Int) -> [Int] {
    precondition(stages.indices.contains(stage - 1), "the design has no such stage")
    return stages[stage - 1].cluster
  }
}

extension ReplicateDesign {
  /// The design with its full-sample weights and each set of replicate weights calibrated.
  ///
  /// Make replicates first and calibrate them then: the variance of the calibration is in the
  /// differences between calibrated replicates, and no residuals are needed.
  ///
  /// - Parameter calibration: The calibration.
  /// - Returns: The design.
  /// - Throws: ``CalibrationError``; ``CalibrationError/inReplicate(_:_:)`` where the sample can be
  ///   calibrated and a replicate cannot, for instance because a category lost its only PSU.
  /// - Complexity: As ``Calibration/calibrate(_:)``, for each replicate.
  public func calibrated(
    by calibration: Calibration
  ) throws(CalibrationError) -> ReplicateDesign {
    var done = 0
    return try mapping { weights throws(CalibrationError) in
      do throws(CalibrationError) {
        let result = try calibration.apply(to: weights)
        done += 1
        return result
      } catch {
        // The full sample comes first.
        throw done == 0 ? error : .inReplicate(done - 1, error)
      }
    }
  }
}
