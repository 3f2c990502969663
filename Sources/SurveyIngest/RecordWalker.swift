internal import DelimitedText

/// Finds where the records stand of which it is known that libcsv read them without fault.
///
/// In such a text every quote opens or closes a field or is doubled, so a line end belongs to a field
/// exactly when an odd number of quotes stands before it.
struct RecordWalker {
  /// Where the next record, or a blank line before it, begins.
  private(set) var place: Place
  private let dialect: Dialect

  /// A place in a text.
  struct Place: Hashable {
    /// The offset.
    var offset: Int
    /// The physical line, from 1.
    var line: Int
    /// The record, from 1, the header included.
    var record: Int
  }

  /// A record.
  struct Record {
    /// Where it begins.
    var place: Place
    /// Where what follows begins.
    var end: Place

    /// Its bytes, line end included.
    var range: Range<Int> { place.offset..<end.offset }
  }

  init(_ place: Place, dialect: Dialect) {
    self.place = place
    self.dialect = dialect
  }

  /// The next record that begins before `end`, nil where there is none.
  ///
  /// - Complexity: O(*n*) in the bytes of the record.
  mutating func next(in bytes: [UInt8], to end: Int) -> Record? {
    skipBlankLines(in: bytes, to: end)
    guard place.offset < end else { return nil }
    let start = place
    var offset = place.offset
    var isQuoted = false
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == dialect.quote {
        isQuoted.toggle()
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, offset < end, bytes[offset] == 0x0A { offset += 1 }
        place.line += 1
        if !isQuoted { break }
      }
    }
    place.offset = offset
    place.record += 1
    return Record(place: start, end: place)
  }

  /// Passes over lines that hold nothing but spaces and TABs; a delimiter is neither.
  mutating func skipBlankLines(in bytes: [UInt8], to end: Int) {
    while place.offset < end {
      var offset = place.offset
      while offset < end, isBlank(bytes[offset]) { offset += 1 }
      guard offset == end || bytes[offset] == 0x0A || bytes[offset] == 0x0D else { return }
      if offset < end {
        offset += bytes[offset] == 0x0D && offset + 1 < end && bytes[offset + 1] == 0x0A ? 2 : 1
      }
      place.offset = offset
      place.line += 1
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && byte != dialect.delimiter
  }
}
