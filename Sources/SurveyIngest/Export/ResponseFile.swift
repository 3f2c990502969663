internal import DelimitedText
public import SurveyModel

/// Exported rows as delimited text, block by block.
///
/// A file for spreadsheets has a last, empty column, `sipas_excel`, by which the importer knows to take
/// the apostrophes away again, also after a spreadsheet has saved the file.
public struct ResponseFile: Sendable {
  private let export: ResponseExport
  private var writer: ExportWriter

  init(_ export: ResponseExport, as profile: ExportProfile) {
    self.export = export
    writer = ExportWriter(profile)
    writer.write(texts: export.headers + (profile == .csv ? [] : [ExportProfile.escapeHeader]))
  }

  /// Adds the rows of a coded table.
  public mutating func add(_ table: ResponseTable) {
    let isMarked = writer.profile != .csv
    export.forEachRow(of: table) { cells in
      writer.write(isMarked ? cells + [.empty] : cells)
    }
  }

  /// The bytes of the file.
  public var bytes: [UInt8] { writer.bytes }
}
