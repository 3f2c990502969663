internal import CExpat

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An Expat parser: all of the module's calls of it.
///
/// The callbacks can neither throw nor capture: they find a plain struct behind their context
/// pointer, note what they see, and stop the parser where it must not go on.
@safe
final class XMLScanner {
  /// Why a part is not read on.
  enum Fault: Error {
    case documentType
    case tooDeep(line: Int)
    case tagTooLong(line: Int)
    case malformed(line: Int, reason: String)
    case cutOff
  }

  /// How deep elements may lie in each other.
  static let maximumDepth = 64
  /// The bytes that one tag, comment or instruction may have.
  static let maximumTagBytes = 1 << 20

  private let parser: XML_Parser?
  private let sink: UnsafeMutablePointer<XMLSink>
  /// The bytes since Expat last had something to say.
  private var silentBytes = 0

  init() {
    // The separator cannot stand in a name, nor in any of the namespaces that are asked for.
    unsafe parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: separator))
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: XMLSink(parser: parser))
    unsafe XML_SetUserData(parser, sink)
    unsafe XML_SetElementHandler(parser, startElement, endElement)
    unsafe XML_SetCharacterDataHandler(parser, characters)
    unsafe XML_SetCommentHandler(parser) { context, _ in unsafe note(context) }
    unsafe XML_SetProcessingInstructionHandler(parser) { context, _, _ in unsafe note(context) }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in unsafe stop(context) }
  }

  deinit {
    unsafe XML_ParserFree(parser)
    unsafe sink.deinitialize(count: 1)
    unsafe sink.deallocate()
  }

  /// The events of the next bytes; `isLast` where none follow.
  func scan(_ bytes: [UInt8], isLast: Bool) throws(Fault) -> XMLTokens {
    unsafe sink.pointee.found = XMLTokens()
    unsafe sink.pointee.hasEvent = false
    let status = unsafe bytes.withUnsafeBytes { bytes in
      unsafe XML_Parse(
        parser, bytes.baseAddress?.assumingMemoryBound(to: XML_Char.self), Int32(bytes.count),
        isLast ? 1 : 0)
    }
    guard status == XML_STATUS_OK else { throw fault(isLast: isLast) }
    silentBytes = unsafe sink.pointee.hasEvent ? 0 : silentBytes + bytes.count
    guard silentBytes <= Self.maximumTagBytes else { throw .tagTooLong(line: line) }
    return unsafe sink.pointee.found
  }

  private var line: Int { unsafe Int(XML_GetCurrentLineNumber(parser)) }

  private func fault(isLast: Bool) -> Fault {
    if unsafe sink.pointee.hasDocumentType { return .documentType }
    if unsafe sink.pointee.depth > Self.maximumDepth { return .tooDeep(line: line) }
    let code = unsafe XML_GetErrorCode(parser)
    let endsEarly = [
      XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
      XML_ERROR_UNCLOSED_CDATA_SECTION,
    ]
    if isLast, endsEarly.contains(code) { return .cutOff }
    let words = unsafe XML_ErrorString(code).map { unsafe String(cString: $0) }
    return .malformed(line: line, reason: words ?? "unknown")
  }
}

/// What the callbacks note.
@safe
private struct XMLSink {
  let parser: XML_Parser?
  var found = XMLTokens()
  var depth = 0
  var hasEvent = false
  var hasDocumentType = false
  /// Whether characters belong to an element whose text is asked for, and to which one.
  var textName: XMLName?

  init(parser: XML_Parser?) { unsafe self.parser = parser }

  mutating func append(_ kind: XMLToken.Kind, _ name: XMLName) {
    let place = Int32(found.bytes.count)
    found.tokens.append(XMLToken(kind: kind, name: name, start: place, end: place))
  }

  /// Adds characters to the last event.
  mutating func append(_ characters: UnsafeBufferPointer<UInt8>) {
    unsafe found.bytes.append(contentsOf: characters)
    found.tokens[found.tokens.count - 1].end = Int32(found.bytes.count)
  }
}

private let separator: UInt8 = 0x20

/// The namespaces whose elements are read, both forms of the format, and those of its packaging.
private let elementNamespaces = [
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
  "http://schemas.openxmlformats.org/package/2006/relationships",
  "http://schemas.openxmlformats.org/package/2006/content-types",
].map { Array($0.utf8) }

/// The namespaces of the attribute that points to a relationship.
private let relationshipNamespaces = [
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "http://purl.oclc.org/ooxml/officeDocument/relationships",
].map { Array($0.utf8) }

