/// The directory at the end of a ZIP archive, read and checked against the file (APPNOTE 4.3).
///
/// The directory alone says what the members are; what stands before each member must agree with
/// it, so that no two programs can see two different archives in one file.
struct ZipDirectory {
  /// One member, as the directory has it.
  struct Entry {
    let name: String
    let nameBytes: ArraySlice<UInt8>
    let flags: Int
    let method: Int
    let packedBytes: Int
    let bytes: Int
    let offset: Int
  }

  /// The members in the order of the directory.
  let entries: [Entry]

  /// The bytes a directory may have: its fixed parts for a thousand members are 46 kB.
  private static let maximumBytes = 1 << 24

  init(of source: ByteSource, maximumMembers: Int) throws(CompressedFileError) {
    let place = try Self.place(in: source)
    guard place.count <= maximumMembers else {
      throw .tooManyMembers(count: place.count, limit: maximumMembers)
    }
    guard place.range.count <= Self.maximumBytes else {
      throw .damaged(name: source.name, reason: "its directory has \(place.range.count) bytes")
    }
    let bytes = try source.bytes(place.range)
    entries = try Self.entries(in: bytes[...], count: place.count, of: source)
    try checkPlaces(in: source, before: place.range.lowerBound)
  }

  // MARK: - The directory's place

  /// Finds the end of the directory, and by it the directory; with 64-bit fields where there are.
  private static func place(
    in source: ByteSource
  ) throws(CompressedFileError) -> (range: Range<Int>, count: Int) {
    let fileBytes = try source.count()
    let tailStart = max(0, fileBytes - 22 - 0xFFFF)
    let tail = try source.bytes(tailStart..<fileBytes)
    let starts = stride(from: tail.count - 22, through: 0, by: -1)
    let end = starts.first { start in
      tail[start...].starts(with: [0x50, 0x4B, 0x05, 0x06])
        && start + 22 + tail[start...].int16(at: 20) == tail.count
    }
    guard let end else {
      let start = try source.bytes(0..<min(fileBytes, CompressionKind.byteCount))
      throw CompressionKind.of(start) == .zip
        ? .cutOff(name: source.name) : .notCompressed(name: source.name, expected: [.zip])
    }
    let record = tail[end...]
    var count = UInt64(record.int16(at: 10))
    var size = record.littleEndian(at: 12, count: 4)
    var offset = record.littleEndian(at: 16, count: 4)
    var directoryEnd = tailStart + end
    guard record.int16(at: 4) == record.int16(at: 6) else {
      throw .damaged(name: source.name, reason: "it is one part of several")
    }
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, directoryEnd >= 20 {
      let locator = try source.bytes(directoryEnd - 20..<directoryEnd)[...]
      if locator.starts(with: [0x50, 0x4B, 0x06, 0x07]),
        let start = Int(exactly: locator.littleEndian(at: 8, count: 8)), start >= 0,
        start <= directoryEnd - 76
      {
        let large = try source.bytes(start..<start + 56)[...]
        guard large.starts(with: [0x50, 0x4B, 0x06, 0x06]) else {
          throw .damaged(name: source.name, reason: "its 64-bit directory is missing")
        }
        count = large.littleEndian(at: 32, count: 8)
        size = large.littleEndian(at: 40, count: 8)
        offset = large.littleEndian(at: 48, count: 8)
        directoryEnd = start
      }
    }
    guard let count = Int(exactly: count), offset <= directoryEnd,
      size == UInt64(directoryEnd) - offset
    else { throw .damaged(name: source.name, reason: "its directory is not where it says") }
    return (Int(offset)..<directoryEnd, count)
  }

  // MARK: - Its entries

  private static func entries(
    in directory: ArraySlice<UInt8>, count: Int, of source: ByteSource
  ) throws(CompressedFileError) -> [Entry] {
    var entries: [Entry] = []
    var names: Set<String> = []
    var rest = directory
    while !rest.isEmpty {
      guard rest.count >= 46, rest.starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
        throw .damaged(name: source.name, reason: "its directory is broken")
      }
      let nameCount = rest.int16(at: 28)
      let extraCount = rest.int16(at: 30)
      let total = 46 + nameCount + extraCount + rest.int16(at: 32)
      guard rest.count >= total else {
        throw .damaged(name: source.name, reason: "its directory is broken")
      }
      let nameBytes = rest.dropFirst(46).prefix(nameCount)
      let name = try MemberName.normalised(MemberName.text(nameBytes))
      var sizes = [
        rest.littleEndian(at: 24, count: 4), rest.littleEndian(at: 20, count: 4),
        rest.littleEndian(at: 42, count: 4),
      ]
      widen(&sizes, by: rest.dropFirst(46 + nameCount).prefix(extraCount))
      guard let bytes = Int(exactly: sizes[0]), let packedBytes = Int(exactly: sizes[1]),
        let offset = Int(exactly: sizes[2])
      else { throw .damaged(name: name, reason: "its size is beyond any file's") }
      guard names.insert(name).inserted else { throw .repeatedName(name: name) }
      entries.append(
        Entry(
          name: name, nameBytes: nameBytes, flags: rest.int16(at: 8), method: rest.int16(at: 10),
          packedBytes: packedBytes, bytes: bytes, offset: offset))
      rest = rest.dropFirst(total)
    }
    guard entries.count == count else {
      throw .damaged(name: source.name, reason: "its directory is broken")
    }
    return entries
  }

  /// Replaces sizes that say "see there" by those of the 64-bit extra field, in its order.
  private static func widen(_ sizes: inout [UInt64], by extra: ArraySlice<UInt8>) {
    var rest = extra
    while rest.count >= 4 {
      let count = rest.int16(at: 2)
      guard rest.count >= 4 + count else { return }
      if rest.int16(at: 0) == 1 {
        var wide = rest.dropFirst(4).prefix(count)
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && wide.count >= 8 {
          sizes[index] = wide.littleEndian(at: 0, count: 8)
          wide = wide.dropFirst(8)
        }
      }
      rest = rest.dropFirst(4 + count)
    }
  }

  // MARK: - The members' places

  /// Checks that each member stands where the directory says, and shares no byte with another.
  private func checkPlaces(
    in source: ByteSource, before directory: Int
  ) throws(CompressedFileError) {
    var end = 0
    var last = ""
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= end else { throw .overlapping(name: last, other: entry.name) }
      guard entry.offset <= directory - 30 else {
        throw .damaged(name: entry.name, reason: "it is not where the directory says")
      }
      let header = try source.bytes(entry.offset..<entry.offset + 30)[...]
      let nameStart = entry.offset + 30
      let nameEnd = nameStart + header.int16(at: 26)
      guard header.starts(with: [0x50, 0x4B, 0x03, 0x04]), nameEnd <= directory,
        try source.bytes(nameStart..<nameEnd)[...] == entry.nameBytes
      else { throw .damaged(name: entry.name, reason: "it is not where the directory says") }
      let dataStart = nameEnd + header.int16(at: 28)
      guard dataStart <= directory, entry.packedBytes <= directory - dataStart else {
        throw .damaged(name: entry.name, reason: "it reaches into the directory")
      }
      end = dataStart + entry.packedBytes
      last = entry.name
    }
  }
}
