/// A sheet of a workbook: its tab, not its cells.
public struct Sheet: Hashable, Sendable {
  /// Whether its tab is shown.
  public enum Visibility: Hashable, Sendable {
    /// It is.
    case visible
    /// It is hidden, and a menu shows it again.
    case hidden
    /// It is hidden, and only a macro shows it again.
    case veryHidden
  }

  /// What it holds.
  public enum Content: Hashable, Sendable {
    /// Cells.
    case cells
    /// A chart, a dialog or macros of old.
    case other
  }

  /// The name on its tab.
  public let name: String
  /// Whether its tab is shown.
  public let visibility: Visibility
  /// What it holds.
  public let content: Content
  /// The name of its part.
  let part: String
}
