import ArgumentParser
import Foundation
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore

/// Lists what was found in batches.
struct BatchesFindingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "List what was found in the batches of a study, or in one of them.",
    discussion: """
      The table groups findings by rule and shows the first of each; totals are always exact. csv, \
      excel-csv and json hold every finding. No answer of a respondent is in any of them.

      Liệt kê các phát hiện khi nhập: bảng gộp theo loại, tổng số luôn chính xác; csv, excel-csv và \
      json ghi từng phát hiện.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Argument(help: "The number of the batch; all batches unless given.")
  var batch: Int?

  @Option(help: "table, json, csv, or excel-csv to be opened in a spreadsheet.")
  var format: OutputFormat = .table

  @Option(help: "How many findings of each rule the table shows.")
  var examples = 3

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    guard examples >= 0 else { throw ValidationError("--examples: expected 0 or more") }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      let store = try project.storeForReading()
      let numbers = try store.batches(of: project.study.wave).map(\.id)
      if let batch, !numbers.contains(batch) { throw StoreError.noSuchBatch(batch) }
      let findings = try store.findings(of: project.study.wave)
        .filter { batch == nil || $0.batch == batch }
        .map { (batch: Int?.some($0.batch), finding: $0.finding) }
      try Shell.write(findings, as: format, examples: examples, in: language, to: output)
    }
  }
}

extension Shell {
  /// Writes findings in a format.
  static func write(
    _ findings: [(batch: Int?, finding: Finding)], as format: OutputFormat, examples: Int = 3,
    in language: Language, to path: String?
  ) throws {
    switch format {
    case .json: try write(Data(FindingsFile.json(findings, in: language).utf8), to: path)
    case .csv, .excelCSV:
      let profile = format.profile(in: language)
      try write(Data(FindingsFile.csv(findings, in: language, as: profile)), to: path)
    case .table:
      let totals = FindingTotals(findings, examplesPerRule: examples)
      let count =
        language == .vietnamese
        ? "Tổng số phát hiện: \(language.grouped(totals.count))"
        : "Findings in all: \(language.grouped(totals.count))"
      let others = LocalizedText(vi: "thêm --format csv để xem hết", en: "all with --format csv")
      let lines = totals.lines(in: language, others: others) + [count]
      try write(Data((lines.joined(separator: "\n") + "\n").utf8), to: path)
    }
  }
}
