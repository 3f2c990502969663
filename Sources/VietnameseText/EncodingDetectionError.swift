/// No encoding could be found for a text.
public enum EncodingDetectionError: Error, Hashable, Sendable {
  /// The text opens with the byte order mark of an encoding, and is not in it.
  case contradictsByteOrderMark(EncodingFault)
  /// The text opens with the byte order mark of UTF-32, which is not read here.
  case utf32
  /// The text is UTF-8 for the most part, and damaged or pasted together elsewhere.
  case brokenUTF8(EncodingFault)
  /// The text is not UTF-8, and has bytes that no other encoding has.
  case nothingFits(EncodingFault)
}

extension EncodingDetectionError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .contradictsByteOrderMark(let fault):
      "the byte order mark says \(fault.encoding.rawValue), but the text is \(fault)"
    case .brokenUTF8(let fault):
      "most of the text is UTF-8, but not line \(fault.line), byte offset \(fault.byteOffset); "
        + "mend that line, or export the file again"
    case .utf32: "the text is UTF-32; save it as UTF-8"
    case .nothingFits(let fault): "the text is in no known encoding: \(fault)"
    }
  }
}
