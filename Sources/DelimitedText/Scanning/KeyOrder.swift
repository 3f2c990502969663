/// Whether keys of up to 16 bytes rise from each record to the next, shorter ones first.
struct KeyOrder {
  var isRising = true
  var first = Key()
  var last = Key()
  /// Whether the last key, or what is none, stands in a record that has not ended.
  var isOpen = false
  /// What was before that record.
  private var wasRising = true
  private var before = Key()

  /// A key; its bytes are read as two big-endian integers.
  struct Key {
    var count = 0
    var high: UInt64 = 0
    var low: UInt64 = 0

    var bytes: [UInt8] {
      (0..<count).map { index in
        let word = index < 8 ? high : low
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index % 8)))
      }
    }
  }

  @inline(__always)
  mutating func take(_ text: UnsafePointer<UInt8>, _ count: Int) {
    guard count <= 16 else {
      fail()
      return
    }
    open()
    let high = unsafe firstBytes(text, min(8, count)).byteSwapped
    let low = count > 8 ? unsafe firstBytes(text + 8, count &- 8).byteSwapped : 0
    let isAfter =
      count != last.count
      ? count > last.count : high != last.high ? high > last.high : low > last.low
    isRising = isRising && isAfter
    if last.count == 0 { first = Key(count: count, high: high, low: low) }
    last = Key(count: count, high: high, low: low)
  }

  /// Takes note of a key that cannot be compared.
  mutating func fail() {
    open()
    isRising = false
  }

  @inline(__always)
  private mutating func open() {
    guard !isOpen else { return }
    isOpen = true
    wasRising = isRising
    before = last
  }

  /// Forgets the key of a record that has not ended, which is read again.
  mutating func forgetOpen() {
    guard isOpen else { return }
    isOpen = false
    isRising = wasRising
    last = before
  }
}
