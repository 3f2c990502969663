internal import SurveyModel

/// Which rows of a sheet make its header, and what the header of each column is.
///
/// Above the header may stand titles; the header itself may take up to three rows, of which the upper
/// ones head several columns. Nothing is taken for a header in which no text is known.
struct HeaderLayout: Sendable {
  /// The rows, as positions among those looked at.
  private(set) var rows: ClosedRange<Int>
  /// The lines of the file on which they stand.
  private(set) var lines = 1...1
  private(set) var headers: [String]
  /// How many columns are known.
  private(set) var known: Int
  /// The lines of the rows below the header that only say it again, number the columns or explain them.
  private(set) var absorbed: [ClosedRange<Int>] = []
  /// How many rows come before the records.
  var skipped: Int { rows.upperBound + 1 }

  /// How many rows are looked at.
  static let depth = 40
  /// How many columns a header of several rows has at most, unless it is told where it stands.
  private static let widest = 1000

  /// Finds the header among the first rows.
  ///
  /// It is the rows in which the most columns are known; of several the fewest and first; nil where no text
  /// is known. A row that is a form is never part of it, unless the user says where it stands.
  ///
  /// - Parameters:
  ///   - source: The first rows that are not blank.
  ///   - known: What texts mean.
  ///   - marks: What tells a form from a header.
  ///   - isText: Whether the rows are those of a text, whose first record is the header alone where it
  ///     has all columns of a form.
  ///   - forced: The rows that the user has named.
  init?(
    in source: [SourceRow], known: KnownHeaders, marks: FormMarks, isText: Bool,
    forced: ClosedRange<Int>?
  ) {
    let rows = source.map(\.cells)
    let isGrouped = rows.indices.dropLast().contains { row in
      HeaderLayout.isGrouped(rows[row], above: rows[row + 1], known: known)
        && !marks.areForms(in: rows[row...(row + 1)], below: rows[row], known: known)
    }
    let isFirst =
      forced == nil && isText && !isGrouped
      && rows.first.map { marks.areHeaded(by: $0, known: known) } ?? false
    var best: HeaderLayout?
    let isWide = rows.contains { $0.count > HeaderLayout.widest }
    // Joined texts of thousands of columns would take minutes to look up.
    for height in isFirst || isWide && forced == nil ? 1...1 : 1...3 {
      for first in isFirst ? 0..<1 : rows.indices.dropLast(height - 1) {
        // The first row of nearly every file is its header.
        if let best, !isGrouped, 4 * best.known >= 3 * max(4, best.headers.count) { break }
        let last = first + height - 1
        let lines = source[first].lines.lowerBound...source[last].lines.upperBound
        if let forced, forced != lines { continue }
        let headers = HeaderLayout.headers(Array(rows[first...last]), known: known)
        if forced == nil, height > 1,
          marks.areForms(in: rows[first...last], below: headers, known: known)
        {
          continue
        }
        let found = headers.compactMap { known.meaning(of: $0) }
        let layout = HeaderLayout(rows: first...last, headers: headers, known: Set(found).count)
        // As many columns in one row as in three: the one row it is.
        if layout.known > best?.known ?? 0 { best = layout }
      }
    }
    guard var layout = best else { return nil }
    // Rows below that say the same again, number the columns or hold the questions, belong to the header.
    while forced == nil, layout.isContinued(by: rows.dropFirst(layout.skipped), known, marks) {
      layout.rows = layout.rows.lowerBound...(layout.rows.upperBound + 1)
      layout.absorbed.append(source[layout.rows.upperBound].lines)
      layout.name(from: rows[layout.rows.upperBound])
    }
    layout.lines =
      source[layout.rows.lowerBound].lines
      .lowerBound...source[layout.rows.upperBound].lines.upperBound
    self = layout
  }

  /// The header of a file that keeps the names of its columns apart from its rows.
  init(named names: [String]) {
    rows = 0...0
    headers = names.map(\.composed)
    known = names.count
  }

  /// The first row, of a file in which nothing is known.
  init(first rows: [SourceRow]) {
    self.rows = 0...0
    lines = rows[0].lines
    headers = rows[0].cells.map { $0.trimmed.composed }
    known = 0
  }

