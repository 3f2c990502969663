import Digests
import Testing

@Suite("Digests are those of the standards")
struct DigestTests {
  @Test(
    "SHA-256 gives the examples of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func sha(text: String, digest: String) {
    #expect(sha256(Array(text.utf8)) == digest)
    let pieces = SHA256()
    for byte in text.utf8 { pieces.add([byte]) }
    #expect(pieces.hexadecimal() == digest)
  }

  @Test(
    "HMAC-SHA-256 gives the test cases of RFC 4231",
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ])
  func hmac(key: [UInt8], text: String, code: String) {
    #expect(hexadecimalText(of: hmacSHA256(Array(text.utf8), key: key)) == code)
  }

  @Test("what is counted can be cut apart in one way only")
  func counted() {
    let digests = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""]].map { texts in
      let digest = SHA256()
      for text in texts { digest.add(counted: Array(text.utf8)) }
      return digest.hexadecimal()
    }
    #expect(Set(digests).count == digests.count)
  }
}
