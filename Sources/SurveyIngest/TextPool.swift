/// The texts of one text column, numbered.
struct TextPool {
  private(set) var values: [String] = []
  private var numbers: [String: Int32] = [:]
  /// How many of the texts are kept from block to block.
  private var keptCount = 0

  /// Forgets the texts of the last block.
  mutating func beginBlock() {
    guard values.count > keptCount else { return }
    for text in values[keptCount...] { numbers[text] = nil }
    values.removeSubrange(keptCount...)
  }

  /// The number of a text, the same for the same text.
  mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    numbers[text] = Int32(values.count)
    return append(text)
  }

  /// Adds a text that is not looked for again.
  mutating func append(_ text: String) -> Int32 {
    values.append(text)
    return Int32(values.count - 1)
  }

  /// Keeps a text from this block on.
  mutating func keep(_ text: String) -> Int32 {
    let number = number(of: text)
    keptCount = max(keptCount, Int(number) + 1)
    return number
  }
}
