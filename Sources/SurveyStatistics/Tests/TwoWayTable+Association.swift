/// A way to test whether two categories are associated in a clustered or weighted sample.
///
/// The raw values are those of `svychisq(statistic = )` of R *survey*.
public enum AssociationForm: String, Hashable, Sendable, CaseIterable {
  /// Pearson's X² with the second-order correction of Rao and Scott, against F: the usual choice.
  case fisher = "F"

  /// Pearson's X² with the first-order correction, against χ².
  case chiSquare = "Chisq"

  /// Wald's statistic of the departures from independence, against F.
  case wald = "Wald"

  /// The same, corrected for a covariance from few PSUs.
  case adjustedWald = "adjWald"

  /// Pearson's X² against its own distribution, exactly.
  ///
  /// R without its package *CompQuadForm* gives the number of ``saddlepoint`` under this name.
  case linearCombination = "lincom"

  /// Pearson's X² against its own distribution, by the saddlepoint approximation as R has it.
  ///
  /// R counts χ²_dν in whole degrees of freedom but divides by dν: P(Σ δ χ²₁ > X² χ²_⌊dν⌋/dν), which
  /// for dν near 20 may raise the p-value by a tenth of it; for replicate weights it leaves the
  /// denominator out. Prefer ``linearCombination``.
  case saddlepoint
}

extension TwoWayTable {
  /// The test that rows and columns are independent.
  ///
  /// X² = n Σ (p_ij − p_i p_j)²/(p_i p_j) of the estimated shares. In a sample with design effects it is
  /// distributed as Σ δ χ²₁, where the δ are the eigenvalues of
  ///
  ///     Δ = (C′D⁻¹C/n)⁻¹ (C′D⁻¹VD⁻¹C)
  ///
  /// with D the diagonal matrix of the shares, V their covariance and C a basis of the interactions
  /// (Rao and Scott 1984). With d = (tr Δ)²/tr Δ² and ν degrees of freedom of the design
  /// - ``AssociationForm/fisher``: X²/tr Δ against F of d and dν;
  /// - ``AssociationForm/chiSquare``: X²/(tr Δ/q) against χ² of q = (rows − 1)(columns − 1);
  /// - ``AssociationForm/linearCombination``, ``AssociationForm/saddlepoint``: X² against
  ///   Σ δ χ²₁ / (χ²_dν/dν);
  /// - ``AssociationForm/wald``: with Y the totals T_ij − T_i T_j/T and their linearised covariance,
  ///   Y′V⁻¹Y/q against F of q and ν, and
  /// - ``AssociationForm/adjustedWald``: that times (ν − q + 1)/ν, against F of q and ν − q + 1.
  ///
  /// As `svychisq` of R *survey*, whose source was read; it prints the same statistics.
  ///
  /// - Parameter form: Which test.
  /// - Returns: The test.
  /// - Throws: ``HypothesisError``, where fewer PSUs than cells leave a covariance without an inverse
  ///   (Wald), or a table without variance, or no degrees of freedom.
  /// - Complexity: O(c³) for c cells.
  public func associationTest(
    _ form: AssociationForm = .fisher
  ) throws(HypothesisError) -> HypothesisTest {
    guard degreesOfFreedom > 0 else { throw .tooFewDegreesOfFreedom(degreesOfFreedom) }
    switch form {
    case .wald: return try waldTest(.fisher)
    case .adjustedWald: return try waldTest(.adjustedFisher)
    case .fisher, .chiSquare, .linearCombination, .saddlepoint: break
    }
    let effects = try designEffects()
    let sum = effects.reduce(0, +)
    let squares = effects.reduce(0) { $0 + $1 * $1 }
    guard sum > 0 else { throw .singularCovariance(hypotheses: effects.count) }
    let freedom = sum * sum / squares
    let denominator = freedom * degreesOfFreedom
    switch form {
    case .fisher:
      return HypothesisTest(
        statistic: pearson / sum,
        distribution: .fisher(numerator: freedom, denominator: denominator))
    case .chiSquare:
      let q = Double(effects.count)
      return HypothesisTest(
        statistic: pearson, distribution: .chiSquare(degreesOfFreedom: q, scale: sum / q))
    case .saddlepoint:
      let whole = max(1, denominator.rounded(.down))
      return HypothesisTest(
        statistic: pearson,
        distribution: .mixture(
          ChiSquareMixture(weights: effects.map { $0 * denominator / whole }, denominator: whole),
          method: .saddlepoint))
    case .linearCombination, .wald, .adjustedWald:
      return HypothesisTest(
        statistic: pearson,
        distribution: .mixture(
          ChiSquareMixture(weights: effects, denominator: denominator), method: .exact))
    }
  }

