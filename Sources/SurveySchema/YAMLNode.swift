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
    problems.lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    if let anchor = AliasScan(bytes).anchorOfManyAliases {
      problems.report(.anchor, at: anchor)
      return nil
    }
    do {
      // Without rules every scalar is text, so that `1` and `"1"` are one key.
      let parser = try Parser(yaml: text, resolver: .basic)
      guard let root = try parser.singleRoot() else {
        problems.report(.empty, at: .start)
        return nil
      }
      // Nodes hold their anchors weakly: they are seen only while the parser lives.
      let node = withExtendedLifetime(parser) { convert(root, depth: 0, into: problems) }
      return problems.problems.isEmpty ? node : nil
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
    if node.isTagged { problems.report(.tag, at: mark) }
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
        if key.isTagged { problems.report(.tag, at: keyMark) }
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
      // The mark is that of the first key; others of the mapping follow once it is mended.
      let mark = Mark(line: context.mark.line, column: context.mark.column)
      if let key = keys.first { problems.report(.duplicateKey(key), at: mark) }
    case .reader(let words, _, _, _): problems.report(.syntax(words), at: .start)
    default: problems.report(.syntax("\(error)"), at: .start)
    }
  }
}

extension Node {
  /// Whether the author wrote a tag; what the reader itself gives a key is the tag of text.
  fileprivate var isTagged: Bool {
    let tag =
      switch self {
      case .scalar(let scalar): scalar.tag
      case .sequence(let sequence): sequence.tag
      case .mapping(let mapping): mapping.tag
      case .alias(let alias): alias.tag
      }
    return ![Tag.Name.implicit.rawValue, Tag.Name.str.rawValue].contains(tag.description)
  }
}

/// Looks for aliases in a text that is not parsed yet.
///
/// Yams compares a mapping's keys while it parses, and a key made of aliases of aliases would keep
/// it busy without end. Fewer than 16 aliases, or aliases of one anchor, grow to some hundreds of
/// nodes at most and are refused after parsing, with the right place in quoted text too.
private struct AliasScan {
  /// The place of the first anchor where there are so many aliases that parsing is no option.
  private(set) var anchorOfManyAliases: Mark?

  init(_ bytes: [UInt8]) {
    var anchors: [Mark] = []
    var aliases = 0
    var mark = Mark.start
    var previous = UInt8(ascii: "\n")
    for (offset, byte) in bytes.enumerated() {
      let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x20
      if AliasScan.mayPrecede.contains(previous), !AliasScan.ends.contains(next) {
        if byte == UInt8(ascii: "&") { anchors.append(mark) }
        if byte == UInt8(ascii: "*") { aliases += 1 }
      }
      if byte == UInt8(ascii: "\n") {
        mark = Mark(line: mark.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
      previous = byte
    }
    if anchors.count > 1, aliases >= 16 { anchorOfManyAliases = anchors[0] }
  }

  private static let mayPrecede = Set(" \t\r\n[{,:-?".utf8)
  private static let ends = Set(" \t\r\n*&".utf8)
}
