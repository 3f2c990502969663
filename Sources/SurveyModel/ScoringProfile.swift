/// The score of every option, a number in 0…1.
///
/// `top-two-box` gives a five-level scale {0, 0, 0, 1, 1}, so that a criterion's value is the share
/// of satisfied answers; `mean-score` gives {0.2, 0.4, 0.6, 0.8, 1}, so that it is the mean level
/// over five. One code path computes both, and any that a province invents.
public struct ScoringProfile: Hashable, Sendable {
  /// The profile's name; every printed number carries it.
  public var name: String
  /// The profile's title.
  public var label: LocalizedText
  /// For each scale, the score of each option code.
  public var scores: [String: [String: Double]]

  /// Makes a profile.
  public init(name: String, label: LocalizedText, scores: [String: [String: Double]]) {
    self.name = name
    self.label = label
    self.scores = scores
  }

  /// The scores of `item`'s options in their order, mirrored where the item is reversed.
  ///
  /// - Returns: One score for each option, or nil where the profile does not score the item's scale.
  public func scores(of item: Item) -> [Double]? {
    guard case .single(let scale) = item.content, let byCode = scores[scale.id] else { return nil }
    let inOrder = scale.options.compactMap { byCode[$0.code] }
    guard inOrder.count == scale.options.count else { return nil }
    return item.isReversed ? inOrder.reversed() : inOrder
  }
}
