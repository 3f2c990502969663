extension FieldParser {
  /// Parses one physical line, in pieces small enough that no limit is passed unseen.
  ///
  /// A piece ends at the latest with the byte that makes the open field too long, so what is at
  /// fault does not depend on how the line was cut, and no buffer outgrows the limits by more
  /// than a piece.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line, its line end included.
  ///   - text: The whole text.
  ///   - recordStart: Where the record begins that the line belongs to.
  ///   - limits: How large the record may grow.
  /// - Returns: How the line was taken.
  mutating func parseLine(
    _ line: Range<Int>, of text: [UInt8], recordStart: Int, limits: RecordReader.Limits
  ) -> Outcome {
    var start = line.lowerBound
    while start < line.upperBound {
      let fieldRoom = limits.maximumFieldBytes - openFieldBytes
      let end = min(line.upperBound, start + min(fieldRoom, 0xFFFF) + 1)
      guard end - recordStart <= limits.maximumRecordBytes else { return .recordTooLong }
      switch parsePiece(start..<end, of: text) {
      case .leavesRecordOpen:
        guard openFieldBytes <= limits.maximumFieldBytes else {
          return .fieldTooLong(at: end - 1)
        }
      case let outcome: return outcome
      }
      start = end
    }
    return .leavesRecordOpen
  }
}
