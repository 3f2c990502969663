internal import COpenSSL

/// SHA-256 of bytes that come piece by piece (FIPS 180-4).
///
/// A class, because it stands for one digest that is being made.
@safe public final class SHA256 {
  /// OpenSSL's, made and freed by this object alone.
  private let context: OpaquePointer?

  /// Begins a digest.
  public init() {
    unsafe context = EVP_MD_CTX_new()
    _ = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes from `offset` on.
  public func add(_ bytes: [UInt8], from offset: Int = 0) {
    unsafe bytes.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
      _ = unsafe EVP_DigestUpdate(context, rest.baseAddress, rest.count)
    }
  }

  /// Adds how many bytes there are, in 64 bits, and then the bytes: what is added one after the other
  /// in this way can be cut apart in one way only.
  public func add(counted bytes: [UInt8]) {
    let count = UInt64(bytes.count)
    add((0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) })
    add(bytes)
  }

  /// The 32 bytes of the digest; nothing can be added behind it.
  public func bytes() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    // The digest is written into `digest`, which is as long as OpenSSL asks.
    _ = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    return digest
  }

  /// The digest in lower-case hexadecimal; nothing can be added behind it.
  public func hexadecimal() -> String { hexadecimalText(of: bytes()) }
}

/// SHA-256 of `bytes`, in lower-case hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String {
  let digest = SHA256()
  digest.add(bytes)
  return digest.hexadecimal()
}

/// Bytes in lower-case hexadecimal.
public func hexadecimalText(of bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return bytes.reduce(into: "") { text, byte in
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
}
