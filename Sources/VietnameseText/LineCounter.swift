/// Counts physical lines, which end at LF, CR LF or a lone CR.
struct LineCounter: Sendable {
  private var lineEnds = 0
  private var endsInCarriageReturn = false

  /// The number, from 1, of the line on which the next byte stands, if that is no LF.
  var lineOfNext: Int { lineEnds + 1 }

  /// Counts the line ends of the next piece.
  mutating func count(_ bytes: [UInt8]) {
    var previous: UInt8 = endsInCarriageReturn ? 0x0D : 0
    var ends = 0
    for byte in bytes {
      if byte < 0x0E {
        if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { ends += 1 }
      }
      previous = byte
    }
    lineEnds += ends
    if !bytes.isEmpty { endsInCarriageReturn = previous == 0x0D }
  }
}
