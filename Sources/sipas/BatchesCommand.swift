import ArgumentParser
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore

/// Lists and undoes batches, and what was found in them.
struct BatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches", abstract: "List the batches of a study, undo one, or list findings.",
    discussion: """
      Liệt kê các lô đã nhập (--undo SỐ để huỷ trọn một lô); findings: liệt kê các phát hiện.
      """,
    subcommands: [BatchesListCommand.self, BatchesFindingsCommand.self],
    defaultSubcommand: BatchesListCommand.self)
}

/// Lists or undoes batches.
struct BatchesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the batches of a study, or undo one.")

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "The number of the batch to remove whole.")
  var undo: Int?

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      let isVietnamese = language == .vietnamese
      let store = try project.storeForReading()
      if let undo {
        try store.undo(undo)
        print(isVietnamese ? "Đã huỷ lô \(undo)." : "Batch \(undo) was removed.")
        return
      }
      let batches = try store.batches(of: project.study.wave)
      if batches.isEmpty {
        print(isVietnamese ? "Chưa có lô nào." : "There is no batch yet.")
      }
      for batch in batches { print(batch.line(in: language)) }
    }
  }
}
