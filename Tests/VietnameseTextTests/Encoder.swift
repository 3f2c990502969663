import Foundation
import VietnameseText

/// The other direction, from tables that the module did not make (`Fixtures/make.py`).
struct Encoder {
  /// What each byte stands for; nil for none.
  private let tables: [TextEncoding: [String?]]
  private let bytesOfScalar: [TextEncoding: [Unicode.Scalar: UInt8]]
  /// The letters of VNI as a western program shows them.
  let vniLetters: [String: String]

  init() throws {
    let object = try JSONSerialization.jsonObject(with: Data(try Support.fixture("tables.json")))
    let read = object as? [String: Any] ?? [:]
    vniLetters = read["VNI"] as? [String: String] ?? [:]
    var tables: [TextEncoding: [String?]] = [:]
    var bytesOfScalar: [TextEncoding: [Unicode.Scalar: UInt8]] = [:]
    for encoding in [TextEncoding.windows1252, .windows1258, .tcvn3, .viscii] {
      let table = (read[encoding.rawValue] as? [Any] ?? []).map { $0 as? String }
      tables[encoding] = table
      for (byte, character) in table.enumerated() {
        // In TCVN3 the bytes below 32 and from 80 to 9F are capitals in the standard only.
        let isOfFonts = encoding != .tcvn3 || !(byte < 0x20 || (0x80..<0xA0).contains(byte))
        if isOfFonts, let scalar = character?.unicodeScalars.first {
          bytesOfScalar[encoding, default: [:]][scalar] = UInt8(byte)
        }
      }
    }
    self.tables = tables
    self.bytesOfScalar = bytesOfScalar
  }

  /// What each byte stands for; nil for none.
  func table(_ encoding: TextEncoding) -> [String?] { tables[encoding] ?? [] }

  /// The bytes of `text`; nil where a character has none.
  func bytes(of text: String, in encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1252, .viscii: return single(text, encoding)
    case .windows1258: return single(Self.tonesApart(text), encoding)
    case .tcvn3: return single(Self.withoutTonedCapitals(text), encoding)
    case .vniWindows:
      return single(text.map { vniLetters[String($0)] ?? String($0) }.joined(), .windows1252)
    }
  }

  private func single(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
    let places = bytesOfScalar[encoding] ?? [:]
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 {
        bytes.append(UInt8(scalar.value))
      } else if let byte = places[scalar] {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return bytes
  }

  /// Tones split off, and the shapes left on the letters.
  static func tonesApart(_ text: String) -> String {
    let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    return text.map { letter in
      let parts = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
      var rest = String.UnicodeScalarView()
      var tone = String.UnicodeScalarView()
      for part in parts {
        if tones.contains(part) { tone.append(part) } else { rest.append(part) }
      }
      return String(rest).precomposedStringWithCanonicalMapping + String(tone)
    }.joined()
  }

  /// `text` as the ABC fonts can have it: capitals that they lack in small letters.
  static func withoutTonedCapitals(_ text: String) -> String {
    text.map { letter in
      let isLacking =
        letter.isUppercase && !letter.isASCII && !"ĂÂÊÔƠƯĐ".contains(letter)
      return isLacking ? letter.lowercased() : String(letter)
    }.joined()
  }
}
