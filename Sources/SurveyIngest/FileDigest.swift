internal import COpenSSL

/// SHA-256 of `bytes`, in lower-case hexadecimal.
func sha256(_ bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  // The digest is written into `digest`, which is as long as OpenSSL asks.
  _ = unsafe SHA256(bytes, bytes.count, &digest)
  let digits = Array("0123456789abcdef")
  return digest.reduce(into: "") { text, byte in
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
}
