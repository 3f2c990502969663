internal import Foundation

/// An outcome and what explains or divides it, as `api00 ~ ell + meals`.
public struct ModelFormula: Hashable, Sendable {
  /// The column on the left.
  public var outcome: String
  /// The columns on the right, one or more.
  public var terms: [String]

  /// Makes a formula of its columns.
  public init(outcome: String, terms: [String]) {
    self.outcome = outcome
    self.terms = terms
  }

  /// Reads `outcome ~ term + term`.
  ///
  /// - Parameters:
  ///   - text: The formula.
  ///   - option: What it was given to, for the error.
  /// - Throws: ``EstimateError/formula(option:text:)`` where it is none.
  public init(_ text: String, option: String) throws(EstimateError) {
    let sides = text.split(separator: "~", omittingEmptySubsequences: false)
    let terms = (sides.last ?? "").split(separator: "+", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let outcome = (sides.first ?? "").trimmingCharacters(in: .whitespaces)
    guard sides.count == 2, !outcome.isEmpty, !terms.contains(""),
      Set(terms + [outcome]).count == terms.count + 1
    else { throw .formula(option: option, text: text) }
    self.init(outcome: outcome, terms: terms)
  }
}
