internal import CReadStat
internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Turns the bytes of a file's texts into text: all of the module's use of iconv.
///
/// ReadStat can decode too, but does not end a conversion, so that encodings which hold a letter back
/// until they know its tone (windows-1258) lose the last letter of a text or lend it to the next.
@safe
final class TextDecoder {
  /// The encoding's name.
  let encoding: String
  /// Nil for UTF-8, which needs no conversion.
  private let converter: iconv_t?
  /// Whether bytes below 128 are ASCII whatever stands around them.
  private let keepsASCII: Bool

  /// A decoder; nil where nobody knows the encoding.
  init?(encoding: String) {
    self.encoding = encoding
    let name = encoding.uppercased()
    keepsASCII = ["UTF-8", "UTF8", "WINDOWS-", "CP1", "ISO-8859", "US-ASCII"]
      .contains { name.hasPrefix($0) }
    guard name != "UTF-8", name != "UTF8" else {
      unsafe converter = nil
      return
    }
    // iconv takes a slash for the start of instructions, such as to leave out what it cannot decode.
    guard !name.isEmpty, name.utf8.allSatisfy({ Self.isNameByte($0) }),
      let opened = unsafe iconv_open("UTF-8", encoding), unsafe opened != iconv_t(bitPattern: -1)
    else { return nil }
    unsafe converter = opened
  }

  deinit {
    if let converter = unsafe converter { unsafe iconv_close(converter) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// The text in NFC without blanks at its end; nil where the bytes are not in the encoding.
  ///
  /// A last character of which only the first bytes are there is left out: programs cut texts at the
  /// width of a variable or a label, wherever that falls.
  ///
  /// - Complexity: O(*n*).
  func text(_ padded: [UInt8]) -> String? {
    let padding = keepsASCII ? padded.reversed().prefix { $0 == UInt8(ascii: " ") }.count : 0
    let bytes = padding == 0 ? padded : padded.dropLast(padding)
    if keepsASCII, bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    let utf8 = unsafe converter == nil ? Self.withoutCutEnd(bytes) : converted(bytes)
    guard let utf8, let text = String(validating: utf8, as: UTF8.self) else { return nil }
    return text.precomposedStringWithCanonicalMapping
  }

  /// UTF-8 without an incomplete last character.
  private static func withoutCutEnd(_ bytes: [UInt8]) -> [UInt8] {
    let tail = bytes.suffix(4).reversed().prefix { $0 & 0xC0 == 0x80 }.count
    guard tail < min(4, bytes.count) else { return bytes }
    let needed =
      switch bytes[bytes.count - tail - 1] {
      case 0xC2...0xDF: 1
      case 0xE0...0xEF: 2
      case 0xF0...0xF4: 3
      default: 0
      }
    return tail < needed ? bytes.dropLast(tail + 1) : bytes
  }

  private func converted(_ bytes: [UInt8]) -> [UInt8]? {
    guard let converter = unsafe converter else { return bytes }
    unsafe iconv(converter, nil, nil, nil, nil)
    var source = bytes.map { CChar(bitPattern: $0) }
    // No encoding of one byte gives more than three of UTF-8, and what is held back is one letter.
    let capacity = 4 * bytes.count + 16
    var target = [CChar](repeating: 0, count: capacity)
    let count = unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        unsafe Self.convert(source, into: target, with: converter)
      }
    }
    return count.map { target.prefix($0).map(UInt8.init(bitPattern:)) }
  }

  /// The number of bytes written; nil where the source is not in the encoding.
  private static func convert(
    _ source: UnsafeMutableBufferPointer<CChar>, into target: UnsafeMutableBufferPointer<CChar>,
    with converter: iconv_t
  ) -> Int? {
    var input = source.baseAddress
    var inputLeft = source.count
    var output = target.baseAddress
    var outputLeft = target.count
    let failure = -1
    let result = unsafe iconv(converter, &input, &inputLeft, &output, &outputLeft)
    // EINVAL is an incomplete last character.
    if result == failure, errno != EINVAL { return nil }
    let ending = unsafe iconv(converter, nil, nil, &output, &outputLeft)
    return ending == failure ? nil : target.count - outputLeft
  }
}
