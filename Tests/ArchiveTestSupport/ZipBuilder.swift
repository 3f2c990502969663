/// A ZIP archive, made as right or as wrong as a test wants it.
package struct ZipBuilder {
  package struct Member {
    package var name: [UInt8]
    package var packed: [UInt8]
    package var content: [UInt8]
    package var flags: UInt16
    package var method: UInt16
    package var declaredBytes: UInt32?
    package var localName: [UInt8]?
    package var crc: UInt32?

    package init(
      name: [UInt8], packed: [UInt8], content: [UInt8], flags: UInt16 = 0x800, method: UInt16 = 0,
      declaredBytes: UInt32? = nil, crc: UInt32? = nil
    ) {
      self.name = name
      self.packed = packed
      self.content = content
      self.flags = flags
      self.method = method
      self.declaredBytes = declaredBytes
      self.crc = crc
    }
  }

  package var members: [Member] = []
  package var comment: [UInt8] = []

  package init(_ files: [(String, String)] = []) {
    for (name, content) in files { add(name, Array(content.utf8)) }
  }

  package mutating func add(_ name: String, _ content: [UInt8]) {
    members.append(Member(name: Array(name.utf8), packed: content, content: content))
  }

  /// The archive's bytes; `offset` may move where the directory finds a member.
  package func bytes(offset: (_ index: Int, _ offset: Int) -> Int = { $1 }) -> [UInt8] {
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