  /// Pearson's X² of the shares, for n units.
  public var pearson: Double {
    let margins = margins(of: shares)
    var sum = 0.0
    for i in 0..<rows {
      for j in 0..<columns {
        let expected = margins.rows[i] * margins.columns[j]
        let departure = shares[i * columns + j] - expected
        sum += departure * departure / expected
      }
    }
    return Double(sampleSize) * sum
  }

  /// The generalised design effects δ: the eigenvalues of Δ, largest first.
  ///
  /// - Returns: (rows − 1)(columns − 1) numbers; 1 each for a simple random sample.
  /// - Throws: ``HypothesisError/singularCovariance(hypotheses:)`` where empty cells leave an
  ///   interaction undefined.
  public func designEffects() throws(HypothesisError) -> [Double] {
    let inverse = shares.map { $0 > 0 ? 1 / $0 : 0 }
    let contrasts = interactions
    let scaled = contrasts.map { zip($0, inverse).map(*) }
    let count = contrasts.count
    var simple = Matrix(rows: count, columns: count)
    var actual = simple
    for i in 0..<count {
      for j in 0..<count {
        simple[i, j] =
          zip(scaled[i], contrasts[j]).reduce(0) { $0 + $1.0 * $1.1 } / Double(sampleSize)
        actual[i, j] = shareCovariance.bilinearForm(scaled[i], scaled[j])
      }
    }
    guard let factor = CholeskyFactor(simple, tolerance: 1e-11) else {
      throw .singularCovariance(hypotheses: count)
    }
    return SymmetricEigen(factor.whitened(actual)).values.map { max(0, $0) }
  }

  /// A basis of the interactions: products of a row contrast and a column contrast.
  private var interactions: [[Double]] {
    func contrast(_ level: Int, _ count: Int) -> [Double] {
      (0..<count).map { ($0 == level ? 1 : 0) - 1 / Double(count) }
    }
    var result: [[Double]] = []
    for i in 1..<rows {
      for j in 1..<columns {
        let (left, right) = (contrast(i, rows), contrast(j, columns))
        result.append(left.flatMap { a in right.map { a * $0 } })
      }
    }
    return result
  }

  /// Wald's test of the departures T_ij − T_i T_j/T of all rows and columns but the first.
  private func waldTest(_ form: WaldForm) throws(HypothesisError) -> HypothesisTest {
    let margins = margins(of: totals)
    let all = totals.reduce(0, +)
    var departures: [Double] = []
    var gradients: [[Double]] = []
    for i in 1..<rows {
      for j in 1..<columns {
        let expected = margins.rows[i] * margins.columns[j] / all
        departures.append(totals[i * columns + j] - expected)
        var gradient = [Double](repeating: expected / all, count: totals.count)
        for k in 0..<columns { gradient[i * columns + k] -= margins.columns[j] / all }
        for k in 0..<rows { gradient[k * columns + j] -= margins.rows[i] / all }
        gradient[i * columns + j] += 1
        gradients.append(gradient)
      }
    }
    var covariance = Matrix(rows: departures.count, columns: departures.count)
    for i in departures.indices {
      for j in departures.indices {
        covariance[i, j] = totalCovariance.bilinearForm(gradients[i], gradients[j])
      }
    }
    return try .wald(
      values: departures, covariance: covariance, degreesOfFreedom: degreesOfFreedom, form: form)
  }
}

extension CholeskyFactor {
  /// L⁻¹ M L⁻ᵀ for a symmetric M, whose eigenvalues are those of (LL′)⁻¹M.
  func whitened(_ matrix: Matrix) -> Matrix {
    forwardSolved(forwardSolved(matrix).transposed)
  }

  /// L⁻¹ M.
  private func forwardSolved(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns {
      for i in 0..<matrix.rows {
        var sum = result[i, column]
        for k in 0..<i { sum -= lower[i, k] * result[k, column] }
        result[i, column] = sum / lower[i, i]
      }
    }
    return result
  }
}
