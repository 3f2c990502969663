import ArgumentParser

/// Questionnaires in the formats of other programs, and their differences.
struct QuestionnaireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questionnaire",
    abstract: "Export a questionnaire, import one, or compare two editions.",
    discussion:
      "Xuất phiếu sang XLSForm, DDI, Table Schema hoặc sổ mã; nhập XLSForm; so sánh hai bản phiếu.",
    subcommands: [
      QuestionnaireExportCommand.self, QuestionnaireImportCommand.self,
      QuestionnaireDiffCommand.self,
    ])
}
