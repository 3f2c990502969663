internal import Yams

/// A place in a YAML text, lines and columns from 1.
struct Mark: Hashable, Sendable {
  var line: Int
  var column: Int

  static let start = Mark(line: 1, column: 1)
}

/// A YAML text as it was written: scalars are raw text, so that `01`, `no` and `08` stay themselves.
indirect enum YAMLNode: Sendable {
  case scalar(String, Mark)
  case sequence([YAMLNode], Mark)
  case mapping([Pair], Mark)

  struct Pair: Sendable {
    var key: String
    var mark: Mark
    var value: YAMLNode
  }

  var mark: Mark {
    switch self {
    case .scalar(_, let mark), .sequence(_, let mark), .mapping(_, let mark): mark
    }
  }
}

extension YAMLNode {
  /// The largest file that is read, in bytes.
  static let sizeLimit = 1 << 20

  /// Reads one YAML document; anchors, aliases, tags and duplicate keys are problems.
  ///
  /// This is the one place that knows Yams.
  ///
  /// - Returns: The tree, or nil where the text is no YAML at all.
  static func read(_ bytes: [UInt8], into problems: SchemaProblems) -> YAMLNode? {
    guard bytes.count <= sizeLimit else {
      problems.report(.tooLarge(limit: sizeLimit), at: .start)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      problems.report(.unreadable("UTF-8"), at: .start)
      return nil
    }
    // An alias needs an anchor, so refusing anchors in the text's tokens refuses bombs unopened.
    do {
      guard let root = try Yams.compose(yaml: text) else {
        problems.report(.empty, at: .start)
        return nil
      }
      return convert(root, depth: 0, into: problems)
    } catch let error as YamlError {
      report(error, into: problems)
    } catch {
      problems.report(.syntax("\(error)"), at: .start)
    }
    return nil
  }

  private static func convert(_ node: Node, depth: Int, into problems: SchemaProblems) -> YAMLNode {
    let mark = node.mark.map { Mark(line: $0.line, column: $0.column) } ?? .start
    if node.anchor != nil {
      // Not followed further: what an anchor names may be repeated without end.
      problems.report(.anchor, at: mark)
      return .scalar("", mark)
    }
    guard depth < 32 else {
      problems.report(.syntax("nested too deeply"), at: mark)
      return .scalar("", mark)
    }
    switch node {
    case .scalar(let scalar): return .scalar(scalar.string, mark)
    case .sequence(let sequence):
      return .sequence(sequence.map { convert($0, depth: depth + 1, into: problems) }, mark)
    case .mapping(let mapping):
      let pairs = mapping.map { key, value -> Pair in
        let keyMark = key.mark.map { Mark(line: $0.line, column: $0.column) } ?? mark
        guard let name = key.scalar?.string else {
          problems.report(.wrongShape(expected: .text), at: keyMark)
          return Pair(key: "", mark: keyMark, value: .scalar("", keyMark))
        }
        if key.anchor != nil { problems.report(.anchor, at: keyMark) }
        return Pair(
          key: name, mark: keyMark, value: convert(value, depth: depth + 1, into: problems))
      }
      return .mapping(pairs, mark)
    case .alias:
      problems.report(.anchor, at: mark)
      return .scalar("", mark)
    }
  }

  private static func report(_ error: YamlError, into problems: SchemaProblems) {
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
      .composer(_, let words, let mark, _):
      problems.report(.syntax(words), at: Mark(line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let keys, let context):
      for key in keys {
        problems.report(
          .duplicateKey(key), at: Mark(line: context.mark.line, column: context.mark.column))
      }
    case .reader(let words, _, _, _): problems.report(.syntax(words), at: .start)
    default: problems.report(.syntax("\(error)"), at: .start)
    }
  }
}
