/// A ZIP archive, made as right or as wrong as a test wants it.
struct ZipBuilder {
  struct Member {
    var name: [UInt8]
    var packed: [UInt8]
    var content: [UInt8]
    var flags: UInt16 = 0x800
    var method: UInt16 = 0
    var declaredBytes: UInt32?
    var localName: [UInt8]?
    var crc: UInt32?
  }

  var members: [Member] = []
  var comment: [UInt8] = []

  init(_ files: [(String, String)] = []) {
    for (name, content) in files { add(name, Array(content.utf8)) }
  }

  mutating func add(_ name: String, _ content: [UInt8]) {
    members.append(Member(name: Array(name.utf8), packed: content, content: content))
  }

  /// The archive's bytes; `offset` may move where the directory finds a member.
  func bytes(offset: (_ index: Int, _ offset: Int) -> Int = { $1 }) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (index, member) in members.enumerated() {
      let start = offset(index, file.count)
      let name = member.name
      let local = member.localName ?? name
      let sizes =
        littleEndian(member.crc ?? checksum(member.content))
        + littleEndian(UInt32(member.packed.count))
        + littleEndian(member.declaredBytes ?? UInt32(member.content.count))
      let common =
        littleEndian(member.flags) + littleEndian(member.method) + [0, 0, 0x21, 0] + sizes
      file += [0x50, 0x4B, 3, 4, 20, 0] + common
      file += littleEndian(UInt16(local.count)) + [0, 0] + local + member.packed
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + littleEndian(UInt16(name.count))
      directory += [UInt8](repeating: 0, count: 12) + littleEndian(UInt32(start)) + name
    }
    let count = littleEndian(UInt16(members.count))
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + littleEndian(UInt32(directory.count))
      + littleEndian(UInt32(file.count)) + littleEndian(UInt16(comment.count)) + comment
    return file + directory + end
  }
}
