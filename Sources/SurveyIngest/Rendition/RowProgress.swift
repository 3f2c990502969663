internal import SurveyModel

/// Tells how many rows of a file were looked at.
struct RowProgress: Sendable {
  private let progress: WorkProgress
  private let file: String

  init(_ progress: WorkProgress, file: String) {
    self.progress = progress
    self.file = file
  }

  func report(rows: Int) throws(Interruption) {
    try progress.report(WorkProgress.Step(stage: .understand, file: file, rows: rows))
  }
}
