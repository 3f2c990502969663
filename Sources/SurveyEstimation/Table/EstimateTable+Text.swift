public import DelimitedText
internal import SurveyStatistics

extension EstimateTable {
  /// The table as JSON, numbers in full precision; what is not a number is `null`.
  public var json: String {
    var text = ""
    writeJSON { text += $0 }
    return text
  }

  /// Writes the JSON piece by piece: the covariance of thousands of estimates is large.
  ///
  /// - Parameter write: Called with each piece in turn.
  /// - Throws: What `write` throws.
  public func writeJSON<Failure: Error>(
    _ write: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = columns
    let lines = rows.map { row in
      "    {"
        + columns.map { "\($0.name.jsonQuoted): \($0.json(row))" }.joined(separator: ", ") + "}"
    }
    let ranked = ranking.map {
      """
        "ranking": {"order": \($0.order.jsonQuoted), "seed": \($0.seed), "draws": \($0.draws)},

      """
    }
    let noted =
      remarks.isEmpty
      ? "" : "  \"notes\": [" + remarks.map(\.jsonQuoted).joined(separator: ", ") + "],\n"
    try write(
      """
      {
        "degreesOfFreedom": \(degreesOfFreedom),
        "level": \(level),
      \(ranked ?? "")\(noted)  "estimates": [
      \(lines.joined(separator: ",\n"))
        ],
        "covariance": [

      """)
    for row in rows.indices { try write(line(row)) }
    try write("  ]\(blocks.map { ",\n" + $0.json }.joined())\n}\n")
  }

  /// A line of the covariance, written one number after the other: there may be millions.
  private func line(_ row: Int) -> String {
    var text = "    ["
    for column in rows.indices {
      if column > 0 { text += ", " }
      let number = matrix[row, column]
      text += number == 0 ? "0.0" : number.jsonText
    }
    return text + (row == rows.count - 1 ? "]\n" : "],\n")
  }

  /// The table as delimited text in full precision, one column for each column of `--by`.
  ///
  /// Tests and further numbers follow as tables with headers of their own, an empty line before each;
  /// without estimates the first of them is the first table.
  ///
  /// - Parameter profile: For whom it is written.
  /// - Returns: The bytes of the file.
  public func csv(as profile: ExportProfile = .csv) -> [UInt8] {
    var writer = ExportWriter(profile)
    if !rows.isEmpty {
      let fields = fields
      writer.write(texts: fields.map(\.name))
      for row in rows { writer.write(fields.map { $0.value(row).cell }) }
    }
    for (number, block) in blocks.enumerated() {
      if number > 0 || !rows.isEmpty { writer.endTable() }
      block.write(to: &writer)
    }
    return writer.bytes
  }

  /// The table in columns of text, numbers to six digits, with its notes below; tests and further
  /// numbers follow.
  public var text: String {
    (rows.isEmpty ? "" : estimatesText) + blocks.map(\.text).joined()
      + remarks.map { $0 + "\n" }.joined()
  }

  private var estimatesText: String {
    let records = shownRecords
    let header = records[0]
    let isWord = fields.map(\.isWord)
    let isShown = header.map { $0 != "note" }
    let widths = header.indices.map { column in records.map { $0[column].count }.max() ?? 0 }
    let lines = records.map { record in
      let cells = record.indices.filter { isShown[$0] }.map { column in
        let field = record[column]
        let space = String(repeating: " ", count: widths[column] - field.count)
        return isWord[column] ? field + space : space + field
      }
      return cells.joined(separator: "  ") + "\n"
    }
    return (lines + notes).joined()
  }

  /// Which rows a note is about, and the note.
  private var notes: [String] {
    rows.compactMap { row in
      row.note.map { note in
        let group = row.domain.map { "\($0.column) \($0.value)" }.joined(separator: ", ")
        let name = [row.statistic, row.variable, row.category ?? "", group]
        return name.filter { !$0.isEmpty }.joined(separator: " ") + ": " + note + "\n"
      }
    }
  }

  private var shownRecords: [[String]] {
    let fields = fields
    return [fields.map(\.shortName)]
      + rows.map { row in
        fields.map { field in
          switch field.value(row) {
          case .word(let word): word ?? ""
          case .count(let count): count.map { "\($0)" } ?? ""
          case .number(let number):
            number.flatMap { $0.isFinite ? $0.rounded(toDigits: 6) : nil } ?? ""
          }
        }
      }
  }
}

extension EstimateTable.Field.Value {
  fileprivate var cell: ExportCell {
    switch self {
    case .word(let word): .text(word)
    case .count(let count): .integer(count)
    case .number(let number): .number(number)
    }
  }
}
