extension ZipArchive {
  /// How much an archive may ask for.
  public struct Limits: Hashable, Sendable {
    /// The members of the archive, folders included; 1,000 unless told.
    public let maximumMembers: Int
    /// The bytes of one member, decompressed; 256 MiB unless told.
    public let maximumMemberBytes: Int
    /// The bytes of all members, decompressed; 1 GiB unless told.
    public let maximumTotalBytes: Int
    /// How many times its packed size a member of more than a mebibyte may have; 100 unless told.
    ///
    /// A survey's sheet has about 10, a bomb 1,000.
    public let maximumRatio: Int

    /// Limits of one's own.
    ///
    /// - Precondition: Each limit is at least 1.
    public init(
      maximumMembers: Int = 1000, maximumMemberBytes: Int = 1 << 28,
      maximumTotalBytes: Int = 1 << 30, maximumRatio: Int = 100
    ) {
      precondition(
        maximumMembers > 0 && maximumMemberBytes > 0 && maximumTotalBytes > 0 && maximumRatio > 0,
        "a limit is at least 1")
      self.maximumMembers = maximumMembers
      self.maximumMemberBytes = maximumMemberBytes
      self.maximumTotalBytes = maximumTotalBytes
      self.maximumRatio = maximumRatio
    }
  }
}

/// The content, in bytes, whose ratio is looked at: less may be anything, such as a megabyte of blanks.
let bytesOfAnyRatio = 1 << 20

/// Refuses content that is too many times its packed size.
func checkRatio(
  of name: String, bytes: Int, packedBytes: Int, limit: Int
) throws(CompressedFileError) {
  // The same as bytes > limit × packedBytes, without overflow.
  guard bytes > bytesOfAnyRatio, (bytes - 1) / limit >= max(packedBytes, 1) else { return }
  throw .ratioTooHigh(name: name, ratio: bytes / max(packedBytes, 1), limit: limit)
}
