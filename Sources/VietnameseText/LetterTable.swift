internal import Foundation

/// The Vietnamese letters with the marks they are made of.
struct LetterTable: Sendable {
  /// The tones huyền, sắc, ngã, hỏi and nặng as combining marks.
  static let tones: [UInt32] = [0x300, 0x301, 0x303, 0x309, 0x323]
  private static let shapes: [UInt32] = [0x302, 0x306, 0x31B]

  static let shared = LetterTable()

  /// For each letter the letter that each mark makes of it, or 0.
  private let composed: [UInt16]

  private init() {
    let letters: [UInt32] = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".unicodeScalars.map(\.value)
    let plain = "aeiouyAEIOUY".unicodeScalars.map(\.value)
    var composed = [UInt16](repeating: 0, count: Self.rowCount * Self.columnCount)
    /// Notes `letter` with `mark`, if that is one letter in Unicode, and returns it.
    func note(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
      guard let made = Self.composition(letter, mark), let row = Self.row(of: letter),
        let column = Self.column(of: mark)
      else { return nil }
      composed[row * Self.columnCount + column] = UInt16(made)
      return made
    }
    for letter in letters {
      for tone in Self.tones { _ = note(letter, tone) }
    }
    for letter in plain {
      for shape in Self.shapes {
        guard let shaped = Self.composition(letter, shape), letters.contains(shaped) else {
          continue
        }
        _ = note(letter, shape)
        // ạ and ˆ are ậ too: the dot below is sorted before other marks, and so is the horn.
        for tone in Self.tones {
          guard let toned = note(letter, tone) else { continue }
          _ = note(toned, shape)
        }
      }
    }
    self.composed = composed
  }

  /// The Vietnamese letter that is canonically `letter` with `mark` behind it; nil if there is none.
  ///
  /// - Complexity: O(1).
  func composed(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    guard let column = Self.column(of: mark), let row = Self.row(of: letter) else { return nil }
    let letter = composed[row * Self.columnCount + column]
    return letter == 0 ? nil : UInt32(letter)
  }

  /// A toned letter without a shape, taken apart: ạ is a and the dot below; nil for other letters.
  func untoned(_ letter: UInt32) -> (letter: UInt32, tone: UInt32)? {
    for plain in "aeoAEO".unicodeScalars.map(\.value) {
      for tone in Self.tones where composed(plain, tone) == letter { return (plain, tone) }
    }
    return nil
  }

  private static func composition(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: [letter, mark].compactMap(Unicode.Scalar.init))
    let made = String(text).precomposedStringWithCanonicalMapping.unicodeScalars
    return made.count == 1 ? made.first?.value : nil
  }

  private static let rowCount = 0x250 + 0x60
  private static let columnCount = 8

  private static func column(of mark: UInt32) -> Int? {
    switch mark {
    case 0x300: 0
    case 0x301: 1
    case 0x302: 2
    case 0x303: 3
    case 0x306: 4
    case 0x309: 5
    case 0x31B: 6
    case 0x323: 7
    default: nil
    }
  }

  private static func row(of letter: UInt32) -> Int? {
    switch letter {
    case 0..<0x250: Int(letter)
    case 0x1EA0..<0x1F00: Int(letter - 0x1EA0) + 0x250
    default: nil
    }
  }
}
