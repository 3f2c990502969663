internal import SurveyModel
internal import Synchronization

/// Adds up what the threads of a scan have read.
///
/// A class, because the threads share it.
final class ScanProgress: Sendable {
  private let progress: WorkProgress
  private let file: ByteFile
  private let bytes = Atomic(0)
  private let rows = Atomic(0)

  init(_ progress: WorkProgress, file: ByteFile) {
    self.progress = progress
    self.file = file
  }

  /// Adds a block; false where the work shall end.
  func goesOn(bytes newBytes: Int, rows newRows: Int) -> Bool {
    let bytes = bytes.add(newBytes, ordering: .relaxed).newValue
    let rows = rows.add(newRows, ordering: .relaxed).newValue
    return progress.goesOn(
      after: WorkProgress.Step(
        stage: .score, file: file.name, bytes: bytes, total: file.count, rows: rows))
  }

  /// Forgets what was read, for the file is read once more.
  func beginAgain() {
    bytes.store(0, ordering: .relaxed)
    rows.store(0, ordering: .relaxed)
  }
}
