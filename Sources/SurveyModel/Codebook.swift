/// What the bytes of stored columns mean: for each column its kind and, where closed, its codes.
///
/// A batch keeps the codebook it was coded with, so that a form changed afterwards cannot give its
/// bytes another meaning unnoticed.
public struct Codebook: Hashable, Sendable {
  /// For each column, in the order of the layout, its meaning as text.
  public let entries: [(column: String, meaning: String)]

  /// The codebook of a study's tables.
  public init(_ study: Study) {
    var codes: [String: [String]] = [:]
    for item in study.questionnaire.items {
      if case .single(let scale) = item.content { codes[item.id] = scale.options.map(\.code) }
    }
    let identifiers = Set(study.questionnaire.items.filter { $0.pii == .direct }.map(\.id))
    entries = TableLayout(study).columns.map { column in
      let meaning =
        switch column.kind {
        case .closed:
          // A tick column's codes are 0 and 1 whatever the scale is.
          "closed " + (codes[column.name] ?? ["0", "1"]).joined(separator: "\u{1F}")
        case .number: "number"
        case .integer: "integer"
        case .text: identifiers.contains(column.name) ? "pseudonym" : "text"
        }
      return (column.name, meaning)
    }
  }

  /// Whether the entries are the same.
  public static func == (left: Codebook, right: Codebook) -> Bool {
    left.entries.elementsEqual(right.entries, by: ==)
  }

  /// Hashes the entries.
  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.column)
      hasher.combine(entry.meaning)
    }
  }
}
