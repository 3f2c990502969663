import ArgumentParser
import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore

/// Imports batch files into a study's store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import batch files of any kind; rows with errors are set aside to be mended.",
    discussion: """
      Nhập tệp phiếu. Dòng có lỗi được để riêng trong thư mục quarantine/ của nghiên cứu: sửa rồi \
      nhập lại chính tệp đó. Nhập lại tệp cũ không thêm gì. Exit code 0 also where rows are set aside \
      (they are counted and listed); 1 where a file is refused, and with --strict where a row is.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Argument(
    help:
      "Files: CSV and other texts, .xlsx, .sav, .dta, these as .gz or .zst, folders and ZIPs of them."
  )
  var files: [String]

  @Flag(help: "Commit nothing of a file if any of its rows is set aside.")
  var strict = false

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  @Flag(help: "Say what each file is understood as and what would be done, and write nothing.")
  var explain = false

  @Option(help: "How --explain is printed: table or json.")
  var format = OutputFormat.table

  @OptionGroup(title: "How files are understood") var profileOptions: ImportProfileOptions

  @Option(help: "How many findings of each rule to show.")
  var examples = 3

  @OptionGroup var identifierKeyOptions: IdentifierKeyOptions
  @Option(
    help: ArgumentHelp(
      "Write every finding to this file: .csv to be opened in a spreadsheet, .json for programs.",
      valueName: "file"))
  var findings: String?

  @OptionGroup var progressOptions: ProgressOptions

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    let kinds = [".csv", ".json"]
    if let findings, !kinds.contains(where: findings.lowercased().hasSuffix) {
      throw ValidationError("--findings: expected a file ending in .csv or .json")
    }
    if strict && (dryRun || explain) {
      throw ValidationError("--strict and --dry-run or --explain exclude each other")
    }
    if format != .table && !explain { throw ValidationError("--format is for --explain") }
    if format != .table && format != .json {
      throw ValidationError("--format: expected table or json")
    }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try identifierKeyOptions.project(studyArgument.project())
      let language = try languageOptions.language(of: project.study)
      let forced = try profileOptions.forced()
      // A dry run must not leave a store behind where there was none.
      let isDry = dryRun || explain
      let store =
        try isDry ? project.storeForReading() : project.store(at: Shell.now, by: Shell.user)
      let display = progressOptions.display(in: language)
      var failed = false
      var documents: [String] = []
      var found: [(batch: Int?, finding: Finding)] = []
      func take(_ imported: FileImport) throws {
        if case .success(let outcome) = imported.result {
          found += outcome.findings.map { (batch: outcome.batch?.id, finding: $0) }
        }
        if format == .json {
          let explanation = ImportExplanation(imported, study: project.study, language: language)
          documents.append(try explanation.json())
          if case .failure = imported.result { failed = true }
        } else if try !report(imported, of: project, in: language) {
          failed = true
        }
      }
      for path in files {
        let sources: [SourceFile]
        do throws(ImportError) {
          sources = try SourceFile.files(at: URL(filePath: path))
        } catch {
          try take(
            FileImport(file: SourceFile(URL(filePath: path)), result: .failure(error)))
          continue
        }
        for file in sources {
          let imported = try display.watch { progress in
            try project.importBatch(
              file, into: store, at: Shell.now, by: Shell.user,
              mode: strict ? .strict : isDry ? .dryRun : .commit, deciding: forced,
              language: language, telling: progress)
          }
          try take(imported)
        }
      }
      if let findings {
        let isJSON = findings.lowercased().hasSuffix(".json")
        try Shell.write(found, as: isJSON ? .json : .excelCSV, in: language, to: findings)
      }
      // One file is one document, several are a list of them.
      if format == .json {
        print(documents.count == 1 ? documents[0] : "[\(documents.joined(separator: ",\n"))]")
      }
      if failed { throw ExitCode(1) }
    }
  }

  /// Prints what became of a file; false where it failed.
  private func report(
    _ imported: FileImport, of project: SurveyProject, in language: Language
  ) throws -> Bool {
    let summary = ImportSummary(
      imported, study: project.study, language: language, examplesPerRule: examples,
      isWhole: explain)
    switch imported.result {
    case .failure:
      Shell.report(summary.lines.joined(separator: "\n"))
      return false
    case .success(let outcome):
      print((summary.lines + imported.profileLines(in: language)).joined(separator: "\n"))
      return !(strict && outcome.counts.setAside > 0)
    }
  }
}
