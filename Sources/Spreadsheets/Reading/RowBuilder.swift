/// Puts rows together from the events of a sheet.
struct RowBuilder {
  /// What is known of the cell that is being read.
  struct OpenCell {
    let column: Int
    let type: CellType?
    let style: Int
    var hasValue = false
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
  /// The characters of the cell's value, in memory that is kept from cell to cell.
  private var value: [UInt8] = []
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
      cells.append(try decoder.cell(ended, value: value, row: row))
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
    case (.v, .start):
      cell?.hasValue = true
      value.removeAll(keepingCapacity: true)
    case (.v, .text): value += tokens.bytes(of: token)
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
      guard let stated = CellReference.parse(text), stated.column > 0 else {
        throw error(.unreadableReference, String(decoding: text, as: UTF8.self))
      }
      column = stated.column
      if let fault = fault(of: stated, behind: last) {
        throw error(fault, String(decoding: text, as: UTF8.self))
      }
    }
    guard column <= CellReference.lastColumn else {
      throw error(.outsideSheet, CellReference.letters(ofColumn: column) + "\(row)")
    }
    var style = 0
    if let text = attributes[.s], !text.isEmpty {
      guard let stated = CellDecoder.index(text) else {
        throw error(.noSuchStyle(-1), CellReference.letters(ofColumn: column) + "\(row)")
      }
      style = stated
    }
    let type = attributes[.t].map { CellType($0) } ?? .number
    return OpenCell(column: column, type: type, style: style)
  }

  /// What is wrong with the place of a cell, behind the last column of its row.
  private func fault(
    of place: (column: Int, row: Int), behind last: Int
  ) -> SpreadsheetError.CellFault? {
    if place.row > CellReference.lastRow || place.column > CellReference.lastColumn {
      return .outsideSheet
    }
    if place.row != row { return .outOfOrder }
    if place.column > last { return nil }
    return cells.contains { $0.column == place.column } ? .repeated : .outOfOrder
  }

  private func error(_ fault: SpreadsheetError.CellFault, _ reference: String) -> SpreadsheetError {
    .cell(sheet: sheet, reference: reference, fault)
  }
}
