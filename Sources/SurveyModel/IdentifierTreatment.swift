/// What becomes of answers that name a person.
public enum IdentifierTreatment: String, Hashable, Sendable, CaseIterable {
  /// They are not read.
  case drop
  /// In their place stands a pseudonym, by which the same person is known again and nobody is found.
  case pseudonym
}

/// The secret key by which direct identifiers become pseudonyms.
///
/// It is kept outside the study's folder, and no text of it is ever made: its description and its mirror
/// hold no byte of it.
public struct IdentifierKey: Hashable, Sendable {
  /// The key's bytes.
  public let bytes: [UInt8]

  /// Makes a key of 32 bytes; nil for any other number.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == IdentifierKey.length else { return nil }
    self.bytes = bytes
  }

  /// The number of bytes of a key.
  public static let length = 32
}

extension IdentifierKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The type's name, and no byte of the key.
  public var description: String { "IdentifierKey" }
  /// The type's name, and no byte of the key.
  public var debugDescription: String { "IdentifierKey" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
