/// Names of sheets as Excel allows them.
enum SheetName {
  /// The UTF-16 units a name may have.
  static let longest = 31

  /// A name near `wish` that Excel allows and no other sheet has.
  ///
  /// `[ ] : * ? / \` and control characters become blanks, blanks and apostrophes at the ends go, and
  /// what is too long is cut between characters. A name that is taken, in whatever case, gets a
  /// number. What is empty then is "Sheet", and Excel's own "History" gets a number too.
  static func allowed(_ wish: String, besides taken: Set<String>) -> String {
    let plain = String(
      wish.map { character -> Character in
        let isForbidden = character.unicodeScalars.contains { scalar in
          scalar.properties.generalCategory == .control || scalar.value == 0xFFFE
            || scalar.value == 0xFFFF
        }
        return isForbidden || "[]:*?/\\".contains(character) ? " " : character
      })
    var name = shortened(plain, to: longest)
    if name.isEmpty { name = "Sheet" }
    var number = 1
    var candidate = name
    while taken.contains(key(candidate)) || key(candidate) == "history" {
      number += 1
      let suffix = " \(number)"
      candidate = shortened(name, to: longest - suffix.utf16.count) + suffix
    }
    return candidate
  }

  /// What two names must not share.
  static func key(_ name: String) -> String { name.lowercased() }

  private static func shortened(_ name: String, to count: Int) -> String {
    let isEnd = { (character: Character) in character.isWhitespace || character == "'" }
    var name = name.drop(while: isEnd)
    while name.utf16.count > count { name.removeLast() }
    while let last = name.last, isEnd(last) { name.removeLast() }
    return String(name)
  }
}
