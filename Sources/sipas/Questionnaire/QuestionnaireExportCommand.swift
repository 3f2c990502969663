import ArgumentParser
import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveyReport
import SurveySchema

/// Writes a questionnaire in another program's format.
struct QuestionnaireExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a questionnaire as an XLSForm, a data catalogue's entry or a codebook.",
    discussion: """
      xlsform: a form for ODK, KoboToolbox and their like; with --study it asks for the unit, the form's \
      number and the weight too, and what is exported from the platform (XML values and headers) \
      imports as it is. ddi: DDI-Codebook 2.5 for catalogues. \
      table-schema: Frictionless Table Schema, to validate a batch. codebook-html, codebook-md: \
      for an analyst to read. What a format cannot hold is said on the standard error.

      Xuất phiếu: XLSForm cho ODK và KoboToolbox, DDI cho kho dữ liệu, Table Schema để kiểm tra tệp, \
      sổ mã cho người phân tích.
      """)

  /// What a questionnaire is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case xlsform
    case ddi
    case tableSchema = "table-schema"
    case codebookHTML = "codebook-html"
    case codebookMarkdown = "codebook-md"
  }

  @Argument(help: "The questionnaire's YAML file.")
  var file: String

  @Option(name: .customLong("to"), help: "The format.")
  var format: Format

  @Option(help: "The file to write; the standard output unless given.")
  var output: String?

  @Option(help: "A study's folder, whose unit, key, weight and design an xlsform asks for too.")
  var study: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if study != nil, format != .xlsform { throw ValidationError("--study is for --to xlsform") }
  }

  func run() throws {
    let language = try languageOptions.language()
    try Shell.run(in: language) {
      let form = try Questionnaire(contentsOf: URL(filePath: file))
      switch format {
      case .xlsform: try writeForm(form, in: language)
      case .ddi: try write(form.ddiCodebook(in: language))
      case .tableSchema: try write(form.tableSchema(in: language))
      case .codebookHTML: try write(HTMLRenderer().render(form.codebook(in: language)))
      case .codebookMarkdown: try write(MarkdownRenderer().render(form.codebook(in: language)))
      }
    }
  }

  private func write(_ text: String) throws {
    try Shell.write(Data(text.utf8), to: output)
  }

  private func writeForm(_ form: Questionnaire, in language: Language) throws {
    let study = try study.map { path in
      try Study(
        contentsOf: URL(filePath: path, directoryHint: .isDirectory),
        questionnaires: Shell.questionnaireFolders)
    }
    if let study, study.questionnaire.id != form.id {
      throw ValidationError(
        "--study: the study asks \(study.questionnaire.id), and the file is \(form.id)")
    }
    // Who is asked reads the study's language, whatever the language of the messages.
    let shown = languageOptions.name == nil ? study?.language ?? .vietnamese : language
    let written = try XLSForm(form, language: shown, askedFor: study)
    try FormWorkbook.write(written.sheets, to: output)
    if study == nil {
      Shell.report(
        language == .vietnamese
          ? "XLSForm chỉ hỏi các câu của phiếu, không hỏi đơn vị, số phiếu và trọng số mà nghiên cứu cần: "
            + "thêm --study THƯ_MỤC"
          : "the XLSForm asks the items alone, and not for the unit, the form's number and the weight "
            + "that a study needs: give --study FOLDER")
    }
    for omission in written.omissions {
      Shell.report(
        language == .vietnamese
          ? "XLSForm không giữ: \(omission.vietnamese)"
          : "not in the XLSForm: \(omission.english)")
    }
  }
}
