import ArgumentParser
import DelimitedText
import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyReport

/// Runs all stages.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Import everything in batches/, score, flag, and write the report.",
    discussion: "Nhập mọi tệp trong batches/, tính chỉ số, cảnh báo và ghi báo cáo.")

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "The folder of the report; by default output/ in the study's folder.")
  var output: String?

  @OptionGroup var identifierKeyOptions: IdentifierKeyOptions
  @Option(help: "The tables: excel-csv to be opened in a spreadsheet, or csv for programs.")
  var tables = TableFormat.excelCSV

  /// For whom the tables are written.
  enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case excelCSV = "excel-csv"
    case csv
  }

  @OptionGroup var progressOptions: ProgressOptions

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try identifierKeyOptions.project(studyArgument.project())
      let language = try languageOptions.language(of: project.study)
      let isVietnamese = language == .vietnamese
      let folder =
        output.map { URL(filePath: $0, directoryHint: .isDirectory) }
        ?? project.folder.appending(path: "output")
      let display = progressOptions.display(in: language)
      var refused = 0
      func tell(_ imported: FileImport) {
        display.clear()
        let lines = ImportSummary(
          imported, study: project.study, language: language, examplesPerRule: 1
        ).lines
        if case .failure = imported.result {
          refused += 1
          Shell.report(lines.joined(separator: "\n"))
        } else {
          let all = lines + imported.profileLines(in: language)
          print(all.joined(separator: "\n") + "\n")
        }
      }
      let outcome = try display.watch {
        try project.run(
          writingTo: folder, at: Shell.now, by: Shell.user, language: language,
          as: tables == .csv ? .csv : .excel(in: language), telling: $0, progress: tell)
      }
      let index = IndexSection(outcome.results.index, language: language)
      let flags = IncidentSection(outcome.results.incidents, language: language)
      let document = ReportDocument(
        language: language, title: project.study.title[language],
        blocks: [.table(index.unitTable(mostAxes: 3))] + flags.tables().map { .table($0) })
      print(TextRenderer(width: 140).render(document))
      print((isVietnamese ? "Báo cáo: " : "Report: ") + outcome.report.path)
      if refused > 0 {
        Shell.report(
          isVietnamese ? "\(refused) tệp không nhập được." : "\(refused) files were not imported.")
        throw ExitCode(1)
      }
    }
  }
}
