import SurveyModel

/// A table as HTML: caption, header cells with their scope, legend and note below.
struct HTMLTable {
  let table: Table
  let language: Language

  /// The identifier of the caption, unique in the page.
  let identifier: String

  /// From how many rows on a table scrolls on its own under a fixed header.
  private static let longTable = 30

  /// The depths of the row tree that are drawn apart.
  private static let deepestLevel = 4

  /// The table in its scrolling frame, followed by its legend and its note.
  var markup: Markup {
    let legend = Legend(table)
    let isLong = table.rows.count >= Self.longTable
    return element("div", Attribute("class", "table")) {
      element(
        "div", Attribute("class", isLong ? "scroll long" : "scroll"), Attribute("role", "region"),
        Attribute("aria-labelledby", identifier), Attribute("tabindex", "0")
      ) {
        element("table") {
          element("caption", Attribute("id", identifier)) { table.caption }
          element("thead") {
            element("tr") { table.columns.map(header) }
          }
          element("tbody") {
            for row in table.rows { markup(of: row, legend: legend) }
          }
        }
      }
      for line in legend.lines(in: language) {
        element("p", Attribute("class", "legend")) { line }
      }
      if let note = table.note { element("p", Attribute("class", "table-note")) { note } }
    }
  }

  private func header(_ column: Table.Column) -> Markup {
    element("th", Attribute("scope", "col"), Attribute("class", style(of: column))) {
      column.header
    }
  }

  private func markup(of row: Table.Row, legend: Legend) -> Markup {
    let level = min(max(0, row.level), Self.deepestLevel)
    let style = "level-\(level)" + (row.emphasis == .strong ? " strong" : "")
    return element("tr", Attribute("class", style)) {
      for (column, cell) in zip(table.columns, row.cells) {
        markup(of: cell, in: column, legend: legend)
      }
    }
  }

  private func markup(of cell: Cell, in column: Table.Column, legend: Legend) -> Markup {
    let text = NumberStyle(language).string(cell, legend: legend)
    guard !column.isRowHeader else {
      return element("th", Attribute("scope", "row"), Attribute("class", style(of: column))) {
        text
      }
    }
    let style = style(of: column) + (cell.isShown ? "" : " withheld")
    return element("td", Attribute("class", style)) { text }
  }

  private func style(of column: Table.Column) -> String {
    let side =
      switch column.alignment {
      case .text: "text"
      case .number: "number"
      }
    return column.isRowHeader ? side + " name" : side
  }
}
