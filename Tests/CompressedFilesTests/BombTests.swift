import ArchiveTestSupport
import CompressedFiles
import Testing

@Suite("Bombs")
struct BombTests {
  /// An archive with one bomb of 258 × `repeats` + 1 bytes.
  private func archive(repeats: Int, declared: Int? = nil) -> [UInt8] {
    var zip = ZipBuilder([("first", "x")])
    zip.members.append(
      ZipBuilder.Member(
        name: Array("bomb".utf8), packed: Deflate.bomb(repeats: repeats), content: [], method: 8,
        declaredBytes: UInt32(declared ?? 258 * repeats + 1), crc: 0))
    return zip.bytes()
  }

  /// Reads to the end, and says how far that was.
  private func read(_ bytes: [UInt8], limits: ZipArchive.Limits = .init()) -> (Int, String) {
    do {
      var stream = try ZipArchive(bytes, limits: limits).stream(of: "bomb")
      do {
        while try stream.next() != nil {}
        return (stream.byteCount, "read")
      } catch {
        return (stream.byteCount, error.description)
      }
    } catch {
      return (0, error.description)
    }
  }

  @Test("a ratio of 1000 to 1 is refused once it has a mebibyte, not at its end")
  func ratio() {
    let (count, words) = read(archive(repeats: 40_000))
    // The bomb's packed form has 10 kB and its content 10 MB.
    #expect(count <= 1 << 20 + 1 << 16)
    #expect(words.hasPrefix("“bomb” unpacks to at least 1"))
    #expect(words.contains(" times its size, and 100 is allowed"))
  }

  @Test("less than a mebibyte may have any ratio")
  func smallRatio() {
    let content = [UInt8](repeating: 0x41, count: 258 * 4000 + 1)
    var zip = ZipBuilder()
    zip.members = [
      ZipBuilder.Member(
        name: Array("bomb".utf8), packed: Deflate.bomb(repeats: 4000), content: content, method: 8)
    ]
    #expect(read(zip.bytes()) == (content.count, "read"))
  }

  @Test("a member that is larger than it says is refused where it outgrows that")
  func falseSize() {
    let (count, words) = read(archive(repeats: 4000, declared: 1000))
    #expect(count <= 1 << 16)
    #expect(words.contains("“bomb” is larger than the 1000 bytes the archive declares"))
  }

  @Test("a member that is smaller than it says is refused at its end")
  func falseSizeBelow() {
    let (_, words) = read(archive(repeats: 100, declared: 1_000_000))
    #expect(words.contains("“bomb” is "))
    #expect(words.contains("copy or download it again"))
  }

  @Test("declared sizes are held against the limits before a byte is read")
  func declaredSizes() {
    let member = archive(repeats: 1, declared: 1 << 29)
    #expect(throws: CompressedFileError.tooLarge(name: "bomb", bytes: 1 << 29, limit: 1 << 28)) {
      try ZipArchive(member).bytes(of: "bomb")
    }
    let total = archive(repeats: 1, declared: 1 << 31)
    #expect(throws: CompressedFileError.archiveTooLarge(bytes: 1 << 31 + 1, limit: 1 << 30)) {
      try ZipArchive(total)
    }
  }

  @Test("more members than the limit are refused, by their number alone")
  func members() throws {
    let names = (0..<1001).map { ("m\($0)", "") }
    #expect(throws: CompressedFileError.tooManyMembers(count: 1001, limit: 1000)) {
      try ZipArchive(ZipBuilder(names).bytes())
    }
    #expect(try ZipArchive(ZipBuilder(Array(names.dropLast())).bytes()).members.count == 1000)
  }

  @Test("members that share bytes are refused")
  func overlap() {
    let zip = ZipBuilder([("a", "same"), ("b", "same")])
    #expect(throws: CompressedFileError.self) {
      try ZipArchive(zip.bytes { index, offset in index == 1 ? 0 : offset })
    }
    // The second one's header stands inside the first one's content.
    let inner = ZipBuilder([("b", "x")]).bytes().prefix(32)
    var nested = ZipBuilder()
    nested.add("a", Array(inner))
    nested.add("b", Array("x".utf8))
    #expect(throws: CompressedFileError.overlapping(name: "a", other: "b")) {
      try ZipArchive(nested.bytes { index, offset in index == 1 ? 31 : offset })
    }
  }

  @Test("a member whose own header has another name is damaged")
  func twoNames() {
    var zip = ZipBuilder([("a", "x")])
    zip.members[0].localName = Array("b".utf8)
    #expect(
      throws: CompressedFileError.damaged(
        name: "a", reason: "it is not where the directory says")
    ) { try ZipArchive(zip.bytes()) }
  }

  @Test("a wrong checksum is damage")
  func wrongChecksum() throws {
    var zip = ZipBuilder([("a", "x")])
    zip.members[0].crc = 1
    let archive = try ZipArchive(zip.bytes())
    do {
      _ = try archive.bytes(of: "a")
      Issue.record("the member was read")
    } catch {
      #expect(error.description.hasPrefix("“a” is damaged"))
    }
  }

  @Test("a thousand mutations of an archive are read or refused, and nothing else")
  func mutations() {
    var random = SeededGenerator(seed: 2024)
    var zip = ZipBuilder([("a/b.txt", String(repeating: "text ", count: 50)), ("c", "")])
    let content = [UInt8](repeating: 0x41, count: 258 * 40 + 1)
    zip.members.append(
      ZipBuilder.Member(
        name: Array("d".utf8), packed: Deflate.bomb(repeats: 40), content: content, method: 8))
    let valid = zip.bytes()
    var refused = 0
    for _ in 0..<1000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
      }
      do {
        let archive = try ZipArchive(bytes)
        for member in archive.members { _ = try archive.bytes(of: member.name) }
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 500)
  }
}
