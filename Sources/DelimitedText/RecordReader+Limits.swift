extension RecordReader {
  /// How large a record may grow before it is a fault.
  ///
  /// The limits bound the memory that a text can claim beyond its own bytes, and how far an
  /// unclosed quote reaches.
  public struct Limits: Hashable, Sendable {
    /// The bytes of one field, blanks after it included; 1 MiB unless told.
    public let maximumFieldBytes: Int
    /// The physical lines that a quoted field may stand on; 200 unless told.
    public let maximumFieldLines: Int
    /// The bytes of one record, quotes, delimiters and line ends included; 16 MiB unless told.
    public let maximumRecordBytes: Int

    /// Limits of one's own.
    ///
    /// - Precondition: Each limit is at least 1, and a record at most 1 GiB.
    public init(
      maximumFieldBytes: Int = 1 << 20, maximumFieldLines: Int = 200,
      maximumRecordBytes: Int = 1 << 24
    ) {
      precondition(
        maximumFieldBytes > 0 && maximumFieldLines > 0 && maximumRecordBytes > 0,
        "a limit is at least 1")
      precondition(maximumRecordBytes <= 1 << 30, "a record is at most 1 GiB")
      self.maximumFieldBytes = maximumFieldBytes
      self.maximumFieldLines = maximumFieldLines
      self.maximumRecordBytes = maximumRecordBytes
    }
  }
}
