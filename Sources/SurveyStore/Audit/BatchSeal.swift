/// What the log keeps of a batch: by it the batch can be checked, and is remembered when it is gone.
///
/// It holds no answer: counts, and digests that nobody can read an answer from.
public struct BatchSeal: Hashable, Sendable, Codable {
  /// The batch's number.
  public var batch: Int
  /// The wave it belongs to.
  public var wave: String
  /// The file's name, without its folder.
  public var fileName: String
  /// SHA-256 of the file's bytes.
  public var fileDigest: String
  /// The questionnaire it was coded with, with its version.
  public var questionnaire: String
  /// SHA-256 of that questionnaire's questions and codes; empty where it was not kept.
  public var questionnaireDigest: String
  /// Records in the file, and what became of them.
  public var read: Int
  /// Records that were new in the store.
  public var accepted: Int
  /// Records set aside for an error.
  public var setAside: Int
  /// Records that the store held already.
  public var alreadyPresent: Int
  /// What the rows say, in whatever order they stand; empty where they could not be read.
  public var contentDigest: String
  /// SHA-256 of everything that the store keeps of the batch, but its findings.
  public var dataDigest: String
  /// SHA-256 of the batch's findings.
  public var findingsDigest: String
  /// By which key the direct identifiers were made pseudonyms; nil where they were dropped.
  public var identifierKey: String?
}

/// What an entry of the log tells besides when, who and what.
public struct AuditDetails: Hashable, Sendable, Codable {
  /// The batches that came in or went.
  public var batches: [BatchSeal] = []
  /// Of a migration: the format before.
  public var fromFormat: Int?
  /// Of a migration: the format after.
  public var toFormat: Int?
  /// Of a migration: the highest number that a batch ever had.
  public var lastBatch: Int?
  /// Of a purge: batches imported before this day were removed; nil where all were.
  public var before: String?
}
