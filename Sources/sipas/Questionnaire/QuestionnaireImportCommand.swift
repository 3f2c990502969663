import ArgumentParser
import Foundation
import QuestionnaireExchange
import SurveyModel

/// Reads another program's form as a questionnaire.
struct QuestionnaireImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn an XLSForm into a questionnaire's YAML file.",
    discussion: """
      What an XLSForm does not say, such as scores, is assumed; the assumptions stand above the text \
      and are printed. What a questionnaire cannot say is refused with sheet, row and column.

      Đọc XLSForm thành phiếu YAML; điều tệp không nói được ghi ở đầu tệp kết quả.
      """)

  /// What a questionnaire is read from.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case xlsform
  }

  @Argument(help: "The form's workbook.")
  var file: String

  @Option(name: .customLong("from"), help: "The format.")
  var format: Format

  @Option(help: "The file to write; the standard output unless given.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = try languageOptions.language()
    try Shell.run(in: language) {
      let sheets = try FormWorkbook.read(file)
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      let form = try FormImport(sheets, name: name)
      try Shell.write(Data(form.yaml.utf8), to: output)
      for note in form.notes { Shell.report(note[language].printable) }
    }
  }
}
