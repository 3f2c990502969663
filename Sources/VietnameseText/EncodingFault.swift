/// The first place where a text is not what its encoding says.
public struct EncodingFault: Error, Hashable, Sendable {
  /// What is wrong there.
  public enum Reason: Hashable, Sendable {
    /// The encoding has no character for this byte, or no character begins with it.
    case undefinedByte(UInt8)
    /// A byte of VNI that belongs to the letter before it, behind a letter that cannot carry it.
    case misplacedMark(UInt8)
    /// One half of a surrogate pair without the other.
    case loneSurrogate
    /// The text ends inside a character.
    case cutOff
  }

  /// The encoding in which the text was read.
  public let encoding: TextEncoding
  /// What is wrong.
  public let reason: Reason
  /// The offset in the text of the first byte that belongs to no character.
  public let byteOffset: Int
  /// The physical line, from 1; it ends at LF, CR LF or a lone CR.
  public let line: Int
}

extension EncodingFault: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    let what =
      switch reason {
      case .undefinedByte(let byte): "byte \(Self.hexadecimal(byte)) is no character"
      case .misplacedMark(let byte):
        "byte \(Self.hexadecimal(byte)) is a mark, and the letter before it cannot carry it"
      case .loneSurrogate: "half a surrogate pair stands alone"
      case .cutOff: "the text ends inside a character"
      }
    return "not \(encoding.rawValue): \(what) (line \(line), byte offset \(byteOffset)); "
      + "name the encoding in which the text was saved, or save it as UTF-8"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
