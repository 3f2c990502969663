import ArgumentParser
import Foundation
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore

/// Removes answers whose time is over.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract:
      "Remove batches whose time to be kept is over; the log keeps their counts and digests.",
    discussion: """
      Xoá hẳn các lô hết hạn lưu: mọi lô khi đã qua ngày retention trong study.yaml, hoặc các lô nhập \
      trước ngày --before. Xem trước bằng --dry-run; xoá thật cần --yes. Files in batches/ are yours: \
      they are named, not deleted.
      """)

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "Remove what was imported before this day, YYYY-MM-DD.")
  var before: String?

  @Flag(help: "Say what would be removed and remove nothing.")
  var dryRun = false

  @Flag(help: "Remove it.")
  var yes = false

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if dryRun == yes { throw ValidationError("say either --dry-run or --yes") }
    if let before, CalendarDay(before) == nil {
      throw ValidationError("--before: expected YYYY-MM-DD")
    }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let language = try languageOptions.language(of: project.study)
      let isVietnamese = language == .vietnamese
      let now = Shell.now
      guard let today = CalendarDay(now) else { return }
      let store = try project.storeForReading(at: now, by: Shell.user)
      let plan = try project.purgePlan(
        of: store, before: before.flatMap { CalendarDay($0) }, today: today)
      for batch in plan.batches { print(batch.line(in: language)) }
      for file in plan.quarantine { print(file.path) }
      if yes { _ = try project.purge(plan, of: store, at: now, by: Shell.user) }
      let (batches, files) = (plan.batches.count, plan.quarantine.count)
      print(
        isVietnamese
          ? "\(yes ? "Đã xoá" : "Sẽ xoá") \(batches) lô và \(files) tệp để riêng."
          : "\(yes ? "Removed" : "Would remove") \(batches) batch(es) and \(files) quarantine file(s)."
      )
      if yes, batches > 0, let entry = try store.log().last {
        print(
          isVietnamese
            ? "Nhật ký, mục \(entry.sequence): \(entry.hash)"
            : "Log, entry \(entry.sequence): \(entry.hash)")
      }
      guard !plan.remaining.isEmpty else { return }
      print(
        isVietnamese
          ? "Còn phiếu trong các tệp sau; sipas không xoá tệp của bạn:"
          : "Answers are in these files too; sipas does not delete files of yours:")
      for file in plan.remaining { print("- \(file.path)") }
    }
  }
}
