internal import CXLSXWriter
internal import Foundation

/// A workbook that libxlsxwriter writes: all of the module's calls of it.
///
/// Rows go to a temporary file as they come, so the memory does not grow with the sheet. Texts are
/// written as inline strings; there is no call that could make a formula.
@safe
final class XLSXFile {
  /// How a cell looks.
  enum Look: Hashable {
    case plain, bold
    /// A date, as the reader's own language shows it.
    case date(SerialDate.Form)
  }

  struct Failure: Error {
    let reason: String
  }

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var formats: [Look: UnsafeMutablePointer<lxw_format>] = unsafe [:]

  init(path: String, created: Int) throws(Failure) {
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    unsafe workbook = workbook_new_opt(path, &options)
    guard unsafe workbook != nil else { throw Failure(reason: "no memory") }
    var properties = unsafe lxw_doc_properties()
    unsafe properties.created = created
    unsafe workbook_set_properties(workbook, &properties)
  }

  deinit { if let workbook = unsafe workbook { unsafe lxw_workbook_free(workbook) } }

  /// Begins a sheet whose name is allowed, with its first row fixed.
  func beginSheet(_ name: String, columnWidths: [Double]) throws(Failure) {
    unsafe sheet = workbook_add_worksheet(workbook, name)
    guard unsafe sheet != nil else { throw Failure(reason: "the sheet's name is not allowed") }
    for (column, width) in columnWidths.enumerated() {
      unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
    }
    unsafe worksheet_freeze_panes(sheet, 1, 0)
  }

  /// Writes a text, whose escapes are made, at a row and a column from 0.
  func write(_ text: String, row: Int, column: Int, _ look: Look) throws(Failure) {
    try check(
      unsafe worksheet_write_string(sheet, UInt32(row), UInt16(column), text, format(look)))
  }

  /// Writes a number at a row and a column from 0.
  func write(_ number: Double, row: Int, column: Int, _ look: Look) throws(Failure) {
    try check(
      unsafe worksheet_write_number(sheet, UInt32(row), UInt16(column), number, format(look)))
  }

  /// Writes the file; nothing can be added after that.
  func close() throws(Failure) {
    guard let workbook = unsafe workbook else { return }
    // It is freed whether or not it could be written.
    unsafe self.workbook = nil
    try check(unsafe workbook_close(workbook))
  }

  /// Puts a file in the place of another, or of none, in one step.
  static func rename(_ path: String, to target: String) throws(Failure) {
    guard unsafe Foundation.rename(path, target) == 0 else {
      throw Failure(reason: unsafe String(cString: strerror(errno)))
    }
  }

  private func check(_ code: lxw_error) throws(Failure) {
    guard code != LXW_NO_ERROR else { return }
    let words = unsafe lxw_strerror(code).map { unsafe String(cString: $0) }
    throw Failure(reason: words ?? "unknown")
  }

  private func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
    if look == .plain { return nil }
    if let format = unsafe formats[look] { return unsafe format }
    let format = unsafe workbook_add_format(workbook)
    switch look {
    case .plain: break
    case .bold: unsafe format_set_bold(format)
    // Built-in formats, which each language shows in its own way.
    case .date(.date): unsafe format_set_num_format_index(format, 14)
    case .date(.time): unsafe format_set_num_format_index(format, 21)
    case .date(.dateAndTime): unsafe format_set_num_format_index(format, 22)
    case .date(.duration): unsafe format_set_num_format_index(format, 46)
    }
    unsafe formats[look] = format
    return unsafe format
  }
}
