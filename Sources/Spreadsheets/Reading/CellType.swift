/// How the characters of a cell are meant.
enum CellType: String, CaseIterable {
  case sharedText = "s"
  case formulaText = "str"
  case inlineText = "inlineStr"
  case number = "n"
  case boolean = "b"
  case error = "e"
  case date = "d"

  /// The type that an attribute names, a number where it is empty; nil where it names none.
  init?(_ text: ArraySlice<UInt8>) {
    // Nearly all cells have a type of one letter.
    if text.count == 1, let letter = text.first {
      switch letter {
      case UInt8(ascii: "s"): self = .sharedText
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: return nil
      }
    } else if text.isEmpty {
      self = .number
    } else {
      self.init(rawValue: String(decoding: text, as: UTF8.self))
    }
  }
}
