internal import COpenSSL

/// SHA-256 of bytes that come piece by piece.
@safe final class FileDigest {
  /// OpenSSL's, made and freed by this object alone.
  private let context: OpaquePointer?

  init() {
    unsafe context = EVP_MD_CTX_new()
    _ = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes from `offset` on.
  func add(_ bytes: [UInt8], from offset: Int = 0) {
    unsafe bytes.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
      _ = unsafe EVP_DigestUpdate(context, rest.baseAddress, rest.count)
    }
  }

  /// The digest in lower-case hexadecimal; nothing can be added behind it.
  func hexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    // The digest is written into `digest`, which is as long as OpenSSL asks.
    _ = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    let digits = Array("0123456789abcdef")
    return digest.reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }
}

/// SHA-256 of `bytes`, in lower-case hexadecimal.
func sha256(_ bytes: [UInt8]) -> String {
  let digest = FileDigest()
  digest.add(bytes)
  return digest.hexadecimal()
}
