import ArgumentParser
import Foundation
import IncidentFlags
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStatistics

/// Flags incident rates.
struct FlagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flag",
    abstract: "Rates of harassment and extra-fee reports by unit, with bounds and evidence.",
    discussion: """
      Tỷ lệ phản ánh phiền hà, sách nhiễu và tiền ngoài phí, lệ phí theo đơn vị. Câu hỏi trải nghiệm \
      của bản thân và câu hỏi cảm nhận chung không gộp, không so sánh với nhau.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "The level of units: a kind in units.csv, such as district.")
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Baselines in percent: harassment=0.45,extra-fee=0.14 for own experience; "
        + "harassment:perception=9.94 for perception.", valueName: "list"))
  var baseline: String?

  @Option(help: "The confidence level, between 0 and 1.")
  var level: Double?

  @Option(help: "table, json, csv, or excel-csv to be opened in a spreadsheet.")
  var format: OutputFormat = .table

  @Flag(help: "List batch and record of each report: for those who may see the forms.")
  var evidence = false

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if let level, !(0.5..<1).contains(level) {
      throw ValidationError("--level: expected a number from 0.5 to below 1, such as 0.95")
    }
    _ = try baseline.map { try BaselineList($0) }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let study = project.study
      let language = try languageOptions.language(of: study)
      var rules = study.flagRules
      if let level { rules.confidenceLevel = level }
      if let baseline {
        let list = try BaselineList(baseline)
        rules.baselines = rules.baselines.filter { own in
          !list.baselines.contains { $0.kind == own.kind && $0.basis == own.basis }
        }
        rules.baselines += list.baselines
        for note in list.notes(for: study.questionnaire, in: language) { Shell.report(note) }
      }
      if let by, !study.units.kinds.contains(UnitKind(rawValue: by)) {
        throw ValidationError(
          "--by: expected one of \(study.units.kinds.map(\.rawValue).joined(separator: ", "))")
      }
      if study.questionnaire.incidentItems.isEmpty {
        Shell.report(
          language == .vietnamese
            ? "Phiếu \(study.questionnaire.id) không có câu hỏi về phiền hà, sách nhiễu hay tiền ngoài phí."
            : "The form \(study.questionnaire.id) asks nothing about harassment or extra fees.")
        throw ExitCode(1)
      }
      let table = try IncidentTable(
        project.sample(from: project.storeForReading()), rules: rules,
        by: by.map { UnitKind(rawValue: $0) })
      switch format {
      case .json:
        let json = table.json(in: language, includesEvidence: evidence)
        try Shell.write(Data(json.utf8), to: output)
      case .csv, .excelCSV:
        let bytes = table.csv(
          in: language, as: format.profile(in: language), includesEvidence: evidence)
        try Shell.write(Data(bytes), to: output)
      case .table: try Shell.write(Data(text(table, language: language).utf8), to: output)
      }
    }
  }

  private func text(_ table: IncidentTable, language: Language) -> String {
    let section = IncidentSection(table, language: language)
    let document = ReportDocument(
      language: language, title: table.study.title[language],
      blocks: section.tables().map { .table($0) })
    var text = TextRenderer(width: 140).render(document)
    guard evidence else { return text }
    let isVietnamese = language == .vietnamese
    text += isVietnamese ? "\nBằng chứng (lô:bản ghi)\n" : "\nEvidence (batch:record)\n"
    for rate in table.rates where rate.unit != nil {
      let shown = table.evidence(for: rate)
      guard !shown.isEmpty, let unit = rate.unit else { continue }
      let places = shown.map { "\($0.batch):\($0.record)" }.joined(separator: " ")
      text += "\(table.study.units.units[unit].name), \(rate.item): \(places)\n"
    }
    return text
  }
}

/// Baselines as typed: `harassment=0.45,extra-fee:perception=9.94`, in percent.
struct BaselineList {
  let baselines: [IncidentBaseline]

  init(_ text: String) throws {
    let mistake = ValidationError(
      "--baseline: expected KIND=PERCENT or KIND:BASIS=PERCENT, separated by commas, with KIND "
        + "harassment or extra-fee and BASIS own-experience or perception")
    baselines = try text.split(separator: ",", omittingEmptySubsequences: false).map { entry in
      let sides = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let percent = Double(sides[1]), (0...100).contains(percent) else {
        throw mistake
      }
      let names = sides[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let basis = names.count == 2 ? IncidentBasis(rawValue: String(names[1])) : .ownExperience
      guard let kind = IncidentKind(rawValue: String(names[0])), let basis else { throw mistake }
      return IncidentBaseline(kind: kind, basis: basis, share: percent / 100)
    }
  }

  /// What to say of baselines that the form has no item for.
  func notes(for questionnaire: Questionnaire, in language: Language) -> [String] {
    baselines.compactMap { baseline in
      let incidents = questionnaire.incidentItems.map(\.incident).filter {
        $0.kind == baseline.kind
      }
      guard !incidents.contains(where: { $0.basis == baseline.basis }) else { return nil }
      let kind = baseline.kind.rawValue
      let asked = incidents.first?.basis.rawValue ?? "–"
      let other = IncidentBasis.allCases.first { $0 != baseline.basis }?.rawValue ?? ""
      return language == .vietnamese
        ? "Mức so sánh \(kind) là của câu \(baseline.basis.rawValue), phiếu \(questionnaire.id) hỏi "
          + "\(asked): không so sánh. Nếu là mức của câu đó, ghi \(kind):\(other)=…"
        : "The baseline of \(kind) is one of \(baseline.basis.rawValue); \(questionnaire.id) asks for "
          + "\(asked): not compared. If it is a baseline of that, write \(kind):\(other)=…"
    }
  }
}
