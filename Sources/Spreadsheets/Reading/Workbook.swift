internal import CompressedFiles
public import Foundation

/// An Excel workbook (`.xlsx`, `.xlsm`), whose sheets are read row by row.
///
/// ```swift
/// let workbook = try Workbook(contentsOf: file)
/// for sheet in workbook.sheets where sheet.visibility == .visible {
///   var rows = try workbook.rows(of: sheet)
///   while let row = try rows.next() {
///     print(sheet.name, row.number, row.cells.map { $0.value.plainText ?? "" })
///   }
/// }
/// ```
///
/// Values are read as they were saved: formulas are not calculated, formats are looked at only to
/// tell dates from numbers, and macros, links and pictures are never touched. Both the transitional
/// and the strict form of ISO/IEC 29500 are read.
///
/// Everything is read under the limits of ``Limits``, and no part may have a document type, so that
/// a hostile file costs little.
public struct Workbook: Sendable {
  /// The sheets in the order of their tabs, those without cells included.
  public let sheets: [Sheet]
  /// From when the workbook counts days.
  public let epoch: SerialDate.Epoch
  let parts: Parts
  let sharedStrings: SharedStrings
  let styles: Styles

  /// Opens a workbook in a file, which must not change while it is read.
  ///
  /// - Throws: ``SpreadsheetError`` where it is none, with what it is instead, or may not be trusted.
  /// - Complexity: O(*n*) in the shared texts and the styles; the sheets are not looked at.
  public init(contentsOf file: URL, limits: Limits = Limits()) throws(SpreadsheetError) {
    let start: Data
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      start = try handle.read(upToCount: CompressionKind.byteCount) ?? Data()
    } catch {
      throw .unreadable(name: file.lastPathComponent)
    }
    guard CompressionKind.of(start) == .zip else {
      guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else {
        throw .unreadable(name: file.lastPathComponent)
      }
      throw .notAWorkbook(ForeignFormat(of: data))
    }
    let archive: ZipArchive
    do { archive = try ZipArchive(contentsOf: file, limits: limits.archive) } catch {
      throw .archive(error)
    }
    try self.init(Parts(archive))
  }

  /// Opens a workbook in memory.
  ///
  /// - Throws: ``SpreadsheetError`` where it is none, with what it is instead, or may not be trusted.
  /// - Complexity: O(*n*) in its bytes.
  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(SpreadsheetError) {
    guard CompressionKind.of(bytes) == .zip else {
      throw .notAWorkbook(ForeignFormat(of: Data(bytes)))
    }
    let archive: ZipArchive
    do { archive = try ZipArchive(bytes, limits: limits.archive) } catch { throw .archive(error) }
    try self.init(Parts(archive))
  }

  /// The sheet of a name; nil where there is none.
  public func sheet(named name: String) -> Sheet? { sheets.first { $0.name == name } }
}
