import ArchiveTestSupport
import Foundation
import SurveyModel
import SurveyIngest
import Spreadsheets
import TestSupport
import Testing

/// Files of every kind with bytes changed, through the whole front door.
///
/// `SIPAS_MUTATIONS=1000` makes that many of each kind; a few are made otherwise.
@Suite("Damaged files of every kind", .serialized)
struct DamagedFileTests {
  private let study: Study
  private let folder: TemporaryFolder

  init() throws {
    study = try FaultyBatch.study()
    folder = try TemporaryFolder()
  }

  /// The kinds of files.
  enum Kind: String, CaseIterable {
    case csv, xlsx, sav, dta, gz, zip
  }

  private static let count =
    ProcessInfo.processInfo.environment["SIPAS_MUTATIONS"].flatMap { Int($0) } ?? 60

  private func bytes(_ kind: Kind) throws -> [UInt8] {
    let text = Array(CleanBatch.text().utf8)
    switch kind {
    case .csv: return text
    case .sav, .dta:
      let path = "Tests/SurveyIngestTests/Fixtures/statistics/answers.\(kind)"
      return [UInt8](try Data(contentsOf: PackageFiles.root.appending(path: path)))
    case .gz: return gzip(Deflate.stored(text), of: text)
    case .zip:
      var archive = ZipBuilder()
      archive.add("xa 1/a.csv", text)
      archive.add("b.csv", Array(CleanBatch.text(delimiter: ";").utf8))
      return archive.bytes()
    case .xlsx:
      let file = folder.url.appending(path: "made.xlsx")
      var writer = try WorkbookWriter(to: file, created: Date(timeIntervalSince1970: 1_735_689_600))
      try writer.beginSheet("Phiếu", columns: CleanBatch.header.map { .init($0) })
      for row in CleanBatch.rows { try writer.write(row.map { .text($0) }) }
      try writer.finish()
      return [UInt8](try Data(contentsOf: file))
    }
  }

  /// The number of rows read from a file and set aside.
  private func read(_ url: URL) throws -> Int {
    try SourceFile.files(at: url).reduce(0) { sum, file in
      let table = try ResponseTable(reading: Rendition(file, for: study))
      return sum + table.rowCount + (table.source?.setAsideCount ?? 0)
    }
  }

  @Test(
    "they are read or refused, and claim no memory", .timeLimit(.minutes(10)),
    arguments: Kind.allCases)
  func mutations(kind: Kind) throws {
    let bytes = try bytes(kind)
    let url = folder.url.appending(path: "damaged.\(kind)")
    try Data(bytes).write(to: url)
    let whole = try read(url)
    #expect(whole >= 5)
    var generator = SeededGenerator(seed: 20_241_231)
    var (refused, longest) = (0, Duration.zero)
    let before = DamagedFileTests.residentBytes()
    for number in 1...Self.count {
      try Data(DamagedFileTests.mutated(bytes, with: &generator)).write(to: url)
      let time = try ContinuousClock().measure {
        do {
          _ = try read(url)
        } catch let error as ImportError {
          refused += 1
          #expect(!error.problems.isEmpty && !error.file.isEmpty, "mutation \(number)")
        }
      }
      longest = max(longest, time)
    }
    // Whoever checks nothing refuses nothing.
    #expect(refused > 0)
    #expect(longest < .seconds(20), "\(longest)")
    if let before, let after = DamagedFileTests.residentBytes() {
      #expect(after - before < 200 << 20, "grew by \((after - before) >> 20) MiB")
    }
    print("\(kind): \(refused) of \(Self.count) refused, the longest took \(longest)")
  }

  /// One to four changes: a byte, a bit, a run of bytes elsewhere, a large number, a cut.
  private static func mutated(
    _ bytes: [UInt8], with generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2:
        let end = min(place + 12, bytes.count)
        let target = Int.random(in: 0...(bytes.count - (end - place)), using: &generator)
        bytes.replaceSubrange(target..<(target + end - place), with: bytes[place..<end])
      case 3:
        let start = place / 4 * 4
        let numbers: [[UInt8]] = [
          [0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0, 0, 0, 0],
        ]
        for (offset, byte) in (numbers.randomElement(using: &generator) ?? []).enumerated()
        where start + offset < bytes.count { bytes[start + offset] = byte }
      case 4: bytes.removeLast(Int.random(in: 0..<max(1, bytes.count / 8), using: &generator))
      case 5:
        let signs: [UInt8] = [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0, 0xFF, 0xC3]
        bytes[place] = signs.randomElement(using: &generator) ?? 0
      default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
      }
    }
    return bytes
  }

  /// The memory of this process; nil where the system does not tell by /proc.
  private static func residentBytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages * 4096
  }
}
