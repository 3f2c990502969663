/// The bytes of one member of an archive, chunk by chunk, checked as they come.
public struct MemberStream: ~Copyable {
  private let entry: ZipDirectory.Entry
  private let limits: ZipArchive.Limits
  private let decoder: ArchiveDecoder
  private var isAtEnd = false

  /// The number of bytes given so far.
  public private(set) var byteCount = 0

  init(
    _ entry: ZipDirectory.Entry, at place: Int, in source: ByteSource, limits: ZipArchive.Limits
  ) throws(CompressedFileError) {
    decoder = try ArchiveDecoder.reading(source, form: .zip, place: place, named: entry.name)
    self.entry = entry
    self.limits = limits
  }

  /// The next bytes; nil at the member's end.
  ///
  /// - Returns: At least one and at most 65,536 bytes.
  /// - Throws: ``CompressedFileError`` where the member outgrows its declared size or the ratio, or
  ///   is damaged; nothing can be read after that.
  /// - Complexity: O(*n*) in the bytes.
  public mutating func next() throws(CompressedFileError) -> [UInt8]? {
    guard !isAtEnd else { return nil }
    // Whatever is thrown ends the member.
    isAtEnd = true
    let chunk: [UInt8]?
    do { chunk = try decoder.next() } catch { throw error.error(of: entry.name) }
    byteCount += chunk?.count ?? 0
    guard byteCount <= entry.bytes else {
      throw .sizeIsFalse(name: entry.name, declared: entry.bytes)
    }
    try checkRatio(
      of: entry.name, bytes: byteCount, packedBytes: entry.packedBytes, limit: limits.maximumRatio)
    if chunk == nil, byteCount < entry.bytes { throw .cutOff(name: entry.name) }
    isAtEnd = chunk == nil
    return chunk
  }
}

extension ArchiveDecoder {
  /// A decoder at the start of a member, by its place among the members, from 0.
  static func reading(
    _ source: ByteSource, form: Form, place: Int = 0, named name: String
  ) throws(CompressedFileError) -> ArchiveDecoder {
    do throws(Failure) {
      let decoder = try ArchiveDecoder(source, form: form, chunkBytes: 1 << 16)
      for _ in 0...place { try decoder.advance() }
      return decoder
    } catch {
      throw error.error(of: name)
    }
  }
}

extension ArchiveDecoder.Failure {
  /// What the failure means for the file or member of this name.
  func error(of name: String) -> CompressedFileError {
    isCutOff ? .cutOff(name: name) : .damaged(name: name, reason: reason)
  }
}
