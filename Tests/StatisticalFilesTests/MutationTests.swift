import Foundation
import StatisticalFiles
import Testing

@Suite("Damaged files", .serialized)
struct MutationTests {
  @Test(
    "mutations of a file are read or refused, and claim no memory",
    arguments: [
      "answers.sav", "answers.zsav", "answers-stata15.dta", "plain-stata10.dta", "plain.por",
    ])
  func mutations(name: String) throws {
    let bytes = try Fixture.bytes(name)
    let file = try TemporaryFile(bytes)
    var generator = SeededGenerator(seed: 20_241_231)
    var limits = StatisticalFile.Limits()
    limits.cells = 100_000
    var refused = 0
    let before = residentBytes()
    for number in 1...400 {
      try Data(mutated(bytes, with: &generator)).write(to: file.url)
      do {
        _ = try StatisticalFile(contentsOf: file.url, limits: limits).forEachRow { _ in }
      } catch is StatisticalFileError {
        refused += 1
      } catch {
        Issue.record("mutation \(number): \(error)")
      }
    }
    #expect(refused > 40)
    #expect(refused < 400)
    if let before, let after = residentBytes() {
      #expect(after - before < 200 << 20, "grew by \((after - before) >> 20) MiB")
    }
  }

  /// One to four changes: a byte, a bit, a run of bytes elsewhere, a large number, a cut.
  private func mutated(_ bytes: [UInt8], with generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2:
        let end = min(place + 12, bytes.count)
        let target = Int.random(in: 0...(bytes.count - (end - place)), using: &generator)
        bytes.replaceSubrange(target..<(target + end - place), with: bytes[place..<end])
      case 3:
        let start = place / 4 * 4
        let number: [UInt8] =
          [[0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80]]
          .randomElement(using: &generator) ?? []
        for (offset, byte) in number.enumerated() where start + offset < bytes.count {
          bytes[start + offset] = byte
        }
      case 4: bytes.removeLast(Int.random(in: 0..<max(1, bytes.count / 8), using: &generator))
      default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
      }
    }
    return bytes
  }

  /// The memory of this process; nil where the system does not tell by /proc.
  private func residentBytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages * 4096
  }
}
