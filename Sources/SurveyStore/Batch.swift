/// One file's worth of accepted responses in the store.
public struct Batch: Hashable, Sendable {
  /// The batch's number in its store.
  public var id: Int
  /// The wave it belongs to.
  public var wave: String
  /// The file's name, without its folder.
  public var fileName: String
  /// SHA-256 of the file's bytes.
  public var fileDigest: String
  /// The questionnaire it was coded with, with its version.
  public var questionnaire: String
  /// When it was imported, as ISO 8601.
  public var importedAt: String
  /// How many records came and what became of them.
  public var counts: ImportCounts
}

/// How many records a file held and what became of them; the last three add up to the first.
///
/// Where a strict import is refused nothing is accepted, so ``accepted`` is 0 and they do not add up.
public struct ImportCounts: Hashable, Sendable {
  /// Data records in the file.
  public var read: Int
  /// Records that are new in the store.
  public var accepted: Int
  /// Records set aside for an error.
  public var setAside: Int
  /// Records that the store holds already with the same answers.
  public var alreadyPresent: Int

  /// Makes counts.
  public init(read: Int, accepted: Int, setAside: Int, alreadyPresent: Int) {
    self.read = read
    self.accepted = accepted
    self.setAside = setAside
    self.alreadyPresent = alreadyPresent
  }

  /// Whether there are records, and not one of them could be taken.
  public var isAllSetAside: Bool { read > 0 && setAside == read }
}
