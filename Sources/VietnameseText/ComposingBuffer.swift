internal import Foundation

/// Takes characters one after the other and makes of them UTF-8 in normalisation form C.
///
/// A text is cut into segments: a character that nothing before it can change, and what follows
/// until the next such one. Form C of a segment is final, so only the last segment is held back,
/// and how the text was cut into pieces makes no difference. A segment is a letter with its marks
/// nearly always; in a script for which this type knows no cuts it can be a whole word.
struct ComposingBuffer: Sendable {
  /// What is final.
  private(set) var output: [UInt8] = []
  /// How many segments were not in form C as they came.
  private(set) var composedSegments = 0

  /// The first character of the last segment, with the marks it took up.
  private var first = Self.none
  /// What follows it there.
  private var rest: [UInt32] = []
  private var isChanged = false
  private let letters = LetterTable.shared

  private static let none = UInt32.max

  /// Whether `value` is form C by itself, and begins a segment.
  ///
  /// True for fewer characters than it could be: Latin, punctuation, Cyrillic, Han, kana, Hangul
  /// syllables and emoji.
  @inline(__always)
  private static func isCut(_ value: UInt32) -> Bool {
    if value < 0x300 { return true }
    return switch value {
    case 0x1EA0...0x1EFF, 0x2002...0x20CF, 0x400...0x482, 0x3041...0x3096, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xFF01...0xFF60, 0x1F300...0x1FAFF:
      true
    default: false
    }
  }

  /// Takes ASCII characters, which are copied.
  mutating func append(ascii bytes: ArraySlice<UInt8>) {
    guard let last = bytes.last else { return }
    closeSegment()
    output.append(contentsOf: bytes.dropLast())
    first = UInt32(last)
  }

  /// Takes one character.
  mutating func append(_ value: UInt32) {
    if Self.isCut(value) || first == Self.none {
      closeSegment()
      first = value
    } else if rest.isEmpty, let letter = letters.composed(first, value) {
      first = letter
      isChanged = true
    } else {
      rest.append(value)
    }
  }

  /// Puts a VNI mark on the last letter; false, and nothing done, where that is no Vietnamese letter.
  mutating func apply(_ mark: VNIMark) -> Bool {
    guard rest.isEmpty, let letter = marked(first, mark) else { return false }
    first = letter
    return true
  }

  private func marked(_ letter: UInt32, _ mark: VNIMark) -> UInt32? {
    guard let shape = mark.shape?.value else {
      return mark.tone.flatMap { letters.composed(letter, $0.value) }
    }
    var bare = letter
    var tone = mark.tone?.value
    if tone == nil, let parts = letters.untoned(letter) { (bare, tone) = parts }
    guard let shaped = letters.composed(bare, shape) else { return nil }
    return tone.map { letters.composed(shaped, $0) } ?? shaped
  }

  /// Ends the text: what was held back is final.
  mutating func closeSegment() {
    guard first != Self.none else { return }
    if rest.isEmpty && Self.isCut(first) {
      appendUTF8(first)
      if isChanged { composedSegments += 1 }
    } else {
      var segment = String.UnicodeScalarView()
      segment.append(contentsOf: ([first] + rest).compactMap(Unicode.Scalar.init))
      let text = String(segment)
      let composed = text.precomposedStringWithCanonicalMapping
      if isChanged || !composed.utf8.elementsEqual(text.utf8) { composedSegments += 1 }
      output.append(contentsOf: composed.utf8)
      rest.removeAll(keepingCapacity: true)
    }
    isChanged = false
    first = Self.none
  }

  /// Hands out what is final, and forgets it.
  mutating func takeOutput() -> [UInt8] {
    let taken = output
    output = []
    return taken
  }

  /// Makes room for `count` bytes of output.
  mutating func reserve(_ count: Int) {
    output.reserveCapacity(count)
  }

  @inline(__always)
  private mutating func appendUTF8(_ value: UInt32) {
    if value < 0x80 {
      output.append(UInt8(value))
    } else if value < 0x800 {
      output.append(UInt8(0xC0 | value >> 6))
      output.append(UInt8(0x80 | value & 0x3F))
    } else if value < 0x1_0000 {
      output.append(UInt8(0xE0 | value >> 12))
      output.append(UInt8(0x80 | value >> 6 & 0x3F))
      output.append(UInt8(0x80 | value & 0x3F))
    } else {
      output.append(UInt8(0xF0 | value >> 18))
      output.append(UInt8(0x80 | value >> 12 & 0x3F))
      output.append(UInt8(0x80 | value >> 6 & 0x3F))
      output.append(UInt8(0x80 | value & 0x3F))
    }
  }
}
