import Foundation
import Testing

@testable import VietnameseText

@Suite("What is no text")
struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let encoding: TextEncoding
    let bytes: [UInt8]
    let reason: EncodingFault.Reason
    let byteOffset: Int
    let line: Int
    var testDescription: String { "\(encoding.rawValue) \(bytes)" }

    init(
      _ encoding: TextEncoding, _ bytes: [UInt8], _ reason: EncodingFault.Reason, at offset: Int,
      line: Int = 1
    ) {
      (self.encoding, self.bytes, self.reason) = (encoding, bytes, reason)
      (byteOffset, self.line) = (offset, line)
    }
  }

  static let cases = [
    Case(.utf8, [0x61, 0x80], .undefinedByte(0x80), at: 1),
    Case(.utf8, [0xC0, 0xAF], .undefinedByte(0xC0), at: 0),
    Case(.utf8, [0xE0, 0x80, 0x80], .undefinedByte(0xE0), at: 0),
    Case(.utf8, [0x0A, 0xED, 0xA0, 0x80], .undefinedByte(0xED), at: 1, line: 2),
    Case(.utf8, [0xF4, 0x90, 0x80, 0x80], .undefinedByte(0xF4), at: 0),
    Case(.utf8, [0xE1, 0xBA, 0x61], .undefinedByte(0xE1), at: 0),
    Case(.utf8, [0x61, 0xE1, 0xBA], .cutOff, at: 1),
    Case(.utf8, [0x0D, 0x0A, 0x0D, 0x0A, 0xE1], .cutOff, at: 4, line: 3),
    Case(.utf16LittleEndian, [0x61, 0x00, 0x62], .cutOff, at: 2),
    Case(.utf16LittleEndian, [0x00, 0xD8, 0x61, 0x00], .loneSurrogate, at: 0),
    Case(.utf16LittleEndian, [0x61, 0x00, 0x00, 0xDC], .loneSurrogate, at: 2),
    Case(.utf16LittleEndian, [0x0A, 0x00, 0x3D, 0xD8], .loneSurrogate, at: 2, line: 2),
    Case(.utf16BigEndian, [0xD8, 0x3D, 0xDC], .cutOff, at: 0),
    Case(.windows1252, [0x61, 0x0D, 0x62, 0x81], .undefinedByte(0x81), at: 3, line: 2),
    Case(.windows1258, [0x61, 0xEC, 0x8A], .undefinedByte(0x8A), at: 2),
    Case(.tcvn3, [0x90], .undefinedByte(0x90), at: 0),
    Case(.vniWindows, [0x62, 0xE4], .misplacedMark(0xE4), at: 1),
    Case(.vniWindows, [0xF8], .misplacedMark(0xF8), at: 0),
    Case(.vniWindows, [0x65, 0xEA], .misplacedMark(0xEA), at: 1),
    Case(.vniWindows, [0x61, 0xF8, 0xF8], .misplacedMark(0xF8), at: 2),
    Case(.vniWindows, [0x61, 0xE7], .undefinedByte(0xE7), at: 1),
  ]

  @Test("is an error with its place, however it is cut", arguments: cases)
  func faults(expected: Case) throws {
    for length in [1, 2, 3, 100] {
      let fault = #expect(throws: EncodingFault.self) {
        try Support.decode(expected.bytes, expected.encoding) { length }
      }
      #expect(
        fault
          == EncodingFault(
            encoding: expected.encoding, reason: expected.reason, byteOffset: expected.byteOffset,
            line: expected.line))
    }
  }

  @Test("a fault is thrown again by every further call")
  func again() throws {
    var decoder = TextDecoder(.utf8)
    let first = #expect(throws: EncodingFault.self) { try decoder.decode([0x61, 0xFF]) }
    let second = #expect(throws: EncodingFault.self) { try decoder.decode([0x61], isLast: true) }
    #expect(first == second)
    #expect(
      first?.description
        == "not UTF-8: byte FF is no character (line 1, byte offset 1); name the encoding in which "
        + "the text was saved, or save it as UTF-8")
  }

  @Test(
    "random bytes are text in normalisation form C or an error", arguments: TextEncoding.allCases)
  func randomBytes(encoding: TextEncoding) throws {
    var generator = SeededGenerator(state: 42)
    let letters: [UInt8] = Array("aeiouyAOU \n".utf8)
    var decodedCount = 0
    for round in 0..<3_000 {
      let length = Int.random(in: 0...24, using: &generator)
      let bytes = (0..<length).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : Bool.random(using: &generator)
            ? letters[Int.random(in: 0..<letters.count, using: &generator)]
            : [0xC3, 0xCC, 0x81, 0xA1, 0xE1, 0xF2, 0xD2, 0xB0, 0x1E, 0x03][
              Int.random(in: 0..<10, using: &generator)]
      }
      let whole = Result { try encoding.utf8(of: bytes) }
      let inPieces = Result {
        try Support.decode(bytes, encoding) { Int.random(in: 0...3, using: &generator) }
      }
      switch (whole, inPieces) {
      case (.success(let one), .success(let other)):
        decodedCount += 1
        #expect(one == other)
        let text = try #require(String(validating: one, as: UTF8.self))
        #expect(Array(text.precomposedStringWithCanonicalMapping.utf8) == one)
      case (.failure(let one), .failure(let other)):
        #expect(one as? EncodingFault == other as? EncodingFault)
        #expect((0..<bytes.count).contains((one as? EncodingFault)?.byteOffset ?? -1))
      default: Issue.record("\(bytes) depends on how it is cut")
      }
    }
    #expect(decodedCount > 50)
  }

  @Test("UTF-8 is judged as the standard library judges it")
  func againstStandardLibrary() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        [
          0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4,
          0xF5,
        ][
          Int.random(in: 0..<16, using: &generator)] as UInt8
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect(((try? TextEncoding.utf8.utf8(of: bytes)) != nil) == isValid, "\(bytes)")
    }
  }
}
