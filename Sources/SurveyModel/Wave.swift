/// All responses of one wave of a study: what is weighted, scored and flagged.
public struct Wave: Sendable {
  /// The study.
  public let study: Study
  /// The batches, in the order in which they were imported.
  public let parts: [Part]

  /// The rows of one batch.
  public struct Part: Sendable {
    /// The batch's number in the store, 0 for a table that is in no store.
    public var batch: Int
    /// The rows.
    public var table: ResponseTable

    /// Makes a part.
    public init(batch: Int, table: ResponseTable) {
      self.batch = batch
      self.table = table
    }
  }

  /// Makes a wave from its batches.
  public init(study: Study, parts: [Part]) {
    self.study = study
    self.parts = parts
  }

  /// The number of respondents.
  public var rowCount: Int {
    parts.reduce(0) { $0 + $1.table.rowCount }
  }
}
