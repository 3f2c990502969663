public import Foundation

/// The content of a gzip or zstd file, chunk by chunk, checked as it comes.
///
/// Which of the two it is, its first bytes say. A gzip file's checksum and length are compared with
/// the content; zstd checks its own where the file holds one.
///
/// Edge cases:
/// - Several zstd frames, one after the other, are read as one.
/// - Several gzip files joined into one are damaged, for their checksums could not be compared.
/// - A file that ends too early throws at its end: what came before was right, and is not all.
public struct DecompressedStream: ~Copyable {
  /// How the file is packed.
  public let kind: CompressionKind
  /// The number of bytes given so far.
  public private(set) var byteCount = 0
  private let name: String
  private let limits: Limits
  private let packedBytes: Int
  private let decoder: ArchiveDecoder
  private var isAtEnd = false
  /// What a gzip file says at its end: the checksum, and the length modulo 2³².
  private let trailer: (checksum: UInt32, length: UInt32)?
  private var checksum = CRC32()

  /// How much a file may ask for.
  public struct Limits: Hashable, Sendable {
    /// The bytes of the content.
    public let maximumBytes: Int
    /// How many times its packed size the content may have, once it has more than a mebibyte; 100
    /// unless told.
    public let maximumRatio: Int

    /// Limits of one's own.
    ///
    /// - Precondition: Each limit is at least 1.
    public init(maximumBytes: Int, maximumRatio: Int = 100) {
      precondition(maximumBytes > 0 && maximumRatio > 0, "a limit is at least 1")
      self.maximumBytes = maximumBytes
      self.maximumRatio = maximumRatio
    }
  }

  /// Begins to read a file, which must not change meanwhile.
  ///
  /// - Throws: ``CompressedFileError`` where it is neither gzip nor zstd.
  public init(contentsOf file: URL, limits: Limits) throws(CompressedFileError) {
    try self.init(.file(file), limits: limits)
  }

  /// Begins to read a compressed file in memory.
  ///
  /// - Throws: ``CompressedFileError`` where it is neither gzip nor zstd.
  public init(_ bytes: [UInt8], limits: Limits) throws(CompressedFileError) {
    try self.init(.memory(PinnedBytes(bytes)), limits: limits)
  }

  private init(_ source: ByteSource, limits: Limits) throws(CompressedFileError) {
    let fileBytes = try source.count()
    let start = try source.bytes(0..<min(fileBytes, CompressionKind.byteCount))
    guard let kind = CompressionKind.of(start), kind != .zip else {
      throw .notCompressed(name: source.name, expected: [.gzip, .zstd])
    }
    let trailer = kind == .gzip ? try Self.trailer(of: source, fileBytes: fileBytes) : nil
    let decoder = try ArchiveDecoder.reading(
      source, form: kind == .gzip ? .gzip : .zstd, named: source.name)
    self.kind = kind
    self.trailer = trailer
    self.decoder = decoder
    name = source.name
    packedBytes = fileBytes
    self.limits = limits
  }

  private static func trailer(
    of source: ByteSource, fileBytes: Int
  ) throws(CompressedFileError) -> (checksum: UInt32, length: UInt32) {
    // The header alone has ten bytes, the trailer eight.
    guard fileBytes >= 18 else { throw .cutOff(name: source.name) }
    let end = try source.bytes(fileBytes - 8..<fileBytes)[...]
    return (UInt32(end.int32(at: 0)), UInt32(end.int32(at: 4)))
  }

  /// The next bytes; nil at the end.
  ///
  /// - Returns: At least one and at most 65,536 bytes.
  /// - Throws: ``CompressedFileError`` where the content outgrows a limit, or the file is damaged or
  ///   cut off; nothing can be read after that.
  /// - Complexity: O(*n*) in the bytes.
  public mutating func next() throws(CompressedFileError) -> [UInt8]? {
    guard !isAtEnd else { return nil }
    isAtEnd = true
    let chunk: [UInt8]?
    do { chunk = try decoder.next() } catch { throw error.error(of: name) }
    guard let chunk else {
      try checkEnd()
      return nil
    }
    byteCount += chunk.count
    guard byteCount <= limits.maximumBytes else {
      throw .tooLarge(name: name, bytes: byteCount, limit: limits.maximumBytes)
    }
    try checkRatio(
      of: name, bytes: byteCount, packedBytes: packedBytes, limit: limits.maximumRatio)
    if trailer != nil { checksum.add(chunk) }
    isAtEnd = false
    return chunk
  }

  /// Compares the content with what a gzip file says of it.
  private func checkEnd() throws(CompressedFileError) {
    guard let trailer else { return }
    guard trailer.length == UInt32(truncatingIfNeeded: byteCount) else {
      throw .damaged(
        name: name, reason: "its length is not the one it states; or it is several files in one")
    }
    guard trailer.checksum == checksum.value else {
      throw .damaged(name: name, reason: "its checksum is wrong")
    }
  }
}
