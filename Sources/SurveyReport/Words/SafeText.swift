/// Text from outside made safe to show: nothing in it is invisible, reorders its neighbours, or
/// steers a terminal.
///
/// - Line breaks, tabs and other blanks become spaces.
/// - Invisible joiners (U+00AD, U+200B, U+2060, U+FEFF) are left out.
/// - Other control characters, bidirectional marks and overrides, noncharacters and private
///   characters of tags become visible: U+202E turns into `[U+202E]`.
struct SafeText: Hashable, Sendable {
  /// The text, safe to show; markup must still escape it.
  let string: String

  /// The safe form of any text.
  init(_ raw: String) {
    guard raw.unicodeScalars.contains(where: { Self.treatment(of: $0) != .kept }) else {
      string = raw
      return
    }
    var result = String.UnicodeScalarView()
    for scalar in raw.unicodeScalars {
      switch Self.treatment(of: scalar) {
      case .kept: result.append(scalar)
      case .blank: result.append(" ")
      case .dropped: break
      case .spelled: result.append(contentsOf: Self.name(of: scalar).unicodeScalars)
      }
    }
    string = String(result)
  }

  private enum Treatment { case kept, blank, dropped, spelled }

  private static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: .blank
    case 0xAD, 0x200B, 0x2060, 0xFEFF: .dropped
    case 0x00...0x1F, 0x7F...0x9F: .spelled
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .spelled
    case 0xFDD0...0xFDEF, 0xE0000...0xE007F: .spelled
    case let value where value & 0xFFFE == 0xFFFE: .spelled
    default: .kept
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }
}
