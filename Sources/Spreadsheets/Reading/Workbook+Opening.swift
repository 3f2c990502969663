internal import CompressedFiles

extension Workbook {
  init(_ parts: Parts) throws(SpreadsheetError) {
    let part = try Self.mainPart(of: parts)
    let relationships = try parts.relationships(of: part)
    let outline = try Outline(part, in: parts)
    var sheets: [Sheet] = []
    var taken: Set<String> = []
    for tab in outline.tabs {
      guard let relationship = relationships.first(where: { $0.id == tab.relationship }) else {
        throw .contradictory(part: part, reason: "the sheet \(shown(tab.name)) points nowhere")
      }
      guard taken.insert(relationship.target).inserted else {
        throw .contradictory(part: part, reason: "two sheets are the same part")
      }
      guard parts.member(relationship.target) != nil else {
        throw .missingPart(relationship.target, neededBy: part)
      }
      sheets.append(
        Sheet(
          name: tab.name, visibility: tab.visibility,
          content: relationship.type == "worksheet" ? .cells : .other,
          part: relationship.target))
    }
    self.sheets = sheets
    self.parts = parts
    epoch = outline.epoch
    let target = { type in relationships.first { $0.type == type }?.target }
    if let texts = target("sharedStrings") {
      sharedStrings = try SharedStrings(parts.open(texts, for: part), named: texts)
    } else {
      sharedStrings = SharedStrings()
    }
    if let name = target("styles") {
      styles = try Styles(parts.open(name, for: part), named: name)
    } else {
      styles = Styles()
    }
  }

  /// The part that lists the sheets.
  private static func mainPart(of parts: Parts) throws(SpreadsheetError) -> String {
    let isDocument = { (relationship: Relationship) in relationship.type == "officeDocument" }
    guard let part = try parts.relationships(of: "").first(where: isDocument)?.target else {
      throw .notAWorkbook(ForeignFormat(of: parts.archive))
    }
    let type = try parts.contentType(of: part)?.lowercased() ?? ""
    if type.contains("ms-excel.sheet.binary") { throw .notAWorkbook(.xlsb) }
    // The main part of a workbook, a template or either with macros.
    guard type.contains("spreadsheetml") || type.contains("ms-excel") else {
      throw .notAWorkbook(.otherDocument)
    }
    return part
  }
}

/// What a workbook's main part says.
private struct Outline {
  struct Tab {
    let name: String
    let visibility: Sheet.Visibility
    let relationship: String
  }

  var tabs: [Tab] = []
  var epoch = SerialDate.Epoch.from1900

  init(_ part: String, in parts: Parts) throws(SpreadsheetError) {
    try parts.open(part, for: "_rels/.rels").forEach {
      (token, attributes) throws(SpreadsheetError) in
      switch (token.name, token.kind) {
      case (.workbookPr, .start):
        if attributes.isTrue(.date1904) { epoch = .from1904 }
      case (.sheet, .start):
        guard tabs.count < Parts.maximumEntries else { throw Parts.tooMany("sheets", in: part) }
        guard let name = attributes[.name], let relationship = attributes.text(.relationshipID)
        else { throw .contradictory(part: part, reason: "a sheet has no name or points nowhere") }
        var bytes = Array(name)
        EscapedText.decode(&bytes, from: 0)
        tabs.append(
          Tab(
            name: String(decoding: bytes, as: UTF8.self),
            visibility: Self.visibility(attributes.text(.state)), relationship: relationship))
      default: break
      }
    }
  }

  private static func visibility(_ state: String?) -> Sheet.Visibility {
    switch state {
    case "hidden": .hidden
    case "veryHidden": .veryHidden
    default: .visible
    }
  }
}
