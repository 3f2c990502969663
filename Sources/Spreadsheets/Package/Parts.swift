internal import CompressedFiles

/// The parts of a workbook: found by relationships, typed by the list of content types, and never
/// by names that are only usual.
struct Parts {
  let archive: ZipArchive
  /// The members of the archive by their names in lower case, for part names differ by more than case.
  private let members: [String: String]

  init(_ archive: ZipArchive) throws(SpreadsheetError) {
    self.archive = archive
    var members: [String: String] = [:]
    for member in archive.members where !member.isFolder {
      guard members.updateValue(member.name, forKey: member.name.lowercased()) == nil else {
        throw .archive(.repeatedName(name: member.name))
      }
    }
    self.members = members
  }

  /// The sheets, relationships, formats or styles that a workbook may have: Excel stops at 65,490
  /// styles.
  static let maximumEntries = 100_000

  static func tooMany(_ what: String, in part: String) -> SpreadsheetError {
    .contradictory(part: part, reason: "it has more than \(maximumEntries) \(what)")
  }

  /// The member that is a part; nil where there is none.
  func member(_ part: String) -> String? { members[part.lowercased()] }

  /// Opens a part that another one needs.
  func open(_ part: String, for other: String) throws(SpreadsheetError) -> PartReader {
    guard let member = member(part) else { throw .missingPart(part, neededBy: other) }
    return try PartReader(member, in: archive)
  }
}

/// An arrow from one part to another.
struct Relationship {
  let id: String
  /// The last word of the type, which both forms of the format share: `worksheet`.
  let type: Substring
  /// The part it points to, below the root.
  let target: String
}

extension Parts {
  /// The relationships of a part, or of the whole package for the empty name; none where it has none.
  func relationships(of part: String) throws(SpreadsheetError) -> [Relationship] {
    let (folder, file) = Self.split(part)
    let name = "\(folder)_rels/\(file).rels"
    guard let member = member(name) else { return [] }
    var found: [Relationship] = []
    try PartReader(member, in: archive).forEach { (token, attributes) throws(SpreadsheetError) in
      guard token.kind == .start, token.name == .relationship,
        attributes.text(.targetMode) != "External"
      else { return }
      guard let id = attributes.text(.id), let type = attributes.text(.type),
        let target = attributes.text(.target)
      else { throw .contradictory(part: name, reason: "a relationship lacks its end or its type") }
      // Parts that are not asked for may point anywhere.
      let word = type.split(separator: "/").last ?? ""
      guard Self.isAskedFor(word) else { return }
      guard found.count < Self.maximumEntries else {
        throw Self.tooMany("relationships", in: name)
      }
      found.append(
        Relationship(id: id, type: word, target: try Self.resolve(target, in: folder, of: name)))
    }
    return found
  }

  private static func isAskedFor(_ type: Substring) -> Bool {
    ["officeDocument", "sharedStrings", "styles"].contains(type) || type.hasSuffix("sheet")
      || type.hasSuffix("Macrosheet")
  }

  /// The folder of a part, with its `/`, and its file name.
  private static func split(_ part: String) -> (folder: String, file: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// The part that a target names, seen from a folder, without leaving the root.
  private static func resolve(
    _ target: String, in folder: String, of part: String
  ) throws(SpreadsheetError) -> String {
    guard let plain = target.removingPercentEscapes, !plain.contains("\\"), !plain.contains(":")
    else {
      throw .unsafeTarget(target, part: part)
    }
    var steps: [Substring] = []
    for step in (plain.hasPrefix("/") ? plain : folder + plain).split(separator: "/") {
      if step == "." { continue }
      if step == ".." {
        guard steps.popLast() != nil else { throw .unsafeTarget(target, part: part) }
      } else {
        steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}

extension Parts {
  /// The content type of a part, by its name or else by its extension; nil where it has none.
  func contentType(of part: String) throws(SpreadsheetError) -> String? {
    let name = "[Content_Types].xml"
    var byName: String?
    var byExtension: String?
    let suffix = part.split(separator: ".").last?.lowercased()
    try open(name, for: part).forEach { (token, attributes) throws(SpreadsheetError) in
      guard token.kind == .start else { return }
      if token.name == .override,
        attributes.text(.partName)?.lowercased() == "/" + part.lowercased()
      {
        byName = attributes.text(.contentType)
      } else if token.name == .defaultType, attributes.text(.fileExtension)?.lowercased() == suffix
      {
        byExtension = attributes.text(.contentType)
      }
    }
    return byName ?? byExtension
  }
}

extension String {
  /// The text with `%41` and the like decoded; nil where an escape is none, or it is no UTF-8.
  fileprivate var removingPercentEscapes: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "%") {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16), value > 0
      else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
