import ArgumentParser
import Foundation
import SurveyModel
import SurveyPipeline
import SurveyQuality
import SurveyReport
import SurveyStore

/// Examines interviews for what looks made up.
struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract:
      "Examine interviews for what looks copied, invented or hurried: evidence, no verdict.",
    discussion: """
      Tìm dấu hiệu phiếu sao chép, bịa hoặc làm vội, so với mức ngẫu nhiên và với các điều tra viên \
      khác. Là dấu hiệu để kiểm tra lại, không phải kết luận; không phiếu nào bị loại.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "table, json or csv.")
  var format: OutputFormat = .table

  @Option(help: "Examine these files without the store.")
  var from: [String] = []

  @Option(help: "The expected share of false alarms among those flagged; by default the study's.")
  var rate: Double?

  @Option(help: "How often answers are shuffled; by default the study's.")
  var permutations: Int?

  @Option(help: "The seed of the shuffles; by default the study's.")
  var seed: UInt64?

  @Option(help: "How many examples of each signal a table shows; totals are always exact.")
  var examples = 5

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if let rate, !(0.0001...0.5).contains(rate) {
      throw ValidationError("--rate: expected a number from 0.0001 to 0.5, such as 0.05")
    }
    if let permutations, !(19...99_999).contains(permutations) {
      throw ValidationError("--permutations: expected a number from 19 to 99999")
    }
    if let seed, seed > 1_000_000_000 {
      throw ValidationError("--seed: expected a number up to 1000000000")
    }
    guard (0...1000).contains(examples) else {
      throw ValidationError("--examples: expected a number from 0 to 1000")
    }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      var rules = project.study.quality
      if let rate { rules.falseDiscoveryRate = rate }
      if let permutations { rules.permutations = permutations }
      if let seed { rules.seed = seed }
      let wave =
        from.isEmpty
        ? try project.storeForReading().wave(of: project.study)
        : try project.wave(from: from.map { URL(filePath: $0) })
      guard wave.rowCount > 0 else {
        Shell.report(
          language == .vietnamese
            ? "Chưa có phiếu nào; hãy chạy sipas import trước, hoặc dùng --from TỆP."
            : "There are no interviews yet; run sipas import first, or name files with --from FILE."
        )
        throw ExitCode(1)
      }
      let table = try project.quality(of: wave, rules: rules)
      switch format {
      case .json: try Shell.write(Data(table.json(in: language).utf8), to: output)
      case .csv, .excelCSV:
        try Shell.write(Data(table.csv(as: format.profile(in: language))), to: output)
      case .table:
        let section = QualitySection(table, language: language, examples: examples)
        let document = ReportDocument(
          language: language, title: project.study.title[language], blocks: section.blocks())
        try Shell.write(Data(TextRenderer(width: 140).render(document).utf8), to: output)
      }
    }
  }
}
