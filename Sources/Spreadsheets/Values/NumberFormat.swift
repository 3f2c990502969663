/// What number formats say about dates.
enum NumberFormat {
  /// What a built-in format shows of a number as a date; nil where it shows a number.
  ///
  /// 27 to 36 and 50 to 58 are dates of East Asian locales (ECMA-376, part 1, 18.8.30).
  static func form(builtIn id: Int) -> SerialDate.Form? {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45, 47, 55, 56: .time
    case 22: .dateAndTime
    case 46: .duration
    default: nil
    }
  }

  /// What a format's code shows of a number as a date; nil where it shows a number.
  ///
  /// A date has one of the letters d, m, y, h, s, other than in quotes, behind `\`, `_` or `*`, or in
  /// brackets; `[h]`, `[mm]` and the like are durations. m alone is a month.
  static func form(ofCode code: String) -> SerialDate.Form? {
    var letters: Set<Character> = []
    var rest = code[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        if !inside.isEmpty, Set(inside).count == 1, inside.allSatisfy("hms".contains) {
          return .duration
        }
      case "d", "D", "m", "M", "y", "Y", "h", "H", "s", "S":
        letters.formUnion(character.lowercased())
      default: break
      }
    }
    let hasTime = !letters.isDisjoint(with: ["h", "s"])
    let hasDay = !letters.isDisjoint(with: ["d", "y"])
    switch (hasDay, hasTime) {
    case (true, true): return .dateAndTime
    case (true, false): return .date
    case (false, true): return .time
    case (false, false): return letters.isEmpty ? nil : .date
    }
  }
}
