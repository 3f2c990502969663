import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of a page, in order, as an independent parser sees them.
final class MarkupReader: NSObject, XMLParserDelegate {
  /// One element: its name, its attributes, and the text directly in it.
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""

    /// An attribute as a number.
    func number(_ attribute: String) -> Double? { attributes[attribute].flatMap(Double.init) }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// The elements of well-formed markup; `nil` where the parser finds a fault.
  static func elements(of markup: String) -> [Element]? {
    let reader = MarkupReader()
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = reader
    return parser.parse() ? reader.elements : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: elementName, attributes: attributeDict))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let index = open.last { elements[index].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    open.removeLast()
  }
}