private let xmlNamespace = Array("http://www.w3.org/XML/1998/namespace".utf8)

// MARK: - Callbacks

private func sink(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSink>? {
  unsafe context?.assumingMemoryBound(to: XMLSink.self)
}

private func note(_ context: UnsafeMutableRawPointer?) {
  unsafe sink(context)?.pointee.hasEvent = true
}

private func stop(_ context: UnsafeMutableRawPointer?) {
  guard let sink = unsafe sink(context) else { return }
  unsafe sink.pointee.hasDocumentType = true
  unsafe XML_StopParser(sink.pointee.parser, 0)
}

private func startElement(
  _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
) {
  guard let sink = unsafe sink(context), let name = unsafe name else { return }
  unsafe sink.pointee.hasEvent = true
  unsafe sink.pointee.depth += 1
  guard unsafe sink.pointee.depth <= XMLScanner.maximumDepth else {
    unsafe XML_StopParser(sink.pointee.parser, 0)
    return
  }
  let (space, element) = unsafe split(name)
  guard let element, unsafe isOne(of: elementNamespaces, space)
  else { return }
  unsafe sink.pointee.append(.start, element)
  if element == .v || element == .t { unsafe sink.pointee.textName = element }
  guard var attribute = unsafe attributes else { return }
  while let name = unsafe attribute[0], let value = unsafe attribute[1] {
    unsafe attribute += 2
    let (space, known) = unsafe split(name)
    guard let known = unsafe attributeName(known, in: space) else { continue }
    unsafe sink.pointee.append(.attribute, known)
    unsafe sink.pointee.append(all(of: value))
  }
}

private func endElement(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?) {
  guard let sink = unsafe sink(context), let name = unsafe name else { return }
  unsafe sink.pointee.hasEvent = true
  unsafe sink.pointee.depth -= 1
  let (space, element) = unsafe split(name)
  guard let element, unsafe isOne(of: elementNamespaces, space)
  else { return }
  if unsafe sink.pointee.textName == element { unsafe sink.pointee.textName = nil }
  unsafe sink.pointee.append(.end, element)
}

private func characters(
  _ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ count: Int32
) {
  guard let sink = unsafe sink(context), let text = unsafe text else { return }
  unsafe sink.pointee.hasEvent = true
  guard let name = unsafe sink.pointee.textName else { return }
  if unsafe sink.pointee.found.tokens.last?.kind != .text {
    unsafe sink.pointee.append(.text, name)
  }
  unsafe text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { text in
    unsafe sink.pointee.append(UnsafeBufferPointer(start: text, count: Int(count)))
  }
}

// MARK: - Names

/// All bytes of a C string.
private func all(of text: UnsafePointer<XML_Char>) -> UnsafeBufferPointer<UInt8> {
  unsafe UnsafeBufferPointer(
    start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
}

/// Whether a namespace is one of those.
private func isOne(of known: [[UInt8]], _ space: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let bytes = space.baseAddress else { return false }
  return known.contains { known in
    unsafe known.count == space.count && memcmp(known, bytes, known.count) == 0
  }
}

/// The namespace of a name, empty where it has none, and the name where it is known.
private func split(
  _ name: UnsafePointer<XML_Char>
) -> (space: UnsafeBufferPointer<UInt8>, name: XMLName?) {
  let bytes = unsafe all(of: name)
  var start = bytes.count
  while start > 0, unsafe bytes[start - 1] != separator { start -= 1 }
  let space = unsafe UnsafeBufferPointer(rebasing: bytes[..<max(0, start - 1)])
  guard bytes.count - start <= 16 else { return unsafe (space, nil) }
  var letters: UInt128 = 0
  var index = bytes.count
  while index > start {
    index -= 1
    letters = unsafe letters << 8 | UInt128(bytes[index])
  }
  return unsafe (space, XMLName.named(letters))
}

/// An attribute by its namespace: none, but for `r:id` and `xml:space`.
private func attributeName(
  _ name: XMLName?, in space: UnsafeBufferPointer<UInt8>
) -> XMLName? {
  if space.isEmpty { return name == .space || name == .relationshipID ? nil : name }
  switch name {
  case .space: return unsafe isOne(of: [xmlNamespace], space) ? name : nil
  case .relationshipID:
    return unsafe isOne(of: relationshipNamespaces, space) ? name : nil
  default: return nil
  }
}
