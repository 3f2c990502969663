/// HMAC-SHA-256 of `bytes` under `key` (RFC 2104): SHA-256(key ⊕ opad ‖ SHA-256(key ⊕ ipad ‖ bytes)).
///
/// A key longer than 64 bytes is replaced by its digest; a shorter one is filled with zeros.
///
/// - Returns: 32 bytes.
/// - Complexity: O(*bytes*).
public func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
  let blockSize = 64
  var block = key
  if key.count > blockSize {
    let shortened = SHA256()
    shortened.add(key)
    block = shortened.bytes()
  }
  block += Array(repeating: 0, count: blockSize - block.count)
  let inner = SHA256()
  inner.add(block.map { $0 ^ 0x36 })
  inner.add(bytes)
  let outer = SHA256()
  outer.add(block.map { $0 ^ 0x5C })
  outer.add(inner.bytes())
  return outer.bytes()
}
