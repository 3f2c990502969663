/// A text that is decoded for its faults only.
struct ProbedText: Sendable {
  private var decoder: TextDecoder
  private(set) var fault: EncodingFault?

  init(_ encoding: TextEncoding) {
    decoder = TextDecoder(encoding)
  }

  /// Takes the next piece, and gives what it decodes to; nothing after a fault.
  @discardableResult
  mutating func add(_ bytes: [UInt8], isLast: Bool = false) -> [UInt8] {
    guard fault == nil else { return [] }
    do {
      return try decoder.decode(bytes, isLast: isLast)
    } catch {
      fault = error
      return []
    }
  }
}
