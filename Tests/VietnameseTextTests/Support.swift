import Foundation
import Testing
import VietnameseText

/// What the tests of this target read, make and compare.
enum Support {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func fixture(_ name: String) throws -> [UInt8] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/\(name)")
    return [UInt8](try Data(contentsOf: url))
  }

  static func text(_ name: String) throws -> String {
    String(decoding: try fixture(name), as: UTF8.self).precomposedStringWithCanonicalMapping
  }

  /// The different words of `words.txt`, in small letters.
  static func words() throws -> [String] {
    let words = try text("words.txt").lowercased().split(whereSeparator: \.isWhitespace)
    return Set(words.map(String.init)).sorted()
  }

  /// A shipped form as it is on disk.
  static func questionnaire(_ name: String) throws -> String {
    let url = root.appending(path: "Questionnaires/\(name).yaml")
    return try String(contentsOf: url, encoding: .utf8).precomposedStringWithCanonicalMapping
  }

  static let questionnaires = ["sipas-2017", "sipas-2022", "sipas-2023"]

  /// Decodes `bytes` in pieces of the lengths that `length` gives.
  static func decode(
    _ bytes: [UInt8], _ encoding: TextEncoding, pieces length: () -> Int
  ) throws -> [UInt8] {
    var decoder = TextDecoder(encoding)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = min(bytes.count, index + length())
      decoded += try decoder.decode(Array(bytes[index..<end]))
      index = end
    }
    return decoded + (try decoder.decode([], isLast: true))
  }
}

/// A generator whose numbers are the same on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
