public import CompressedFiles

extension Workbook {
  /// How much a workbook may ask for, beside what the format itself allows.
  public struct Limits: Hashable, Sendable {
    /// What its archive may ask for.
    public let archive: ZipArchive.Limits

    /// Limits of one's own.
    public init(archive: ZipArchive.Limits = ZipArchive.Limits()) { self.archive = archive }
  }
}
