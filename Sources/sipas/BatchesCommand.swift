import ArgumentParser
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore

/// Lists, undoes and verifies batches.
struct BatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches",
    abstract:
      "List the batches of a study, undo one, list findings, or verify the store and its log.",
    discussion: """
      Liệt kê các lô đã nhập (--undo SỐ để huỷ trọn một lô); findings: liệt kê các phát hiện; \
      verify: kiểm tra kho và nhật ký; \
      log: in nhật ký.
      """,
    subcommands: [
      BatchesListCommand.self, BatchesFindingsCommand.self, BatchesVerifyCommand.self,
      BatchesLogCommand.self,
    ],
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
      let store = try project.storeForReading(at: Shell.now, by: Shell.user)
      if let undo {
        let entry = try store.undo(undo, at: Shell.now, by: Shell.user)
        print(isVietnamese ? "Đã huỷ lô \(undo)." : "Batch \(undo) was removed.")
        print(
          isVietnamese
            ? "Nhật ký, mục \(entry.sequence): \(entry.hash)"
            : "Log, entry \(entry.sequence): \(entry.hash)")
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

/// Verifies the store and its log.
struct BatchesVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute every digest of the store again and compare it with the log.",
    discussion: """
      Kiểm tra từng lô, từng phát hiện và chuỗi nhật ký. Exit code 1 where anything was changed. An \
      import prints the hash of its entry: note it outside the store and give it by --head, and a log \
      that was cut off or written anew is seen too.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "The hash of a log entry that was noted, or its first 16 digits or more.")
  var head: String?

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      let isVietnamese = language == .vietnamese
      let found = try project.storeForReading(at: Shell.now, by: Shell.user).verify(head: head)
      guard found.faults.isEmpty else {
        let lead = isVietnamese ? "Kho không nguyên vẹn:" : "The store is not intact:"
        Shell.report(
          ([lead] + found.faults.map { "- " + $0.statement[language] }).joined(separator: "\n"))
        throw ExitCode(1)
      }
      print(
        isVietnamese
          ? "Kho nguyên vẹn: \(found.batchCount) lô, \(found.entryCount) mục nhật ký."
          : "The store is intact: \(found.batchCount) batch(es), \(found.entryCount) log entries.")
      guard !found.head.isEmpty else { return }
      print((isVietnamese ? "Mục cuối: " : "Last entry: ") + found.head)
      if head == nil {
        print(
          isVietnamese
            ? "Ghi mã này ra ngoài kho; lần sau thêm --head để biết nhật ký có bị cắt hay viết lại."
            : "Note this hash outside the store; by --head a log cut off or written anew is seen too."
        )
      }
    }
  }
}

/// Prints the log.
struct BatchesLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Print the log: who did what, when, to which batch.")

  @OptionGroup var studyArgument: StudyArgument
  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      let entries = try project.storeForReading(at: Shell.now, by: Shell.user).log()
      if entries.isEmpty {
        print(language == .vietnamese ? "Nhật ký còn trống." : "The log is empty.")
      }
      for entry in entries { print(entry.lines(in: language).joined(separator: "\n")) }
    }
  }
}
