internal import Foundation
internal import StatisticalFiles
internal import SurveyModel

/// The cases of an SPSS or Stata file, in the codes that a questionnaire knows.
struct StatisticalRows: RowSource {
  let sheets = [""]
  let names: [String]?
  let valueLabels: [[String: String]]
  let titles: [String]
  private let file: StatisticalFile
  private let fileName: String

  init(_ url: URL, fileName: String, encoding: String?) throws(ImportError) {
    do {
      file = try StatisticalFile(contentsOf: url, encoding: encoding)
    } catch {
      throw StatisticalRows.importError(error, fileName: fileName)
    }
    self.fileName = fileName
    names = file.variables.map(\.name)
    titles = file.variables.map(\.label)
    valueLabels = file.variables.map { variable in
      Dictionary(
        variable.valueLabels.map { ($0.value.code, $0.label) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// `sav`, `zsav`, `por` or `dta`.
  var kind: String { file.kind.rawValue }
  var encoding: String { file.encoding.name }

  func forEachRow(_ body: (SourceRow) throws -> Void) throws {
    do {
      try file.forEachRow { row in
        var cells: [String] = []
        var kinds: [SourceRow.CellKind] = []
        for (variable, cell) in zip(file.variables, row.cells) {
          let day = variable.calendarText(of: cell)
          cells.append(day ?? variable.code(of: cell))
          if case .userMissing = cell {
            kinds.append(.missing)
          } else if day != nil {
            kinds.append(.date)
          } else if case .number = cell.value {
            kinds.append(.number)
          } else {
            kinds.append(.text)
          }
        }
        try body(
          SourceRow(lines: row.number...row.number, content: .cells(cells), kinds: kinds))
      }
    } catch let error as StatisticalFileError {
      throw StatisticalRows.importError(error, fileName: fileName)
    }
  }

  private static func importError(_ error: any Error, fileName: String) -> ImportError {
    let problem = (error as? StatisticalFileError)?.problem ?? .unreadable
    return ImportError(file: fileName, problems: [.unreadableStatistics(problem)])
  }
}
