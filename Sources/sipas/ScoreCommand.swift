import ArgumentParser
import Foundation
import SatisfactionIndex
import SurveyModel
import SurveyPipeline
import SurveyQuality
import SurveyReport
import SurveyStatistics
import SurveyStore
import SurveyWeighting

/// Computes the index.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Compute every criterion, factor, axis and the index, by unit, with intervals.",
    discussion: "Tính chỉ số hài lòng theo đơn vị, có sai số chuẩn và khoảng tin cậy.")

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "The level of units: a kind in units.csv, such as district.")
  var by: String?

  @Option(help: "The scoring profile, such as top-two-box or mean-score.")
  var profile: String?

  @Option(help: "The roll-up, such as equal-criteria or equal-axes.")
  var rollup: String?

  @Option(help: "The interval: mean, normal, logit, wilson or beta.")
  var interval: String?

  @Option(help: "The confidence level, between 0 and 1.")
  var level: Double?

  @Option(help: "table, json, csv, or excel-csv to be opened in a spreadsheet.")
  var format: OutputFormat = .table

  @Option(help: "Score these files without the store.")
  var from: [String] = []

  @Option(help: "The most threads to use; the figures do not depend on it.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(
    help: "Give every figure both ways: from all interviews, and without those that quality flags.")
  var withoutFlagged = false

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  @OptionGroup var progressOptions: ProgressOptions

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if let level, !(0.5..<1).contains(level) {
      throw ValidationError("--level: expected a number from 0.5 to below 1, such as 0.95")
    }
    guard (1...256).contains(threads) else {
      throw ValidationError("--threads: expected a number from 1 to 256")
    }
    let methods = ScoringChoice.intervals
    if let interval, !methods.contains(interval) {
      throw ValidationError("--interval: expected one of \(methods.joined(separator: ", "))")
    }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      if withoutFlagged {
        try writeBothWays(project, language: language)
        return
      }
      let index = try IndexTable(
        try sample(project, language: language), choice: choice(project.study),
        threads: threads)
      switch format {
      case .json: try Shell.write(Data(index.json(in: language).utf8), to: output)
      case .csv, .excelCSV:
        let bytes = index.csv(in: language, as: format.profile(in: language))
        try Shell.write(Data(bytes), to: output)
      case .table:
        try Shell.write(Data(text(index, language: language).utf8), to: output)
      }
    }
  }

  /// The index from all interviews and from those that are not flagged, side by side.
  private func writeBothWays(_ project: SurveyProject, language: Language) throws {
    let wave =
      from.isEmpty
      ? try project.storeForReading().wave(of: project.study)
      : try project.wave(from: from.map { URL(filePath: $0) })
    let quality = try project.quality(of: wave)
    let comparison = try project.index(
      of: wave, without: quality.flaggedInterviews, choice: choice(project.study),
      threads: threads)
    switch format {
    case .json: try Shell.write(Data(comparison.json(in: language).utf8), to: output)
    case .csv, .excelCSV:
      let bytes = comparison.csv(in: language, as: format.profile(in: language))
      try Shell.write(Data(bytes), to: output)
    case .table:
      let table = ComparisonSection(comparison, language: language).table()
      let document = ReportDocument(
        language: language, title: project.study.title[language], blocks: [.table(table)])
      try Shell.write(Data(TextRenderer(width: 140).render(document).utf8), to: output)
    }
  }

  private func choice(_ study: Study) -> ScoringChoice {
    var choice = study.scoring
    if let profile { choice.profile = profile }
    if let rollup { choice.rollUp = rollup }
    if let by { choice.level = UnitKind(rawValue: by) }
    if let level { choice.confidenceLevel = level }
    if let interval { choice.interval = interval }
    return choice
  }

  private func sample(_ project: SurveyProject, language: Language) throws -> WeightedSample {
    let display = progressOptions.display(in: language)
    guard !from.isEmpty else {
      let store = try project.storeForReading()
      return try display.watch {
        try project.sample(from: store, threads: threads, telling: $0)
      }
    }
    let (sample, counts) = try display.watch {
      try project.sample(from: from.map { URL(filePath: $0) }, threads: threads, telling: $0)
    }
    for file in counts {
      for warning in file.warnings {
        let lead = language == .vietnamese ? "CHÚ Ý: " : "NOTE: "
        Shell.report("\(file.fileName.printable): \(lead)\(warning[language].printable)")
      }
    }
    for file in counts where file.setAside > 0 {
      Shell.report(
        language == .vietnamese
          ? "\(file.fileName): để riêng \(file.setAside) trên \(file.read) phiếu"
          : "\(file.fileName): \(file.setAside) of \(file.read) records set aside")
    }
    return sample
  }

  private func text(_ index: IndexTable, language: Language) -> String {
    let section = IndexSection(index, language: language)
    let tables =
      [section.unitTable(mostAxes: 3), section.parameterTable(unit: nil)]
      + index.units.map { section.parameterTable(unit: $0) }
    let document = ReportDocument(
      language: language, title: index.study.title[language], blocks: tables.map { .table($0) })
    return TextRenderer(width: 140).render(document)
  }
}
