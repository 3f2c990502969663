/// Which item and which code of a newer edition of a form say what an item and a code of an older
/// edition said.
///
/// Only what the map names is the same: an item that it leaves out has no counterpart, even where
/// the newer edition has an item of that id.
public struct EditionMap: Hashable, Sendable {
  /// The id of the older form.
  public var from: String
  /// The id of the newer form.
  public var to: String
  /// The items that correspond, in the order of the file.
  public var pairs: [Pair]

  /// Two items that ask the same.
  public struct Pair: Hashable, Sendable {
    /// The item of the older form.
    public var from: String
    /// The item of the newer form.
    public var to: String
    /// Codes of the older item and the codes of the newer one that mean the same; a code that is
    /// not here keeps its text.
    public var recodes: [String: String]

    /// Makes a pair.
    public init(from: String, to: String, recodes: [String: String] = [:]) {
      self.from = from
      self.to = to
      self.recodes = recodes
    }

    /// The newer item's code for a code of the older one.
    public func code(for code: String) -> String { recodes[code] ?? code }
  }

  /// Makes a map.
  public init(from: String, to: String, pairs: [Pair]) {
    self.from = from
    self.to = to
    self.pairs = pairs
  }

  /// The map of two forms in which items of one id are the same item.
  public init(sameIDsOf from: Questionnaire, and to: Questionnaire) {
    self.init(
      from: from.id, to: to.id,
      pairs: from.items.filter { to.item($0.id) != nil }.map { Pair(from: $0.id, to: $0.id) })
  }

  /// The pair of an item of the older form; nil where it has no counterpart.
  ///
  /// - Complexity: O(*pairs*).
  public func pair(of item: String) -> Pair? { pairs.first { $0.from == item } }
}
