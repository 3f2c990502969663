public import Foundation
internal import SurveyModel

/// A YAML file of one level whose keys are the words of a command line.
///
/// ```yaml
/// weight: w
/// mean: [a, b]
/// nest: true
/// contrast:
///   - a[x] - b[x]
/// ```
public struct WordFile: Hashable, Sendable {
  /// A word that may be a key.
  public struct Word: Hashable, Sendable {
    /// How a word takes values.
    public enum Kind: Hashable, Sendable {
      /// It is said or not: `true` or `false`.
      case flag
      /// It takes one text; a list is joined with commas.
      case text
      /// It may be said again: each element of a list says it once.
      case texts
    }

    /// The key.
    public var name: String
    /// How it takes values.
    public var kind: Kind

    /// Makes a word.
    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// A word that the file says.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var name: String
    /// Its values; none for a flag, and for a key with nothing behind it.
    public var values: [String]
    /// The line of the key, 1 for the first.
    public var line: Int
    /// The column of the key, 1 for the first character of the line.
    public var column: Int
  }

  /// The words said, in the order of the text; a flag that is `false` is not said.
  public var entries: [Entry]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - url: The file; problems carry its path as it was given.
  ///   - words: The words that may be keys.
  /// - Throws: ``SchemaError`` with every mistake of the file, each with line and column.
  public init(contentsOf url: URL, words: [Word]) throws(SchemaError) {
    let problems = SchemaProblems(file: url.relativePath)
    let root = YAMLNode.read(
      try readBytes(of: url, as: url.relativePath), into: problems)
    let reader = root.map { SchemaReader(node: $0, path: "", problems: problems) }
    let entries = reader?.words(words)
    try problems.check()
    self.entries = entries ?? []
  }
}

extension SchemaReader {
  fileprivate func words(_ words: [WordFile.Word]) -> [WordFile.Entry] {
    let kinds = Dictionary(words.map { ($0.name, $0.kind) }) { first, _ in first }
    let places = Dictionary(entries().map { ($0.key, $0.mark) }) { first, _ in first }
    return mapping { keys in
      // In the order of the text, and by asking for every word, so that others are unknown.
      words.compactMap { word in keys[word.name].map { (word.name, $0) } }
        .compactMap { name, value in
          guard let kind = kinds[name], let mark = places[name] else { return nil }
          return value.values(kind).map {
            WordFile.Entry(name: name, values: $0, line: mark.line, column: mark.column)
          }
        }
    }?.sorted { ($0.line, $0.column) < ($1.line, $1.column) } ?? []
  }

  /// The values of a word, nil where it is not said.
  private func values(_ kind: WordFile.Word.Kind) -> [String]? {
    switch (kind, node) {
    case (.flag, _): boolean() == true ? [] : nil
    case (.text, .sequence), (.texts, .sequence):
      listed(kind, list().compactMap { $0.text() })
    case (.text, _), (.texts, _): text(allowEmpty: true).map { $0.isEmpty ? [] : [$0] }
    }
  }

  private func listed(_ kind: WordFile.Word.Kind, _ texts: [String]) -> [String] {
    kind == .text ? [texts.joined(separator: ",")] : texts
  }
}
