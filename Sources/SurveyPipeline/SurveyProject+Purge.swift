public import Foundation
public import SurveyModel
public import SurveyStore

/// What a purge removes, and what it leaves.
public struct PurgePlan: Sendable {
  /// The first day that is kept; nil where everything goes.
  public var before: CalendarDay?
  /// The batches that go.
  public var batches: [Batch]
  /// The quarantine files that go.
  public var quarantine: [URL]
  /// Files of the study that hold answers too, and are the user's own to delete.
  public var remaining: [URL]
}

/// Why nothing is purged.
public enum PurgeError: Error, Hashable, Sendable {
  /// Neither the study nor the user says what is too old.
  case noDay
  /// The study keeps its answers until this day.
  case notYet(CalendarDay)

  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .noDay:
      .init(
        vi: "chưa biết xoá gì: ghi retention: NĂM-THÁNG-NGÀY vào study.yaml, hoặc dùng --before",
        en:
          "it is not said what is too old: say retention: YYYY-MM-DD in study.yaml, or use --before"
      )
    case .notYet(let day):
      .init(
        vi: "nghiên cứu giữ phiếu đến hết ngày \(day) (retention); xoá sớm hơn thì dùng --before",
        en:
          "the study keeps its answers until \(day) (retention); to remove any before, use --before"
      )
    }
  }
}

extension SurveyProject {
  /// What a purge would remove.
  ///
  /// - Parameters:
  ///   - store: The study's store.
  ///   - day: Batches imported before this day go; nil for all, once the study's `retention` is over.
  ///   - today: The day it is.
  /// - Returns: What goes and what stays; nothing is removed yet.
  /// - Throws: ``PurgeError``, `StoreError`, and the system's errors where the quarantine cannot be read.
  public func purgePlan(
    of store: SurveyStore, before day: CalendarDay?, today: CalendarDay
  ) throws -> PurgePlan {
    if day == nil {
      guard let retention = study.retention else { throw PurgeError.noDay }
      guard retention < today else { throw PurgeError.notYet(retention) }
    }
    let set = try files(in: quarantineFolder).filter { file in
      guard let day else { return true }
      let date = try file.resourceValues(forKeys: [.contentModificationDateKey])
        .contentModificationDate
      return date.map { $0.formatted(.iso8601).prefix(10) < day.description } ?? false
    }
    return PurgePlan(
      before: day, batches: try store.batches(before: day), quarantine: set,
      remaining: try files(in: batchFolder)
        + files(in: quarantineFolder).filter { !set.contains($0) }
    )
  }

  /// Removes what a plan says, in the store first.
  ///
  /// - Parameters:
  ///   - plan: What goes.
  ///   - store: The study's store.
  ///   - time: When, as ISO 8601.
  ///   - actor: Who, as the log names them.
  /// - Returns: The batches that were removed.
  /// - Throws: `StoreError`, and the system's errors where a file cannot be removed.
  public func purge(
    _ plan: PurgePlan, of store: SurveyStore, at time: String, by actor: String
  ) throws -> [Batch] {
    let removed = try store.purge(before: plan.before, at: time, by: actor)
    for file in plan.quarantine { try FileManager.default.removeItem(at: file) }
    return removed
  }

  private func files(in folder: URL) throws -> [URL] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.contentModificationDateKey]
    ).filter { !$0.lastPathComponent.hasPrefix(".") && $0.pathExtension != "md" }
      .sorted { $0.path < $1.path }
  }
}
