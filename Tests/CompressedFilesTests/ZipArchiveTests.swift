import ArchiveTestSupport
import CompressedFiles
import Foundation
import Testing

@Suite("ZIP archives")
struct ZipArchiveTests {
  @Test("members are listed in order and read by name, in any order")
  func reads() throws {
    var zip = ZipBuilder([("a/số liệu.csv", "một,hai\n"), ("a/", ""), ("./b//c.txt", "")])
    let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    zip.members.append(
      ZipBuilder.Member(
        name: Array("long".utf8), packed: Deflate.stored(long), content: long, method: 8))
    zip.comment = Array("PK\u{5}\u{6} is no end".utf8)
    let archive = try ZipArchive(zip.bytes())
    #expect(archive.members.map(\.name) == ["a/số liệu.csv", "a/", "b/c.txt", "long"])
    #expect(archive.members.map(\.isFolder) == [false, true, false, false])
    #expect(archive.members.map(\.bytes) == [10, 0, 0, 200_000])
    #expect(try archive.bytes(of: "long") == long)
    #expect(try archive.bytes(of: "a/số liệu.csv") == Array("một,hai\n".utf8))
    #expect(try archive.bytes(of: "b/c.txt") == [])
    #expect(try archive.bytes(of: "a/") == [])
    #expect(throws: CompressedFileError.noSuchMember(name: "c")) { try archive.bytes(of: "c") }
  }

  @Test("chunks are bounded, and counted")
  func chunks() throws {
    var zip = ZipBuilder()
    zip.add("x", [UInt8](repeating: 7, count: 200_000))
    var stream = try ZipArchive(zip.bytes()).stream(of: "x")
    var sizes: [Int] = []
    while let chunk = try stream.next() { sizes.append(chunk.count) }
    #expect(sizes.reduce(0, +) == 200_000)
    #expect(sizes.allSatisfy { $0 <= 65_536 })
    #expect(stream.byteCount == 200_000)
    #expect(try stream.next() == nil)
  }

  @Test("an archive in a file is the same as one in memory")
  func file() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(ZipBuilder([("a", "x"), ("b", "yz")]).bytes()).write(to: file)
    let archive = try ZipArchive(contentsOf: file)
    #expect(archive.members.map(\.packedBytes) == [1, 2])
    #expect(try archive.bytes(of: "b") == Array("yz".utf8))
    #expect(throws: CompressedFileError.unreadable(name: "none.zip")) {
      try ZipArchive(contentsOf: file.deletingLastPathComponent().appending(path: "none.zip"))
    }
  }

  @Test("an archive of nothing has no members")
  func empty() throws {
    #expect(try ZipArchive(ZipBuilder().bytes()).members.isEmpty)
  }

  @Test("a name that is not UTF-8 is read in the format's own code page")
  func codePage() throws {
    var zip = ZipBuilder()
    zip.members = [ZipBuilder.Member(name: [0x82, 0x2E, 0x61], packed: [], content: [], flags: 0)]
    #expect(try ZipArchive(zip.bytes()).members.map(\.name) == ["é.a"])
  }

  @Test(
    "a name that leads out of the archive is refused",
    arguments: [
      ("../x", .leavesArchive), ("a/../../x", .leavesArchive), ("a/..", .leavesArchive),
      ("/etc/passwd", .absolute), ("C:/x", .absolute), ("C:\\x", .absolute),
      ("\\x", .absolute), ("..\\x", .leavesArchive), ("a\\..\\..\\x", .leavesArchive),
      ("a\u{0}b", .controlCharacter), ("a\nb", .controlCharacter),
      ("", .empty), ("./", .empty),
    ] as [(String, CompressedFileError.NameFault)])
  func unsafeName(name: String, fault: CompressedFileError.NameFault) {
    #expect(throws: CompressedFileError.unsafeName(name: name, fault: fault)) {
      try ZipArchive(ZipBuilder([("good", ""), (name, "")]).bytes())
    }
  }

  @Test("two members of one name are refused, whatever Unicode form it has")
  func repeatedName() {
    for other in ["ế.csv", "e\u{302}\u{301}.csv", "./ế.csv", ".\\ế.csv"] {
      #expect(throws: CompressedFileError.repeatedName(name: "ế.csv")) {
        try ZipArchive(ZipBuilder([("ế.csv", ""), (other, "")]).bytes())
      }
    }
  }

  @Test("backslashes part names as old programs of Windows write them")
  func backslash() throws {
    let archive = try ZipArchive(ZipBuilder([("xl\\a.xml", "x"), ("xl\\", "")]).bytes())
    #expect(archive.members.map(\.name) == ["xl/a.xml", "xl/"])
    #expect(try archive.bytes(of: "xl/a.xml") == Array("x".utf8))
  }

  @Test("an encrypted member is refused by name", arguments: [1, 0x41, 0x2000] as [UInt16])
  func encrypted(flags: UInt16) {
    var zip = ZipBuilder([("a", ""), ("b", "x")])
    zip.members[1].flags |= flags
    #expect(throws: CompressedFileError.encrypted(name: "b")) { try ZipArchive(zip.bytes()) }
  }

  @Test("a method that is not read costs that member only")
  func method() throws {
    var zip = ZipBuilder([("a", "x"), ("b", "x")])
    zip.members[1].method = 9
    let archive = try ZipArchive(zip.bytes())
    #expect(try archive.bytes(of: "a") == Array("x".utf8))
    #expect(throws: CompressedFileError.unknownMethod(name: "b", method: 9)) {
      try archive.bytes(of: "b")
    }
  }

  @Test("what is not a ZIP archive is told from one that is cut off")
  func notZip() {
    let expected = CompressedFileError.notCompressed(name: "file", expected: [.zip])
    for bytes in [[], Array("PK".utf8), Array("a,b\n1,2\n".utf8)] as [[UInt8]] {
      #expect(throws: expected) { try ZipArchive(bytes) }
    }
    let whole = ZipBuilder([("a", "some text"), ("b", "x")]).bytes()
    for count in [4, 30, 60, whole.count - 30, whole.count - 1] {
      #expect(throws: CompressedFileError.cutOff(name: "file")) {
        try ZipArchive(Array(whole.prefix(count)))
      }
    }
  }

  @Test("an error says what is wrong and what to do")
  func words() {
    let error = CompressedFileError.ratioTooHigh(name: "xl/\u{1B}[2Ja", ratio: 1027, limit: 100)
    #expect(
      error.description
        == "“xl/\u{FFFD}[2Ja” unpacks to at least 1027 times its size, and 100 is allowed:"
        + " if you trust the file, unpack it yourself, or allow more")
  }
}
