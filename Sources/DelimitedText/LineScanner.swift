/// Finds where physical lines end: after LF, CR LF or a lone CR.
///
/// It remembers the next LF and the next CR, so that a text without one of them is searched for it
/// once, not once for each line.
struct LineScanner {
  private var lineFeed = Occurrence(byte: 0x0A)
  private var carriageReturn = Occurrence(byte: 0x0D)

  /// The offset after the line that begins at `start`: that of the next line, or the text's end.
  ///
  /// - Complexity: Amortised O(*n*) in the length of the line.
  mutating func endOfLine(at start: Int, in text: [UInt8]) -> Int {
    let feed = lineFeed.offset(from: start, in: text)
    let carriage = carriageReturn.offset(from: start, in: text)
    let last = carriage < feed && carriage + 1 != feed ? carriage : feed
    return min(last + 1, text.count)
  }

  /// The next place of one byte.
  private struct Occurrence {
    let byte: UInt8
    /// No place before `found` and from `searched` on holds the byte.
    private var searched = 0
    private var found = -1

    init(byte: UInt8) { self.byte = byte }

    /// The first offset of the byte at or after `start`; the text's length when there is none.
    mutating func offset(from start: Int, in text: [UInt8]) -> Int {
      if start < searched || start > found {
        found = FieldParser.firstOffset(of: byte, in: text, from: start)
        searched = start
      }
      return found
    }
  }
}
