public import Foundation

/// Writes an Excel workbook, row by row, in memory that does not grow with it.
///
/// ```swift
/// var writer = try WorkbookWriter(to: file, created: date)
/// try writer.beginSheet("Chỉ số", columns: [.init("Đơn vị", width: 30), .init("Điểm")])
/// try writer.write([.text("Xã An Phú"), .number(83.94)])
/// try writer.finish()
/// ```
///
/// Each sheet begins with its columns' titles in bold, which stay in sight. Text is written as text,
/// whatever it begins with, so no formula can arise from it and nothing needs to be put before it.
/// The file appears whole or not at all: it is written beside its place and then moved there.
///
/// The same calls write the same bytes.
///
/// Edge cases:
/// - Characters that XML cannot hold, such as a vertical tab pasted from Word, are written by
///   Excel's own escape, which ``Workbook`` and Excel read back, and are reported by ``finish()``.
/// - An empty text is written as no cell.
public struct WorkbookWriter: ~Copyable {
  /// A column of a sheet.
  public struct Column: Hashable, Sendable {
    /// Its title, in the first row.
    public let title: String
    /// Its width in characters; 8.43 is Excel's own.
    public let width: Double

    /// A column of its title and its width.
    public init(_ title: String, width: Double = 8.43) {
      self.title = title
      self.width = width
    }
  }

  /// What a cell is to hold.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Text, which stays text.
    case text(String)
    /// A finite number.
    case number(Double)
    /// A date or a time.
    case date(SerialDate)
  }

  /// How a row looks.
  public enum Emphasis: Hashable, Sendable {
    /// As usual.
    case plain
    /// In bold, but for dates.
    case bold
  }

  /// A character that was written by an escape.
  public struct EscapedCharacter: Hashable, Sendable {
    /// The name of the sheet.
    public let sheet: String
    /// The cell.
    public let cell: CellReference
    /// The character.
    public let character: Unicode.Scalar

    /// An escaped character with all its parts.
    public init(sheet: String, cell: CellReference, character: Unicode.Scalar) {
      self.sheet = sheet
      self.cell = cell
      self.character = character
    }
  }

  private let place: URL
  private let temporary: URL
  private let file: XLSXFile
  /// The name of the sheet that is being written.
  private var sheet: String?
  private var takenNames: Set<String> = []
  private var row = 0
  private var escaped: [EscapedCharacter] = []

  /// Begins a workbook that takes the place of `file` when it is finished.
  ///
  /// - Parameters:
  ///   - file: Where it is to stand; its folder is there.
  ///   - created: The time that the workbook states as that of its making.
  /// - Throws: ``WorkbookWritingError``.
  public init(to file: URL, created: Date) throws(WorkbookWritingError) {
    let name = ".\(file.lastPathComponent).\(UUID().uuidString)"
    let temporary = file.deletingLastPathComponent().appending(path: name)
    do throws(XLSXFile.Failure) {
      self.file = try XLSXFile(
        path: temporary.path, created: Int(created.timeIntervalSince1970.rounded()))
    } catch {
      throw .cannotWrite(file: file.lastPathComponent, reason: error.reason)
    }
    place = file
    self.temporary = temporary
  }

  deinit { try? FileManager.default.removeItem(at: temporary) }

  /// Begins a sheet, and writes the titles of its columns.
  ///
  /// - Returns: The name it has: the one that was asked for, without what Excel forbids, with at most
  ///   31 UTF-16 units, and with a number where another sheet has it.
  /// - Throws: ``WorkbookWritingError``.
  @discardableResult
  public mutating func beginSheet(
    _ name: String, columns: [Column]
  ) throws(WorkbookWritingError) -> String {
    let allowed = SheetName.allowed(name, besides: takenNames)
    guard columns.count <= CellReference.lastColumn else { throw .outsideSheet(sheet: allowed) }
    try attempt { file throws(XLSXFile.Failure) in
      try file.beginSheet(allowed, columnWidths: columns.map(\.width))
    }
    takenNames.insert(SheetName.key(allowed))
    sheet = allowed
    row = 0
    try write(columns.map { .text($0.title) }, emphasis: .bold)
    return allowed
  }

  /// Writes the next row of the sheet.
  ///
  /// - Precondition: A sheet was begun.
  /// - Throws: ``WorkbookWritingError`` where a cell cannot be written; the workbook is then lost.
  /// - Complexity: O(*n*) in the cells and their texts.
  public mutating func write(
    _ values: [Value], emphasis: Emphasis = .plain
  ) throws(WorkbookWritingError) {
    guard let sheet else { preconditionFailure("a sheet is begun before its rows") }
    guard row < CellReference.lastRow, values.count <= CellReference.lastColumn else {
      throw .outsideSheet(sheet: sheet)
    }
    row += 1
    for (index, value) in values.enumerated() {
      let cell = CellReference(row: row, column: index + 1)
      try write(value, at: cell, of: sheet, look: emphasis == .bold ? .bold : .plain)
    }
  }

  /// Finishes the workbook and moves it to its place.
  ///
  /// - Returns: The characters that XML cannot hold and that were escaped.
  /// - Throws: ``WorkbookWritingError``; then what stood in that place before stands there still.
  @discardableResult
  public consuming func finish() throws(WorkbookWritingError) -> [EscapedCharacter] {
    guard !takenNames.isEmpty else { throw .noSheet }
    let (temporary, place) = (temporary.path, place.path)
    try attempt { file throws(XLSXFile.Failure) in
      try file.close()
      try XLSXFile.rename(temporary, to: place)
    }
    return escaped
  }
}

extension WorkbookWriter {
  private mutating func write(
    _ value: Value, at cell: CellReference, of sheet: String, look: XLSXFile.Look
  ) throws(WorkbookWritingError) {
    let (row, column) = (cell.row - 1, cell.column - 1)
    switch value {
    case .empty, .text(""): break
    case .text(let text):
      let encoded = EscapedText.encode(text)
      let count = encoded.text.utf16.count
      guard count <= WorkbookWritingError.longestText else {
        throw .textTooLong(sheet: sheet, cell: cell, count: count)
      }
      try attempt { file throws(XLSXFile.Failure) in
        try file.write(encoded.text, row: row, column: column, look)
      }
      escaped += encoded.escaped.map { EscapedCharacter(sheet: sheet, cell: cell, character: $0) }
    case .number(let number):
      guard number.isFinite else { throw .notFinite(sheet: sheet, cell: cell) }
      try attempt { file throws(XLSXFile.Failure) in
        try file.write(number, row: row, column: column, look)
      }
    case .date(let date):
      guard date.serial.isFinite else { throw .notFinite(sheet: sheet, cell: cell) }
      // The day of the 1904 calendar that is day 1462 of the other.
      let serial = date.serial + (date.epoch == .from1904 ? 1462 : 0)
      try attempt { file throws(XLSXFile.Failure) in
        try file.write(serial, row: row, column: column, .date(date.form))
      }
    }
  }

  private func attempt(
    _ body: (XLSXFile) throws(XLSXFile.Failure) -> Void
  ) throws(WorkbookWritingError) {
    do throws(XLSXFile.Failure) { try body(file) } catch {
      throw .cannotWrite(file: place.lastPathComponent, reason: error.reason)
    }
  }
}
