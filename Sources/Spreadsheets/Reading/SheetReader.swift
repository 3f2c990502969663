/// Reads the rows of a sheet one after the other, as they stand in the file.
///
/// Only rows and cells that are in the file are given: a sheet whose only cell is XFD1048576 has one
/// row with one cell. The memory it takes does not grow with the sheet.
///
/// Rows and cells must stand in order and each once, as the format says; where one does not, reading
/// ends with ``SpreadsheetError/cell(sheet:reference:_:)``, for nobody could tell which one counts.
public struct SheetReader: ~Copyable {
  let sheet: Sheet
  let styles: Styles
  let sharedStrings: SharedStrings
  let epoch: SerialDate.Epoch
  private var part: PartReader
  /// The rows that were read and not yet given, the first one last.
  private var pending: [SheetRow] = []
  private var rows: RowBuilder
  private var failure: SpreadsheetError?

  /// The rectangles of cells that are merged, whose value stands in their first cell.
  ///
  /// They stand behind the rows in the file, so they are there once ``next()`` has given nil.
  public private(set) var mergedRanges: [CellRange] = []

  init(_ sheet: Sheet, of workbook: Workbook) throws(SpreadsheetError) {
    guard sheet.content == .cells else { throw .noCells(sheet: sheet.name) }
    guard workbook.sheets.contains(sheet) else { throw .noSuchSheet(sheet.name) }
    part = try workbook.parts.open(sheet.part, for: sheet.name)
    self.sheet = sheet
    styles = workbook.styles
    sharedStrings = workbook.sharedStrings
    epoch = workbook.epoch
    rows = RowBuilder(sheet: sheet.name)
  }

  /// The next row; nil at the end of the sheet.
  ///
  /// - Throws: ``SpreadsheetError`` where a cell or the part cannot be read, behind the rows before
  ///   it; every later call throws it again.
  /// - Complexity: O(*n*) in the row's bytes, amortised over the sheet.
  public mutating func next() throws(SpreadsheetError) -> SheetRow? {
    while pending.isEmpty {
      if let failure { throw failure }
      do throws(SpreadsheetError) {
        guard let tokens = try part.next() else { return nil }
        try take(tokens)
      } catch {
        failure = error
      }
      pending.reverse()
    }
    return pending.popLast()
  }

  private mutating func take(_ tokens: XMLTokens) throws(SpreadsheetError) {
    let decoder = CellDecoder(
      sheet: sheet.name, styles: styles, sharedStrings: sharedStrings, epoch: epoch)
    try tokens.forEach { (token, attributes) throws(SpreadsheetError) in
      if token.name == .mergeCell, token.kind == .start {
        mergedRanges.append(try mergedRange(attributes))
      } else if let row = try rows.take(token, attributes, in: tokens, decoder) {
        pending.append(row)
      }
    }
  }

  private func mergedRange(_ attributes: XMLAttributes) throws(SpreadsheetError) -> CellRange {
    guard mergedRanges.count < CellReference.lastRow else {
      throw .contradictory(part: sheet.part, reason: "it has more than a million merged ranges")
    }
    guard let range = attributes[.ref].flatMap({ CellRange($0) }) else {
      throw .contradictory(part: sheet.part, reason: "a merged range is none")
    }
    return range
  }
}

extension Workbook {
  /// Begins to read a sheet.
  ///
  /// - Throws: ``SpreadsheetError`` where the sheet has no cells or its part cannot be opened.
  public func rows(of sheet: Sheet) throws(SpreadsheetError) -> SheetReader {
    try SheetReader(sheet, of: self)
  }

  /// Calls `body` with each row of a sheet.
  ///
  /// - Throws: ``SpreadsheetError``, or what `body` throws.
  public func forEachRow(of sheet: Sheet, _ body: (SheetRow) throws -> Void) throws {
    var rows = try rows(of: sheet)
    while let row = try rows.next() { try body(row) }
  }

  /// The merged rectangles of a sheet, for who needs them before its rows.
  ///
  /// - Throws: ``SpreadsheetError`` where the sheet cannot be read.
  /// - Complexity: O(*n*) in the sheet: all of it is read.
  public func mergedRanges(of sheet: Sheet) throws(SpreadsheetError) -> [CellRange] {
    var rows = try rows(of: sheet)
    while try rows.next() != nil {}
    return rows.mergedRanges
  }
}
