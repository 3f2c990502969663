import ArgumentParser
import Foundation
import SurveyModel
import SurveyPipeline
import SurveyStore

/// Imports batch files into a study's store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import batch files; rows with errors are set aside to be mended.",
    discussion: """
      Nhập tệp phiếu. Dòng có lỗi được để riêng trong thư mục quarantine/ của nghiên cứu: sửa rồi \
      nhập lại chính tệp đó. Nhập lại tệp cũ không thêm gì. Exit code 0 also where rows are set aside \
      (they are counted and listed); 1 where a file is refused, and with --strict where a row is.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Argument(help: "CSV files.")
  var files: [String]

  @Flag(help: "Commit nothing of a file if any of its rows is set aside.")
  var strict = false

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  @Option(help: "How many findings of each rule to show.")
  var examples = 3

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if strict && dryRun { throw ValidationError("--strict and --dry-run exclude each other") }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      // A dry run must not leave a store behind where there was none.
      let store = try dryRun ? project.storeForReading() : project.store()
      var failed = false
      for file in files {
        let imported = try project.importBatch(
          URL(filePath: file), into: store, at: Shell.now,
          mode: strict ? .strict : dryRun ? .dryRun : .commit, language: language)
        let summary = ImportSummary(
          imported, study: project.study, language: language, examplesPerRule: examples)
        let text = summary.lines.joined(separator: "\n")
        switch imported.result {
        case .failure:
          failed = true
          Shell.report(text)
        case .success(let outcome):
          print(text)
          if strict && outcome.counts.setAside > 0 { failed = true }
        }
      }
      if failed { throw ExitCode(1) }
    }
  }
}
