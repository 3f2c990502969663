/// Forms that bear the same key.
///
/// A key that comes again with the same answers was entered, or sent, twice; one that comes again with
/// other answers is a conflict: one of the two is not what it says it is. An import refuses a key that
/// is in its file or in the store already, so these are found in files that are examined by themselves.
struct RepeatedKeys {
  /// Rows that come after another with their key, that other, and whether any answer differs.
  let repeats: [(row: Int, first: Int, isConflict: Bool)]

  init(_ sheet: AnswerSheet) {
    var firsts: [String: Int] = [:]
    var repeats: [(row: Int, first: Int, isConflict: Bool)] = []
    for row in sheet.keys.indices.sorted(by: { sheet.positions[$0] < sheet.positions[$1] }) {
      guard let key = sheet.keys[row] else { continue }
      guard let first = firsts[key] else {
        firsts[key] = row
        continue
      }
      let differs = sheet.columns.contains { $0[row] != $0[first] }
      repeats.append((row, first, differs))
    }
    self.repeats = repeats
  }
}
