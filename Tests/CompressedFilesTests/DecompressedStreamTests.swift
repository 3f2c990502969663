import ArchiveTestSupport
import CompressedFiles
import Testing

@Suite("gzip and zstd files")
struct DecompressedStreamTests {
  private func content(
    _ bytes: [UInt8], limits: DecompressedStream.Limits = .init(maximumBytes: 1 << 24)
  ) throws(CompressedFileError) -> [UInt8] {
    var stream = try DecompressedStream(bytes, limits: limits)
    var content: [UInt8] = []
    while let chunk = try stream.next() { content += chunk }
    return content
  }

  private let text = Array(String(repeating: "mã,điểm\n01,4\n", count: 10_000).utf8)

  @Test(
    "the kind is what the first bytes say",
    arguments: [
      ([0x1F, 0x8B, 8, 0], .gzip), ([0x1F, 0x8B, 8], .gzip), ([0x1F, 0x8B, 9, 0], nil),
      ([0x28, 0xB5, 0x2F, 0xFD], .zstd), ([0x28, 0xB5], nil),
      ([0x50, 0x4B, 3, 4, 20], .zip), ([0x50, 0x4B, 5, 6], .zip), ([], nil),
      (Array("id,a".utf8), nil),
    ] as [([UInt8], CompressionKind?)])
  func kind(start: [UInt8], kind: CompressionKind?) {
    #expect(CompressionKind.of(start) == kind)
  }

  @Test("a gzip file is read whole")
  func gzipFile() throws {
    #expect(try content(gzip(Deflate.stored(text), of: text)) == text)
    #expect(try content(gzip(Deflate.stored([]), of: [])) == [])
    let letters = [UInt8](repeating: 0x41, count: 258 * 1000 + 1)
    #expect(try content(gzip(Deflate.bomb(repeats: 1000), of: letters)) == letters)
  }

  @Test("a zstd file is read whole, and one after the other")
  func zstdFile() throws {
    let file = zstd([(0x61, 3), (0x62, 100_000)])
    let expected = Array("aaa".utf8) + [UInt8](repeating: 0x62, count: 100_000)
    #expect(try content(file) == expected)
    #expect(try content(file + file) == expected + expected)
    #expect(try content(zstd([(0x61, 0)])) == [])
  }

  @Test("a file that is cut off is refused, wherever it ends", arguments: [1, 4, 8, 9, 100, 9000])
  func cutOff(missing: Int) {
    let whole = gzip(Deflate.stored(text), of: text)
    #expect(throws: CompressedFileError.self) { try content(whole.dropLast(missing)) }
    #expect(throws: CompressedFileError.cutOff(name: "file")) {
      try content(Array(whole.prefix(17)))
    }
    let frames = zstd((0..<3000).map { (UInt8(truncatingIfNeeded: $0), 1) })
    #expect(throws: CompressedFileError.cutOff(name: "file")) {
      try content(frames.dropLast(missing))
    }
  }

  @Test("a changed byte is damage, in the content, the checksum or the length")
  func damaged() {
    let whole = gzip(Deflate.stored(text), of: text)
    for place in [5_000, whole.count - 8, whole.count - 1] {
      var bytes = whole
      bytes[place] ^= 1
      do {
        _ = try content(bytes)
        Issue.record("it was read with byte \(place) changed")
      } catch {
        #expect(error.description.hasPrefix("“file” is damaged"))
      }
    }
  }

  @Test("several gzip files in one are refused, for their checksums cannot be compared")
  func joined() {
    let file = gzip(Deflate.stored(text), of: text)
    #expect(
      throws: CompressedFileError.damaged(
        name: "file",
        reason: "its length is not the one it states; or it is several files in one")
    ) { try content(file + file) }
  }

  @Test("the caller's limit is kept to, and no byte more")
  func size() throws {
    let file = gzip(Deflate.stored(text), of: text)
    #expect(try content(file, limits: .init(maximumBytes: text.count)) == text)
    #expect(throws: CompressedFileError.self) {
      try content(file, limits: .init(maximumBytes: text.count - 1))
    }
  }

  @Test("a bomb is refused by its ratio, long before its end")
  func bomb() {
    for file in [
      gzip(Deflate.bomb(repeats: 40_000), of: []),
      zstd((0..<1000).map { _ in (0x30, 128 << 10) }),
    ] {
      do {
        _ = try content(file, limits: .init(maximumBytes: .max))
        Issue.record("it was read")
      } catch {
        #expect(error.description.contains("and 100 is allowed"))
      }
    }
  }

  @Test("a file of another kind is refused, with what was expected")
  func otherKind() {
    for bytes in [[], Array("a,b\n".utf8), [0x50, 0x4B, 3, 4]] as [[UInt8]] {
      #expect(throws: CompressedFileError.notCompressed(name: "file", expected: [.gzip, .zstd])) {
        try content(bytes)
      }
    }
  }
}
