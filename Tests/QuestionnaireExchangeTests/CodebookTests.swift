import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveyReport
import SurveySchema
import Testing
import TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Codebooks")
struct CodebookTests {
  private static func codebook(
    _ form: Questionnaire, _ kind: String, _ language: Language
  ) -> String {
    switch kind {
    case "ddi.xml": form.ddiCodebook(in: language)
    case "tableschema.json": form.tableSchema(in: language)
    case "codebook.html": HTMLRenderer().render(form.codebook(in: language))
    default: MarkdownRenderer().render(form.codebook(in: language))
    }
  }

  private static let kinds = ["ddi.xml", "tableschema.json", "codebook.html", "codebook.md"]

  @Test("A small form reads like this in every format", arguments: kinds, Language.allCases)
  func golden(kind: String, language: Language) throws {
    let text = Self.codebook(try SmallForm.read(), kind, language)
    let file = GoldenFile("mot-cua.\(language.rawValue).\(kind)")
    #expect(try file.difference(from: text) == nil)
  }

  @Test("A DDI codebook holds every question, code and label", arguments: PackageFiles.shippedForms)
  func ddi(name: String) throws {
    let form = try PackageFiles.questionnaire(name)
    let elements = try #require(XMLElements(form.ddiCodebook(in: .vietnamese)))
    #expect(elements.attributes("var", "name") == form.items.map(\.id))
    #expect(
      elements.texts("catValu")
        == form.items.flatMap { $0.options.map(\.code) + ["NA", ".", "#NULL!"] })
    let questions = form.items.flatMap { item in
      item.label.vietnamese == item.label.english
        ? [item.label.vietnamese] : Language.allCases.map { item.label[$0] }
    }
    #expect(elements.texts("qstnLit") == questions)
    // Every reference of a group leads to a variable or a group.
    let identifiers = Set(elements.attributes("var", "ID") + elements.attributes("varGrp", "ID"))
    let references =
      (elements.attributes("varGrp", "var") + elements.attributes("varGrp", "varGrp"))
      .flatMap { $0.split(separator: " ").map(String.init) }
    #expect(references.count == form.index.allCriteria.count + form.index.nodes.count - 1)
    #expect(identifiers.isSuperset(of: references))
  }

  @Test("The parts of a DDI variable stand in the order of the standard")
  func ddiOrder() throws {
    // The sequence of `var` in DDI-Codebook 2.5, as far as it is used here.
    let order = [
      "labl", "security", "qstn", "valrng", "universe", "catgry", "codInstr", "varFormat",
    ]
    let elements = try #require(XMLElements(try SmallForm.read().ddiCodebook(in: .english)))
    let variables = elements.children("var")
    #expect(variables.count == 11)
    for parts in variables {
      let places = parts.map { order.firstIndex(of: $0) ?? -1 }
      #expect(places == places.sorted() && !places.contains(-1))
    }
    #expect(Set(variables.flatMap(\.self)) == Set(order))
  }

  @Test(
    "A Table Schema has a field for each item, with its codes", arguments: PackageFiles.shippedForms
  )
  func tableSchema(name: String) throws {
    let form = try PackageFiles.questionnaire(name)
    let schema = try JSONDecoder().decode(
      SchemaFile.self, from: Data(form.tableSchema(in: .english).utf8))
    #expect(schema.missingValues == ["", "NA", ".", "#NULL!"])
    #expect(schema.fields.map(\.name) == form.items.map(\.id))
    for (field, item) in zip(schema.fields, form.items) {
      #expect(field.title == item.label.english)
      guard case .single(let scale) = item.content else { continue }
      #expect(field.constraints?.enum == scale.options.map(\.code))
      #expect(field.categories?.map(\.label) == scale.options.map(\.label.english))
    }
  }

  private struct SchemaFile: Decodable {
    var missingValues: [String]
    var fields: [Field]
    struct Field: Decodable {
      var name: String
      var title: String
      var constraints: Constraints?
      var categories: [Category]?
    }
    struct Constraints: Decodable { var `enum`: [String]? }
    struct Category: Decodable { var label: String }
  }

  static let payloads = [
    "\"><script>alert(1)</script>", "]]><b>", "'><img src=x onerror=alert(1)>", "&amp;<!--",
    "| a | b |\n# x", "[x](javascript:alert(1))", "`code` **b** _c_", "\u{1}\u{B}\u{1B}[2J",
    "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "\u{FFFE}\u{FEFF}", "line\r\nbreak\ttab",
    "\\ \" \\u0041",
    "${x} #{y} *z", "é e\u{301} đ Ễ",
  ]

  /// A form with `text` wherever an author writes words.
  private static func form(_ text: String) throws -> Questionnaire {
    var form = try SmallForm.read()
    let label = LocalizedText(vi: text, en: "en " + text)
    form.title = label
    form.languageNote = label
    form.unknowns = [label]
    form.legal = LegalReference(number: text, issuer: label, url: text)
    form.index.label = label
    form.profiles[0].label = label
    for position in form.items.indices { form.items[position].label = label }
    guard case .multiple(var scale) = form.items[4].content else { return form }
    scale.options[0].label = label
    scale.options[0].aliases = [text]
    form.items[4].content = .multiple(scale)
    return form
  }

  @Test("Hostile words add no element to XML or HTML", arguments: payloads)
  func markup(payload: String) throws {
    let plain = try Self.form("x")
    let hostile = try Self.form(payload)
    for kind in ["ddi.xml", "codebook.html"] {
      let expected = try #require(Self.elements(kind, plain))
      #expect(Self.elements(kind, hostile) == expected)
    }
    let page = Self.codebook(hostile, "codebook.html", .vietnamese)
    #expect(!page.contains("<script") && !page.contains("<img"))
  }

  private static func elements(_ kind: String, _ form: Questionnaire) -> [String]? {
    let text = codebook(form, kind, .vietnamese)
    if kind == "ddi.xml" { return XMLElements(text)?.names }
    return text.split(separator: "<").dropFirst().map {
      String($0.prefix { $0.isLetter || $0 == "/" })
    }
  }

  @Test("Hostile words come back from JSON and YAML as they were", arguments: payloads)
  func data(payload: String) throws {
    let form = try Self.form(payload)
    let schema = try JSONDecoder().decode(
      SchemaFile.self, from: Data(form.tableSchema(in: .vietnamese).utf8))
    #expect(
      schema.fields.allSatisfy { $0.title.unicodeScalars.elementsEqual(payload.unicodeScalars) })
    // The reader of questionnaires keeps texts in composed form.
    var composed = try Self.form(payload.precomposedStringWithCanonicalMapping)
    composed.rollUps = form.rollUps
    #expect(try Questionnaire(yaml: Array(form.yamlText().utf8), file: "x") == composed)
  }

  @Test("A DDI codebook keeps what XML can hold, and spells the rest")
  func ddiText() throws {
    let elements = try #require(
      XMLElements(try Self.form("a\u{1}<&\"'>\u{202E}\n\tb]]>").ddiCodebook(in: .vietnamese)))
    #expect(elements.texts("titl") == ["a[U+0001]<&\"'>\u{202E}\n\tb]]>"])
  }

  @Test("Hostile words are words in Markdown too", arguments: payloads)
  func markdown(payload: String) throws {
    let plain = Self.codebook(try Self.form("x"), "codebook.md", .vietnamese)
    let hostile = Self.codebook(try Self.form(payload), "codebook.md", .vietnamese)
    let shape = { (text: String) in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        // What bars there are besides escaped ones, and what opens the line.
        (line.replacing("\\\\", with: "").replacing("\\|", with: "").filter { $0 == "|" }.count)
      }
    }
    #expect(shape(hostile) == shape(plain))
    #expect(!hostile.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(
      !hostile.replacing("\\]", with: "").contains("](")
        && !hostile.replacing("\\<", with: "").contains("<"))
  }
}

/// The elements of an XML text, in order; a class, because Foundation's parser calls it back.
final class XMLElements: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []
  private var found:
    [(name: String, attributes: [String: String], text: String, children: [String])] = []
  private var open: [Int] = []

  /// Reads a text; nil where it is not well formed.
  init?(_ xml: String) {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func texts(_ name: String) -> [String] { found.filter { $0.name == name }.map(\.text) }

  /// The names of what stands directly in each element of a name.
  func children(_ name: String) -> [[String]] { found.filter { $0.name == name }.map(\.children) }

  func attributes(_ name: String, _ attribute: String) -> [String] {
    found.filter { $0.name == name }.compactMap { $0.attributes[attribute] }
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
    attributes: [String: String]
  ) {
    names.append(name)
    if let last = open.last { found[last].children.append(name) }
    open.append(found.count)
    found.append((name, attributes, "", []))
  }

  func parser(
    _: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?
  ) {
    open.removeLast()
  }

  func parser(_: XMLParser, foundCharacters text: String) {
    if let last = open.last { found[last].text += text }
  }
}
