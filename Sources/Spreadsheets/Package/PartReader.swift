internal import CompressedFiles

/// The XML of one part of a workbook, chunk by chunk.
struct PartReader: ~Copyable {
  private let part: String
  private var stream: MemberStream
  private let scanner = XMLScanner()
  private var isAtEnd = false

  /// Opens a part by the name of its member in the archive.
  init(_ part: String, in archive: ZipArchive) throws(SpreadsheetError) {
    do { stream = try archive.stream(of: part) } catch { throw .archive(error) }
    self.part = part
  }

  /// The events of the next chunk; nil at the end of the part.
  mutating func next() throws(SpreadsheetError) -> XMLTokens? {
    guard !isAtEnd else { return nil }
    isAtEnd = true
    let chunk: [UInt8]?
    do { chunk = try stream.next() } catch { throw .archive(error) }
    do {
      let tokens = try scanner.scan(chunk ?? [], isLast: chunk == nil)
      isAtEnd = chunk == nil
      return tokens
    } catch {
      throw error.error(in: part)
    }
  }

  /// Calls `body` with each event of the part that is no attribute, and with its attributes.
  consuming func forEach(
    _ body: (XMLToken, XMLAttributes) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    while let tokens = try next() { try tokens.forEach(body) }
  }
}

extension XMLScanner.Fault {
  fileprivate func error(in part: String) -> SpreadsheetError {
    switch self {
    case .documentType: .documentType(part: part)
    case .tooDeep(let line): .tooDeep(part: part, line: line, limit: XMLScanner.maximumDepth)
    case .tagTooLong(let line):
      .tagTooLong(part: part, line: line, limit: XMLScanner.maximumTagBytes)
    case .malformed(let line, let reason): .malformed(part: part, line: line, reason: reason)
    case .cutOff: .cutOff(part: part)
    }
  }
}
