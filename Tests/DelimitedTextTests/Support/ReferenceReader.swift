/// A plain reader of valid RFC 4180 text, one character after the other, to compare with.
///
/// It trims spaces and TABs around unquoted fields and after closing quotes, and skips blank lines.
struct ReferenceReader {
  private var rest: ArraySlice<UInt8>
  private let delimiter: UInt8

  static func records(in text: [UInt8], delimiter: UInt8) -> [[[UInt8]]] {
    var reader = ReferenceReader(rest: text[...], delimiter: delimiter)
    var records: [[[UInt8]]] = []
    while !reader.rest.isEmpty {
      if let record = reader.record() { records.append(record) }
    }
    return records
  }

  private mutating func record() -> [[UInt8]]? {
    var fields: [[UInt8]] = []
    var isBlank = true
    while true {
      let field = field(&isBlank)
      fields.append(field)
      guard let next = rest.popFirst(), next == delimiter else { break }
      isBlank = false
    }
    return isBlank ? nil : fields
  }

  private mutating func field(_ isBlank: inout Bool) -> [UInt8] {
    skipBlanks()
    if rest.first == UInt8(ascii: "\"") {
      isBlank = false
      let field = quoted()
      skipBlanks()
      return field
    }
    var field: [UInt8] = []
    while let byte = rest.first, byte != delimiter, byte != 0x0A, byte != 0x0D {
      field.append(byte)
      rest.removeFirst()
    }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    if !field.isEmpty { isBlank = false }
    return field
  }

  private mutating func quoted() -> [UInt8] {
    var field: [UInt8] = []
    rest.removeFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        guard rest.first == byte else { break }
        rest.removeFirst()
      }
      field.append(byte)
    }
    return field
  }

  private mutating func skipBlanks() {
    while let byte = rest.first, byte != delimiter, byte == 0x20 || byte == 0x09 {
      rest.removeFirst()
    }
  }
}
