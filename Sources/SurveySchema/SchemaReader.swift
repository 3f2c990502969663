internal import SurveyModel

/// The problems of one file as they are found; a class, because all readers of a file share it.
final class SchemaProblems {
  let file: String
  private(set) var problems: [SchemaProblem] = []
  /// The lines of the file's text, once it was read.
  var lines: [Substring] = []

  init(file: String) {
    self.file = file
  }

  func report(_ kind: SchemaProblem.Kind, at mark: Mark, path: String = "") {
    let problem = SchemaProblem(
      file: file, line: mark.line, column: mark.column, path: path, kind: kind)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Throws what was found, in the order of the text.
  func check() throws(SchemaError) {
    guard problems.isEmpty else {
      throw SchemaError(problems: problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
  }
}

/// A YAML node on its way to a value: every mistake is reported, reading goes on.
struct SchemaReader {
  var node: YAMLNode
  var path: String
  var problems: SchemaProblems

  func report(_ kind: SchemaProblem.Kind, at mark: Mark? = nil) {
    problems.report(kind, at: mark ?? node.mark, path: path)
  }

  /// The raw text of a scalar.
  func text(allowEmpty: Bool = false) -> String? {
    guard case .scalar(let text, _) = node else {
      report(.wrongShape(expected: .text))
      return nil
    }
    guard allowEmpty || !text.isEmpty else {
      report(.empty)
      return nil
    }
    return text.composed
  }

  /// A name: letters, digits, `.`, `_`, `-`, beginning with a letter.
  func name() -> String? {
    guard let text = text() else { return nil }
    checkName(text, at: node.mark)
    return text
  }

  /// Reports a name with characters that names may not have.
  func checkName(_ text: String, at mark: Mark) {
    let isWellFormed =
      text.first.map { $0.isASCII && $0.isLetter } == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    if !isWellFormed { report(.malformedName(text), at: mark) }
  }

  func boolean() -> Bool? {
    switch text() {
    case "true": return true
    case "false": return false
    case nil: return nil
    default:
      report(.boolean)
      return nil
    }
  }

  func number(_ range: ClosedRange<Double>? = nil) -> Double? {
    guard let text = text() else { return nil }
    guard let number = Double(text), number.isFinite, range?.contains(number) ?? true else {
      report(.number(minimum: range?.lowerBound, maximum: range?.upperBound))
      return nil
    }
    return number
  }

  func date() -> CalendarDay? {
    guard let text = text() else { return nil }
    guard let day = CalendarDay(text) else {
      report(.date)
      return nil
    }
    return day
  }

  /// A value of a closed list of texts.
  func choice<Value: RawRepresentable<String> & CaseIterable>(_: Value.Type) -> Value? {
    choice(among: Array(Value.allCases))
  }

  /// One of a few values of a closed list of texts.
  func choice<Value: RawRepresentable<String>>(among values: [Value]) -> Value? {
    guard let text = text() else { return nil }
    if let value = values.first(where: { $0.rawValue == text }) { return value }
    let allowed = values.map(\.rawValue)
    report(.unknownValue(text, nearest: text.nearest(among: allowed), allowed: allowed))
    return nil
  }

  /// A text in two languages, or one that reads alike in both.
  func label() -> LocalizedText? {
    switch node {
    case .scalar: return text().map { LocalizedText($0) }
    case .mapping:
      return mapping { keys in
        let vi = keys["vi"]?.text()
        let en = keys["en"]?.text()
        if vi == nil && en == nil { report(.wrongShape(expected: .label)) }
        return LocalizedText(vi: vi ?? en ?? "", en: en ?? vi ?? "")
      }
    case .sequence:
      report(.wrongShape(expected: .label))
      return nil
    }
  }

  /// The elements of a list.
  func list() -> [SchemaReader] {
    guard case .sequence(let nodes, _) = node else {
      report(.wrongShape(expected: .list))
      return []
    }
    return nodes.enumerated().map { position, node in
      SchemaReader(node: node, path: "\(path)[\(position)]", problems: problems)
    }
  }

  func texts() -> [String] {
    list().compactMap { $0.text(allowEmpty: true) }
  }

  /// The pairs of a mapping whose keys are names of the author's own.
  func entries() -> [(key: String, mark: Mark, value: SchemaReader)] {
    guard case .mapping(let pairs, _) = node else {
      report(.wrongShape(expected: .mapping))
      return []
    }
    return pairs.map { pair in
      let below = path.isEmpty ? pair.key : "\(path).\(pair.key)"
      let reader = SchemaReader(node: pair.value, path: below, problems: problems)
      return (pair.key.composed, pair.mark, reader)
    }
  }

  /// Reads a mapping of known keys; keys that `body` does not ask for are unknown.
  func mapping<Value>(_ body: (KnownKeys) -> Value?) -> Value? {
    guard case .mapping = node else {
      report(.wrongShape(expected: .mapping))
      return nil
    }
    let keys = KnownKeys(entries: entries(), reader: self)
    let value = body(keys)
    keys.reportUnknown()
    return value
  }
}

/// The keys of one mapping; a class, because asking for a key makes it known.
final class KnownKeys {
  private let entries: [(key: String, mark: Mark, value: SchemaReader)]
  private let reader: SchemaReader
  private var known: [String] = []

  init(entries: [(key: String, mark: Mark, value: SchemaReader)], reader: SchemaReader) {
    self.entries = entries
    self.reader = reader
  }

  /// The value of a key that may be absent.
  subscript(key: String) -> SchemaReader? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }?.value
  }

  /// The value of a key that must be there.
  func required(_ key: String) -> SchemaReader? {
    let value = self[key]
    if value == nil { reader.report(.missingKey(key)) }
    return value
  }

  fileprivate func reportUnknown() {
    for entry in entries where !known.contains(entry.key) {
      // A key that is there already cannot be meant again.
      let free = known.filter { name in !entries.contains { $0.key == name } }
      let nearest = entry.key.nearest(among: free)
      reader.problems.report(
        .unknownKey(entry.key, nearest: nearest, allowed: known), at: entry.mark, path: reader.path)
    }
  }
}
