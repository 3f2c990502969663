internal import Foundation

/// A text as it is to be kept and compared, with what was changed to make it so.
///
/// Each kind of change is counted, so that a report can say what was done to a file. What has a
/// meaning is left as it is: quotation marks, dashes, case and spaces between words.
public struct CleanedText: Hashable, Sendable {
  /// A kind of change, counted in characters of the text as it came.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    /// A letter that was not in normalisation form C, `e` with two marks for `ế`.
    case composed
    /// A character without width taken out: U+200B, U+2060, U+FEFF, and U+200C and U+200D between
    /// Latin letters. Joiners in emoji and in other scripts mean something and stay.
    case zeroWidth
    /// A no-break space (U+00A0, U+2007, U+202F) made a space.
    case noBreakSpace
    /// A full-width digit, `０` to `９`, made an ASCII digit.
    case fullWidthDigit
    /// An Icelandic Ð or ð, or an African Ɖ or ɖ, made Đ or đ, where that makes a Vietnamese word.
    case strokedD
  }

  /// The text, in normalisation form C.
  public let text: String
  /// How often each change was made; kinds that did not occur are left out.
  public let changes: [Change: Int]

  /// Cleans `text`, one cell or a whole file of them.
  ///
  /// - Complexity: O(*n*).
  public init(_ text: String) {
    guard !text.unicodeScalars.allSatisfy(Self.isClean) else {
      self.text = text
      changes = [:]
      return
    }
    var changes: [Change: Int] = [:]
    let plain = Self.replacingSymbols(in: text, counting: &changes)
    var buffer = ComposingBuffer()
    for scalar in plain { buffer.append(scalar.value) }
    buffer.closeSegment()
    if buffer.composedSegments > 0 { changes[.composed] = buffer.composedSegments }
    let composed = String(decoding: buffer.output, as: UTF8.self)
    self.text = Self.replacingStrokedD(in: composed, counting: &changes)
    self.changes = changes
  }

  /// Whether `scalar` is clean whatever stands around it: Latin in form C without a look-alike of Đ,
  /// and the usual punctuation.
  private static func isClean(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0xD0, 0xF0, 0x189, 0x256: false
    case 0..<0x300, 0x1EA0...0x1EFF, 0x2010...0x2027: true
    default: false
    }
  }

  private static func replacingSymbols(
    in text: String, counting changes: inout [Change: Int]
  ) -> String.UnicodeScalarView {
    var plain = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    let joins = joinerPlaces(in: scalars)
    for (place, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x200B, 0x2060, 0xFEFF:
        changes[.zeroWidth, default: 0] += 1
      case 0x200C, 0x200D:
        if joins.contains(place) {
          plain.append(scalar)
        } else {
          changes[.zeroWidth, default: 0] += 1
        }
      case 0xA0, 0x2007, 0x202F:
        changes[.noBreakSpace, default: 0] += 1
        plain.append(" ")
      case 0xFF10...0xFF19:
        changes[.fullWidthDigit, default: 0] += 1
        plain.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10) + UInt8(ascii: "0")))
      default:
        plain.append(scalar)
      }
    }
    return plain
  }

  /// The places of the joiners that stand beside a letter or sign beyond Latin.
  ///
  /// Marks and characters without width between them do not count.
  private static func joinerPlaces(in scalars: [Unicode.Scalar]) -> Set<Int> {
    guard scalars.contains(where: isJoiner) else { return [] }
    var places: Set<Int> = []
    func note(_ order: some Sequence<Int>) {
      var joins = false
      for place in order {
        let scalar = scalars[place]
        if isJoiner(scalar) {
          if joins { places.insert(place) }
        } else if !isPassedOver(scalar) {
          joins = !isLatin(scalar)
        }
      }
    }
    note(scalars.indices)
    note(scalars.indices.reversed())
    return places
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200C || scalar.value == 0x200D
  }

  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: true
    default: false
    }
  }

  /// Whether a joiner beside `scalar` does nothing: Latin, digits and punctuation.
  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x370, 0x1E00..<0x1F00, 0x2000..<0x20D0, 0xFF01..<0xFF61: true
    default: false
    }
  }

  private static func replacingStrokedD(
    in text: String, counting changes: inout [Change: Int]
  ) -> String {
    let lookalikes: [Unicode.Scalar: Unicode.Scalar] = ["Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"]
    guard text.unicodeScalars.contains(where: { lookalikes[$0] != nil }) else { return text }
    var cleaned = String.UnicodeScalarView()
    var word = String.UnicodeScalarView()
    func closeWord() {
      let replaced = String.UnicodeScalarView(word.map { lookalikes[$0] ?? $0 })
      let count = word.count { lookalikes[$0] != nil }
      if count > 0 && VietnameseWord.isKnown(String(replaced)) {
        changes[.strokedD, default: 0] += count
        cleaned.append(contentsOf: replaced)
      } else {
        cleaned.append(contentsOf: word)
      }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.append(scalar)
      } else {
        closeWord()
        cleaned.append(scalar)
      }
    }
    closeWord()
    return String(cleaned)
  }
}
