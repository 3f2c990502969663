/// Puts rows together from the events of a sheet.
struct RowBuilder {
  /// What is known of the cell that is being read.
  struct OpenCell {
    let column: Int
    let type: [UInt8]
    let style: Int
    var value: [UInt8]?
    var text: [UInt8]?
    var hasFormula = false
  }

  private let sheet: String
  private var isInData = false
  /// The last row begun, 0 before the first.
  private var row = 0
  private var isRowOpen = false
  private var cells: [Cell] = []
  private var cell: OpenCell?
  private var inline = TextBuilder()

  init(sheet: String) { self.sheet = sheet }

  /// Takes an event; gives the row that it ends.
  mutating func take(
    _ token: XMLToken, _ attributes: XMLAttributes, in tokens: XMLTokens, _ decoder: CellDecoder
  ) throws(SpreadsheetError) -> SheetRow? {
    switch (token.name, token.kind) {
    case (.sheetData, .start): isInData = true
    case (.sheetData, .end): isInData = false
    case (.row, .start) where isInData: try beginRow(attributes)
    case (.row, .end) where isRowOpen:
      isRowOpen = false
      defer { cells.removeAll(keepingCapacity: true) }
      return SheetRow(number: row, cells: cells)
    case (.c, .start) where isRowOpen: cell = try beginCell(attributes)
    case (.c, .end):
      guard let ended = cell else { break }
      cell = nil
      cells.append(try decoder.cell(ended, row: row))
    default: takeContent(token, attributes, in: tokens)
    }
    return nil
  }

  private mutating func takeContent(
    _ token: XMLToken, _ attributes: XMLAttributes, in tokens: XMLTokens
  ) {
    guard cell != nil else { return }
    switch (token.name, token.kind) {
    case (.f, .start): cell?.hasFormula = true
    case (.v, .start): cell?.value = []
    case (.v, .text): cell?.value? += tokens.bytes(of: token)
    case (.is, .start): inline = TextBuilder()
    case (.is, .end): cell?.text = inline.finish()
    default: inline.take(token, attributes, in: tokens)
    }
  }

  private mutating func beginRow(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    var number = row + 1
    if let text = attributes[.r], !text.isEmpty {
      guard let stated = Int(String(decoding: text, as: UTF8.self)), stated > 0 else {
        throw error(.unreadableReference, String(decoding: text, as: UTF8.self))
      }
      number = stated
    }
    guard number <= CellReference.lastRow else { throw error(.outsideSheet, "\(number)") }
    guard number > row else {
      throw error(number == row ? .repeated : .outOfOrder, "\(number)")
    }
    row = number
    isRowOpen = true
    cells.removeAll(keepingCapacity: true)
  }

  private func beginCell(_ attributes: XMLAttributes) throws(SpreadsheetError) -> OpenCell {
    let last = cells.last?.column ?? 0
    var column = last + 1
    if let text = attributes[.r], !text.isEmpty {
      let reference = String(decoding: text, as: UTF8.self)
      guard let stated = CellReference.parse(text), stated.column > 0 else {
        throw error(.unreadableReference, reference)
      }
      guard stated.row <= CellReference.lastRow, stated.column <= CellReference.lastColumn else {
        throw error(.outsideSheet, reference)
      }
      guard stated.row == row else { throw error(.outOfOrder, reference) }
      guard stated.column > last else {
        throw error(
          cells.contains { $0.column == stated.column } ? .repeated : .outOfOrder, reference)
      }
      column = stated.column
    }
    let reference = CellReference.letters(ofColumn: column) + String(row)
    guard column <= CellReference.lastColumn else { throw error(.outsideSheet, reference) }
    var style = 0
    if let text = attributes.text(.s), !text.isEmpty {
      guard let stated = Int(text), stated >= 0 else { throw error(.noSuchStyle(-1), reference) }
      style = stated
    }
    return OpenCell(column: column, type: attributes[.t].map(Array.init) ?? [], style: style)
  }

  private func error(_ fault: SpreadsheetError.CellFault, _ reference: String) -> SpreadsheetError {
    .cell(sheet: sheet, reference: reference, fault)
  }
}
