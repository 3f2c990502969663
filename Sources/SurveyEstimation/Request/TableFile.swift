public import SurveyModel

/// A file that goes with a request: its name, for what there is to say of it, and its bytes.
public struct TableFile: Hashable, Sendable {
  /// What the file is called in messages.
  public var name: String

  /// Its content, a delimited text in UTF-8.
  public var bytes: [UInt8]

  /// Makes a file of its content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The file as columns under a header.
  ///
  /// - Parameter progress: Told as the file is read; what it answers is not asked, for there is nothing
  ///   that could be left half done.
  /// - Returns: The columns.
  /// - Throws: ``EstimateError/unreadable(file:_:)``.
  public func columns(telling progress: WorkProgress = .none) throws(EstimateError) -> DataColumns {
    do throws(DataColumns.Problem) {
      return try DataColumns(bytes) { bytes, rows in
        _ = progress.goesOn(
          after: WorkProgress.Step(
            stage: .estimate, file: name, bytes: bytes, total: self.bytes.count, rows: rows))
      }
    } catch {
      throw .unreadable(file: name, error)
    }
  }
}
