internal import Foundation
internal import GRDB

extension SurveyStore {
  /// What an error of SQLite means for the one who uses the store.
  static func storeError(_ error: any Error, opening url: URL? = nil) -> StoreError {
    if let error = error as? StoreError { return error }
    if let error = error as? DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
      case .SQLITE_FULL: return .noRoom
      case .SQLITE_IOERR
      where error.extendedResultCode == .SQLITE_IOERR_WRITE
        || error.extendedResultCode == .SQLITE_IOERR_FSYNC
        || error.extendedResultCode == .SQLITE_IOERR_TRUNCATE:
        return .noRoom
      case .SQLITE_READONLY, .SQLITE_PERM: return .notWritable
      case .SQLITE_CANTOPEN where url == nil: return .notWritable
      case .SQLITE_CORRUPT: return .corrupt
      case .SQLITE_NOTADB: return .notAStore
      default: break
      }
    }
    if let url { return .cannotOpen(path: url.path, why: words(of: error)) }
    return .database(words(of: error))
  }

  /// The words of an error of SQLite or the system, without the values of a statement.
  private static func words(of error: any Error) -> String {
    if let error = error as? DatabaseError { return error.message ?? "SQLite \(error.resultCode)" }
    return (error as NSError).localizedDescription
  }
}
