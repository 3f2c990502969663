/// The first place where a text is not UTF-8.
public struct UTF8Fault: Error, Hashable, Sendable {
  /// The physical line, from 1; it ends at LF, CR LF or a lone CR.
  public let line: Int
  /// The offset of the first byte that belongs to no character.
  public let byteOffset: Int

  /// Looks through the whole of `text`; nil when all of it is UTF-8.
  ///
  /// Overlong forms, surrogates and characters cut off at the end are faults. NUL and the other
  /// control characters are not. Texts in windows-1258, TCVN3 or VNI bytes nearly always fail.
  ///
  /// - Complexity: O(*n*) time, O(1) memory.
  public init?(firstIn text: [UInt8]) {
    var start = 0
    while start < text.count {
      var end = min(start + 1 << 16, text.count)
      // Step back to the start of a character, which is at most three bytes away.
      var steps = 0
      while end < text.count, text[end] & 0xC0 == 0x80, steps < 3 {
        end -= 1
        steps += 1
      }
      if String(validating: text[start..<end], as: UTF8.self) == nil {
        byteOffset = start + Self.validPrefixLength(of: text[start...])
        line = Self.line(at: byteOffset, in: text)
        return
      }
      start = end
    }
    return nil
  }

  private static func validPrefixLength(of text: ArraySlice<UInt8>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    var length = 0
    while case .valid(let character) = parser.parseScalar(from: &bytes) {
      length += character.count
    }
    return length
  }

  private static func line(at offset: Int, in text: [UInt8]) -> Int {
    var scanner = LineScanner()
    var line = 1
    var end = scanner.endOfLine(at: 0, in: text)
    while end <= offset {
      line += 1
      end = scanner.endOfLine(at: end, in: text)
    }
    return line
  }
}
