import ArgumentParser
import QuestionnaireExchange

/// The workbook (XLSX) that holds the sheets of an XLSForm.
///
/// This is the one place that joins sheets and workbooks.
enum FormWorkbook {
  /// The sheets of the workbook at `path`.
  static func read(_ path: String) throws -> FormSheets {
    throw ValidationError(
      "xlsform: this build of sipas reads no workbooks (XLSX) yet / bản này chưa đọc được tệp XLSX."
    )
  }

  /// Writes sheets as a workbook to `path`.
  static func write(_ sheets: FormSheets, to path: String?) throws {
    throw ValidationError(
      "xlsform: this build of sipas writes no workbooks (XLSX) yet / bản này chưa ghi được tệp XLSX."
    )
  }
}