  private init(rows: ClosedRange<Int>, headers: [String], known: Int) {
    self.rows = rows
    self.headers = headers
    self.known = known
  }

  /// The headers that are known.
  func names(_ known: KnownHeaders) -> [String] {
    headers.filter { known.meaning(of: $0) != nil }
  }

  /// What stands in rows that were told to be the header, and are not.
  static func fault(
    of asked: ClosedRange<Int>, in source: [SourceRow], told: HeaderLayout?,
    below free: HeaderLayout?, known: KnownHeaders, marks: FormMarks
  ) -> ImportError.HeaderFault {
    if let told, told.known > 0 { return .few(told.names(known)) }
    if asked.count > 3 { return .tooMany }
    let rows = source.filter { asked.overlaps($0.lines) }
    if rows.isEmpty {
      let last = source.last?.lines.upperBound ?? 0
      return asked.lowerBound > last ? .pastEnd(rows: last) : .blank
    }
    let isRecord = rows.contains { row in
      free.map { marks.isForm(row.cells, below: $0.headers, known: known) } ?? false
    }
    return isRecord ? .record : .unknown
  }

  /// Whether rows that were told to be the header reach into the records below the one that was found.
  static func takesRecord(
    _ asked: ClosedRange<Int>, in source: [SourceRow], below free: HeaderLayout?,
    known: KnownHeaders, marks: FormMarks
  ) -> Bool {
    guard let free, asked.overlaps(free.lines), asked.upperBound > free.lines.upperBound else {
      return false
    }
    return source.contains { row in
      asked.contains(row.lines.lowerBound) && row.lines.lowerBound > free.lines.upperBound
        && (marks.isOfUnit(row.cells, below: free.headers, known: known)
          || free.isAnswered(by: row.cells, known: known))
    }
  }

  /// Whether a row holds three answers at least, and no more texts that are none.
  private func isAnswered(by row: [String], known: KnownHeaders) -> Bool {
    let answers = zip(headers, row.map(\.trimmed)).compactMap { known.isAnswer($1, below: $0) }
    let count = answers.count { $0 }
    return count >= 3 && 2 * count >= answers.count
  }

  /// For each column the text that is known, or else that of the row with the most known texts, or else
  /// the lowest that is not empty.
  private static func headers(_ rows: [[String]], known: KnownHeaders) -> [String] {
    let width = rows.map(\.count).max() ?? 0
    let filled = rows.enumerated().map { number, row in
      HeaderLayout.filled(row, to: width, isUpper: number < rows.count - 1)
    }
    let counts = rows.map { row in row.count { known.meaning(of: $0.composed) != nil } }
    let main = rows.indices.max { counts[$0] <= counts[$1] } ?? 0
    return (0..<width).map { column in
      let parts = filled.map { $0[column] }.filter { !$0.isEmpty }
      let own = rows.map { column < $0.count ? $0[column].trimmed.composed : "" }
        .filter { !$0.isEmpty }
      let joined = [" ", "/", " - ", "."].map { parts.joined(separator: $0) }
      let candidates = own.reversed() + (parts.count > 1 ? joined : [])
      let ofMain = column < rows[main].count ? rows[main][column].trimmed.composed : ""
      for (upper, lower) in zip(filled.dropLast(), filled.dropFirst()).reversed() {
        if let name = part(column, of: lower, below: upper, known: known) { return name }
      }
      if known.meaning(of: ofMain) != nil { return ofMain }
      return candidates.first { known.meaning(of: $0) != nil }
        ?? candidates.first { known.isNamed($0) } ?? (ofMain.isEmpty ? own.last ?? "" : ofMain)
    }
  }

  /// A row of a header; the text of an upper one heads the columns to its right too, as far as they are empty.
  private static func filled(_ row: [String], to width: Int, isUpper: Bool) -> [String] {
    var last = ""
    return (0..<width).map { column in
      let text = column < row.count ? row[column].trimmed.composed : ""
      if !text.isEmpty { last = text }
      return isUpper && text.isEmpty ? last : text
    }
  }

