/// The bytes of a text of up to eight, the first lowest; a hash of a longer one.
///
/// Up to eight bytes past the end are read.
@inline(__always)
func hashed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  if count <= 8 { return unsafe firstBytes(bytes, count) }
  var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  var index = 0
  while index < count {
    let word = unsafe firstBytes(bytes + index, min(8, count &- index))
    hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 32
    index &+= 8
  }
  return hash
}

/// The place in a table where the search for a hash begins.
@inline(__always)
func place(of hash: UInt64) -> Int {
  Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40)
}

/// Up to eight bytes as an integer, the first lowest; those past the end are read and left out.
@inline(__always)
func firstBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  let word = unsafe UInt64(
    littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  return count >= 8 ? word : word & ((1 as UInt64) &<< UInt64(8 &* count) &- 1)
}
