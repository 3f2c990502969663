internal import Digests
internal import SurveyModel

/// Makes pseudonyms of direct identifiers: the first 16 bytes of HMAC-SHA-256 of the item's id and the
/// identifier, in hexadecimal.
///
/// The same identifier of the same item has the same pseudonym under one key, so that a person who comes
/// twice is seen; without the key nobody can try phone numbers until one fits. The item is part of it, so
/// that a number which is the phone of one and the card of another does not bring them together.
struct Pseudonyms {
  private let key: [UInt8]

  /// Pseudonyms by the study's key; without one by a key that nobody ever learns, good for one reading.
  init(_ key: IdentifierKey?) {
    self.key = key?.bytes ?? (0..<IdentifierKey.length).map { _ in UInt8.random(in: .min ... .max) }
  }

  /// The pseudonym of an item's text; a text that is one already is kept.
  func text(for text: String, item: String) -> String {
    if let token = Pseudonyms.read(text) { return token }
    let input = Array(item.utf8) + [0] + Array(Pseudonyms.canonical(text).utf8)
    return hexadecimalText(of: Array(hmacSHA256(input, key: key).prefix(16)))
  }

  /// How a pseudonym is written into a quarantine file, to be read again as what it is.
  static let mark = "sipas-pseudonym:"

  private static func read(_ text: String) -> String? {
    guard text.hasPrefix(mark) else { return nil }
    let token = text.dropFirst(mark.count)
    return token.utf8.count == 32 && token.allSatisfy { $0.isHexDigit && !$0.isUppercase }
      ? String(token) : nil
  }

  /// An identifier as it is compared: in small letters, blanks as one; of a number the digits alone,
  /// without zeros in front (Excel takes them) and without the 84 of a phone number abroad.
  static func canonical(_ text: String) -> String {
    let text = text.trimmed.composed.lowercased()
    let digits = text.filter { $0.isASCII && $0.isNumber }
    let isNumber = text.allSatisfy { ($0.isASCII && $0.isNumber) || " .-()+\u{A0}".contains($0) }
    guard isNumber, digits.count >= 8 else {
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let number = digits.drop { $0 == "0" }
    return String(number.count == 11 && number.hasPrefix("84") ? number.dropFirst(2) : number)
  }
}
