import SurveyModel

/// A table as lines of text: headers, a rule, rows; no boxes.
///
/// Where the lines would be wider than the page, the widest column of text is narrowed and its
/// cells are broken into lines; numbers are never broken.
struct TextTable {
  private let table: Table
  private let cells: [[String]]
  private let widths: [Int]

  private static let gap = "  "
  private static let indent = 2
  private static let narrowest = 16
  private static let unbrokenHeader = 10

  init(table: Table, language: Language, width: Int) {
    self.table = table
    let legend = Legend(table)
    let style = NumberStyle(language)
    cells = table.rows.map { row in
      row.cells.map { SafeText(style.string($0, legend: legend)).string }
    }
    var widths = Self.naturalWidths(of: table, cells: cells)
    let room = width - Self.gap.count * max(0, widths.count - 1)
    while widths.reduce(0, +) > room, let widest = Self.widestText(of: table, widths: widths) {
      widths[widest] = max(Self.narrowest, widths[widest] - max(1, widths.reduce(0, +) - room))
    }
    self.widths = widths
  }

  /// The lines from the headers to the last row.
  var lines: [String] {
    let headers = table.columns.map { SafeText($0.header).string }
    let head = block(headers, level: 0, alignsToBottom: true)
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    return head + [rule]
      + zip(table.rows, cells).flatMap { block($1, level: $0.level, alignsToBottom: false) }
  }

  /// One row: each cell broken into lines, the lines put side by side.
  private func block(_ texts: [String], level: Int, alignsToBottom: Bool) -> [String] {
    let columns = texts.indices.map { index in
      let indent = table.columns[index].isRowHeader ? Self.indentation(of: level) : 0
      let margin = String(repeating: " ", count: indent)
      return TextWrapping.lines(of: texts[index], width: widths[index] - indent).map { margin + $0 }
    }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = columns.indices.map { index in
        let lines = columns[index]
        let place = alignsToBottom ? line - (height - lines.count) : line
        return aligned(lines.indices.contains(place) ? lines[place] : "", in: index)
      }
      let text = parts.joined(separator: Self.gap)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func aligned(_ text: String, in column: Int) -> String {
    switch table.columns[column].alignment {
    case .text: TextWrapping.padded(text, to: widths[column])
    case .number: TextWrapping.rightAligned(text, in: widths[column])
    }
  }

  /// The spaces before the name of a row at a depth of the tree.
  private static func indentation(of level: Int) -> Int { indent * min(max(0, level), 4) }

  /// The width each column would take if the page were wide enough; headers may break at spaces.
  private static func naturalWidths(of table: Table, cells: [[String]]) -> [Int] {
    table.columns.indices.map { index in
      let column = table.columns[index]
      let title = SafeText(column.header).string
      let header =
        switch column.alignment {
        case .number where title.count > unbrokenHeader:
          title.split(separator: " ").map(\.count).max() ?? 0
        case .number, .text: title.count
        }
      let contents = zip(table.rows, cells).map { row, texts in
        texts[index].count + (column.isRowHeader ? indentation(of: row.level) : 0)
      }
      return max(1, header, contents.max() ?? 0)
    }
  }

  /// The widest column of text that can still be narrowed.
  private static func widestText(of table: Table, widths: [Int]) -> Int? {
    table.columns.indices
      .filter { table.columns[$0].alignment == .text && widths[$0] > narrowest }
      .max { widths[$0] < widths[$1] }
  }
}