  /// What heads a column that has a part of a question below the question: 3 below `Câu 9`, which heads
  /// several columns.
  private static func part(
    _ column: Int, of lower: [String], below upper: [String], known: KnownHeaders
  ) -> String? {
    let question = upper[column]
    let isGroup = [column - 1, column + 1].contains {
      upper.indices.contains($0) && upper[$0] == question && lower[$0] != lower[column]
    }
    guard isGroup, !question.isEmpty, !lower[column].isEmpty, lower[column] != question,
      known.meaning(of: lower[column]) == nil
    else { return nil }
    return known.name(of: lower[column], below: question)
  }

  /// Whether a row groups the columns of the row below it by question, two at least of one of them.
  private static func isGrouped(
    _ upper: [String], above lower: [String], known: KnownHeaders
  ) -> Bool {
    let width = max(upper.count, lower.count)
    guard width <= widest else { return false }
    let (upper, lower) = (
      filled(upper, to: width, isUpper: true), filled(lower, to: width, isUpper: false)
    )
    let names = (0..<width).compactMap { column in
      part(column, of: lower, below: upper, known: known).map { (upper[column], $0) }
    }
    return Dictionary(grouping: names, by: \.0).values.contains {
      Set($0.map { known.meaning(of: $0.1) }).count > 1
    }
  }

  /// Takes the texts of a further row for the columns that no row above it names.
  private mutating func name(from row: [String]) {
    for (column, cell) in row.enumerated() {
      if column >= headers.count {
        headers.append(cell.trimmed.composed)
      } else if headers[column].isEmpty {
        headers[column] = cell.trimmed.composed
      }
    }
  }

  /// Whether the first of the rows below belongs to the header and is no form.
  private func isContinued(
    by below: ArraySlice<[String]>, _ known: KnownHeaders, _ marks: FormMarks
  ) -> Bool {
    guard let row = below.first else { return false }
    if isRepeated(by: row, known: known) {
      return !marks.isOfUnit(row, below: headers, known: known)
    }
    return isExplained(by: below, known: known)
      && !marks.isForm(row, below: headers, known: known)
  }

  /// Whether the first of the rows below explains the columns, question by question: where the others hold
  /// answers, it has a text of its own for each column, and no answer.
  private func isExplained(by below: ArraySlice<[String]>, known: KnownHeaders) -> Bool {
    func answers(_ row: [String]) -> (texts: [String], count: Int) {
      var (texts, count): ([String], Int) = ([], 0)
      for (header, cell) in zip(headers, row.map(\.trimmed)) {
        switch known.isAnswer(cell, below: header) {
        case true?: count += 1
        case false?: texts.append(cell)
        case nil: break
        }
      }
      return (texts, count)
    }
    guard let first = below.first else { return false }
    let (texts, count) = answers(first)
    // Two columns may have one question: the answer as given, and as the publisher grouped it.
    guard count == 0, texts.count >= 3, 4 * Set(texts).count >= 3 * texts.count else {
      return false
    }
    let others = below.dropFirst().map(answers)
    return !others.isEmpty
      && 2 * others.count { $0.count > $0.texts.count } > others.count
  }

  /// Whether a row says what the header says, or numbers its columns.
  private func isRepeated(by row: [String], known: KnownHeaders) -> Bool {
    let cells = row.map { $0.trimmed }
    let filled = cells.filter { !$0.isEmpty }
    let numbers = filled.map { Int($0.trimmingParentheses) }
    // A record may begin 1, 2, 3 too, so a numbering is long or in parentheses.
    let isNumbering =
      numbers == (1...max(1, filled.count)).map { $0 }
      && filled.count == headers.count { !$0.isEmpty }
      && (filled.count >= 8 || filled.contains { $0.hasPrefix("(") })
    if isNumbering { return true }
    var (same, other) = (0, 0)
    for (column, header) in headers.enumerated() where column < cells.count {
      guard let meaning = known.meaning(of: header), !cells[column].isEmpty else { continue }
      if known.meaning(of: cells[column]) == meaning { same += 1 } else { other += 1 }
    }
    return same > 0 && same >= other
  }
}

extension String {
  /// The text without parentheses around it.
  fileprivate var trimmingParentheses: String {
    hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self
  }
}
