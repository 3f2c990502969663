/// The words of names, by which a reading is recognised.
enum NameWords {
  /// The words of `name` beyond ASCII, in small letters.
  static func words(of name: String) -> [String] {
    CleanedText(name).text.lowercased().unicodeScalars
      .split { !$0.properties.isAlphabetic }
      .filter { $0.contains { $0.value >= 0x80 } }
      .map { String($0) }
  }
}
