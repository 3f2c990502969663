extension StatisticalFile {
  /// How large a file may be before it is refused.
  ///
  /// The limits bound what the dictionary and one row can claim, and how long reading can take. Rows
  /// are not held, so their number costs time and no memory.
  public struct Limits: Hashable, Sendable {
    /// Variables; 50,000 unless told.
    public var variables = 50_000
    /// Rows times variables; 2,000,000,000 unless told.
    public var cells = 2_000_000_000
    /// Value labels of all variables; 1,000,000 unless told.
    public var valueLabels = 1_000_000
    /// Bytes of one text in a row; 1 MiB unless told.
    public var textBytes = 1 << 20

    /// The limits that hold unless told otherwise.
    public init() {}
  }
}
