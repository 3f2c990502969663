/// The different texts of a field, numbered as they come: an open table of hashes, at most half full.
///
/// It lives behind the callbacks of libcsv, so it counts no references.
@safe
struct LabelNames {
  /// A text's place in the table; an empty place has the label −1.
  private struct Entry {
    /// The hash of a text of more than eight bytes, the bytes themselves of a shorter one.
    var hash: UInt64 = 0
    var label: Int32 = -1
  }

  /// Where a text stands among ``bytes``.
  private struct Name {
    var start: UInt32
    var count: UInt32
  }

  /// How many texts there are.
  private(set) var count = 0
  private var entries: UnsafeMutablePointer<Entry>
  private var mask = 15
  private var names: UnsafeMutablePointer<Name>
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity = 256

  /// The most texts, and the most bytes of one.
  private static let limit = 1 << 16
  private static let longest = 255

  init() {
    unsafe entries = .allocate(capacity: mask + 1)
    unsafe entries.initialize(repeating: Entry(), count: mask + 1)
    unsafe names = .allocate(capacity: (mask + 1) / 2)
    unsafe bytes = .allocate(capacity: byteCapacity)
    unsafe bytes.initialize(repeating: 0, count: byteCapacity)
  }

  func deallocate() {
    unsafe entries.deallocate()
    unsafe names.deallocate()
    unsafe bytes.deallocate()
  }

  /// The text of a label, from 0 to ``count``.
  func text(of label: Int) -> [UInt8] {
    precondition(label >= 0 && label < count)
    let name = unsafe names[label]
    return unsafe Array(
      UnsafeBufferPointer(start: bytes + Int(name.start), count: Int(name.count)))
  }

  /// The number of a text, a new one for a text that has not come before; −1 where it is too long, or
  /// where there are too many.
  ///
  /// Up to eight bytes past the end of the text are read.
  @inline(__always)
  mutating func label(_ text: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int32 {
    // An empty field has no address; its one zero byte is never looked at.
    guard let text = unsafe text ?? (count == 0 ? bytes : nil), count <= LabelNames.longest
    else { return -1 }
    let hash = unsafe hashed(text, count)
    var position = place(of: hash) & mask
    while true {
      let entry = unsafe entries + position
      let label = unsafe entry.pointee.label
      if label < 0 { return unsafe add(text, count, hash) }
      if unsafe entry.pointee.hash == hash, unsafe isName(Int(label), text, count) { return label }
      position = (position &+ 1) & mask
    }
  }

  @inline(__always)
  private func isName(_ label: Int, _ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    let name = unsafe names[label]
    guard Int(name.count) == count else { return false }
    var index = 8
    // Up to eight bytes the hash is the text.
    if count <= index { return true }
    index = 0
    while index < count {
      if unsafe bytes[Int(name.start) &+ index] != text[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(never)
  private mutating func add(
    _ text: UnsafeMutablePointer<UInt8>, _ count: Int, _ hash: UInt64
  ) -> Int32 {
    guard self.count < LabelNames.limit else { return -1 }
    if 2 * (self.count + 1) > mask + 1 { grow() }
    // Words of eight bytes may be read to the end.
    if byteCount + count + 8 > byteCapacity { growBytes(count) }
    for index in 0..<count { unsafe bytes[byteCount + index] = unsafe text[index] }
    unsafe (names + self.count).initialize(
      to: Name(start: UInt32(byteCount), count: UInt32(count)))
    byteCount += count
    let label = Int32(self.count)
    self.count += 1
    unsafe put(Entry(hash: hash, label: label), in: entries)
    return label
  }

  private func put(_ entry: Entry, in entries: UnsafeMutablePointer<Entry>) {
    var position = place(of: entry.hash) & mask
    while unsafe entries[position].label >= 0 { position = (position + 1) & mask }
    unsafe entries[position] = entry
  }

  private mutating func grow() {
    let old = unsafe entries
    let oldNames = unsafe names
    let places = mask + 1
    mask = 2 * places - 1
    unsafe entries = .allocate(capacity: mask + 1)
    unsafe entries.initialize(repeating: Entry(), count: mask + 1)
    for position in 0..<places where unsafe old[position].label >= 0 {
      unsafe put(old[position], in: entries)
    }
    unsafe names = .allocate(capacity: places)
    unsafe names.update(from: oldNames, count: count)
    unsafe old.deallocate()
    unsafe oldNames.deallocate()
  }

  private mutating func growBytes(_ count: Int) {
    let old = unsafe bytes
    byteCapacity = 2 * byteCapacity + count
    unsafe bytes = .allocate(capacity: byteCapacity)
    unsafe bytes.initialize(repeating: 0, count: byteCapacity)
    unsafe bytes.update(from: old, count: byteCount)
    unsafe old.deallocate()
  }
}
