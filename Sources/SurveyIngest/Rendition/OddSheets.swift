internal import SurveyModel

/// Finds the sheets for which a whole workbook cannot be read.
enum OddSheets {
  /// Sheets whose names are no units, in a workbook that says the unit there alone.
  static func notUnits(
    _ odd: [Int], among used: [Int], of names: [String], study: Study
  ) -> ImportError {
    let unit = study.columns.unit
    let reason = LocalizedText(
      vi: "tên trang tính không phải đơn vị nào trong danh sách, và không có cột \"\(unit)\"",
      en: "its name is no unit of the list, and there is no column \"\(unit)\"")
    return ImportError(
      file: "",
      problems: [
        .oddSheets(
          odd.map { ImportError.OddSheet(name: names[$0], reason: reason) },
          good: used.filter { !odd.contains($0) }.map { names[$0] })
      ])
  }

  /// Refuses a workbook of several sheets for those of them that are at fault.
  ///
  /// - Throws: ``ImportError`` where the headers of all sheets together cannot be read, and those of some can.
  static func check(
    _ found: [HeaderLayout?], headers: [String], layouts: [RenditionPlan.SheetPlan?],
    rows: any RowSource, study: Study, isUnitSheet: Bool
  ) throws(ImportError) {
    let used = rows.sheets.indices.filter { layouts[$0] != nil }
    guard used.count > 1, !ColumnMatcher(headers: headers, study: study).problems.isEmpty else {
      return
    }
    var (odd, good): ([ImportError.OddSheet], [String]) = ([], [])
    for sheet in used {
      // As the sheet would be read without the others, with what all of them were found to mean.
      let own = (layouts[sheet]?.positions ?? []).map { headers[$0] }
      let headers = own + (isUnitSheet ? [study.columns.unit] : [])
      let problems = ColumnMatcher(headers: headers, study: study).problems
      if problems.isEmpty {
        good.append(rows.sheets[sheet])
      } else {
        let reasons = problems.map(\.statement)
        odd.append(
          ImportError.OddSheet(
            name: rows.sheets[sheet],
            reason: LocalizedText(
              vi: reasons.map(\.vietnamese).joined(separator: "; "),
              en: reasons.map(\.english).joined(separator: "; "))))
      }
    }
    guard !odd.isEmpty, !good.isEmpty else { return }
    throw ImportError(file: "", problems: [.oddSheets(odd, good: good)])
  }
}
