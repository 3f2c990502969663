import Foundation
import SurveyIngest
import SurveyModel
import TestSupport
import Testing

/// Files on disk that are refused as a whole, alike whichever way they are read.
@Suite("Files that no survey writes")
struct HostileFileTests {
  private let study: Study
  private let folder: TemporaryFolder
  private let clean = Array(CleanBatch.text().utf8)

  init() throws {
    study = try FaultyBatch.study()
    folder = try TemporaryFolder()
  }

  /// The ways in which the program reads a file.
  enum Way: CaseIterable {
    case whole, blocks, scan

    /// Opens a file; what it gives reads the rest and counts the rows.
    func open(_ url: URL, _ study: Study) throws -> () throws -> Int {
      switch self {
      case .whole: return { try ResponseTable(reading: url, for: study).rowCount }
      case .blocks:
        let reader = try ReadAhead(url, for: study)
        return {
          var rows = 0
          while let block = try reader.nextBlock() { rows += block.rowCount }
          return rows
        }
      case .scan:
        let scan = try BatchScan(url, for: study, smallestPart: 100)
        return {
          try scan.collect(threads: 3, into: { 0 }) { $0 += $1.rowCount }.collected.reduce(0, +)
        }
      }
    }
  }

  private func refusal(_ url: URL, _ way: Way) throws -> ImportError? {
    #expect(throws: ImportError.self) { _ = try way.open(url, study)() }
  }

  @Test("no file, a folder, a pipe, a device", arguments: Way.allCases)
  func noFile(_ way: Way) throws {
    let pipe = folder.url.appending(path: "pipe.csv")
    let isMade = unsafe mkfifo(pipe.path, 0o600) == 0
    #expect(isMade)
    let file = try folder.write(clean, to: "clean.csv")
    let cases: [(URL, ImportError.Problem)] = [
      (folder.url.appending(path: "nothing.csv"), .noSuchFile),
      (file.appending(path: "below.csv"), .noSuchFile), (folder.url, .notAFile),
      (pipe, .notAFile), (URL(filePath: "/dev/zero"), .notAFile),
    ]
    for (url, problem) in cases { #expect(try refusal(url, way)?.problems == [problem]) }
  }

  @Test("nothing, a header alone, NUL alone", arguments: Way.allCases)
  func nothing(_ way: Way) throws {
    let header = Array(CleanBatch.text().utf8.prefix { $0 != 0x0A })
    let cases: [([UInt8], ImportError.Problem)] = [
      ([], .empty), (header, .noRecords), (header + [0x0A, 0x2C, 0x2C, 0x0A], .noRecords),
      (header + Array("\n\"\",\"\"\n \n".utf8), .noRecords),
      ([0, 0, 0], .notText(kind: "NUL")),
      (Array("a,b\nc,d\n".utf8) + Array(repeating: 0, count: 400), .nullBytes(line: 3)),
    ]
    for (bytes, problem) in cases {
      let file = try folder.write(bytes, to: "odd.csv")
      #expect(try refusal(file, way)?.problems == [problem])
    }
  }

  @Test("a line that no record can be as long as", arguments: Way.allCases)
  func longLine(_ way: Way) throws {
    let limit = 1 << 24
    let header = clean.prefix { $0 != 0x0A } + [0x0A]
    for start in [clean, clean + [0x22], Array(header), []] {
      let lines = start.count { $0 == 0x0A }
      let file = try folder.write(start, to: "long.csv")
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: UInt64(start.count + limit + 10))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(clean))
      try handle.close()
      #expect(
        try refusal(file, way)?.problems == [.lineTooLong(line: lines + 1, limit: limit)])
    }
  }

  @Test("a file that is written to after it was opened", arguments: [Way.blocks, .scan])
  func changed(_ way: Way) throws {
    // More than is read at once when the file is opened.
    let count = 40_000
    let head = clean.prefix { $0 != 0x0A } + [0x0A]
    let rows = (0..<count).flatMap {
      Array("Q\($0),X1,H1,C1,9,1,4,5,1,3,1 3,1,0,,35,0.5,,tốt\n".utf8)
    }
    for change in ["append", "cut", "overwrite"] {
      let file = try folder.write(Array(head + rows), to: "growing.csv")
      let read = try way.open(file, study)
      let handle = try FileHandle(forUpdating: file)
      switch change {
      case "append":
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("Q40001,X1,H1,C1,9,1,4,5,1".utf8))
      case "cut": try handle.truncate(atOffset: UInt64(head.count + rows.count * 3 / 4))
      default:
        try handle.seek(toOffset: UInt64(head.count + rows.count - 20))
        // The time of a change is only known to some milliseconds.
        Thread.sleep(forTimeInterval: 0.02)
        try handle.write(contentsOf: Data("1".utf8))
      }
      try handle.close()
      let error = #expect(throws: ImportError.self) { _ = try read() }
      #expect(error?.problems == [.changed], "\(change)")
    }
  }

  @Test("a text that stops being UTF-8, by the line", arguments: Way.allCases)
  func notUTF8(_ way: Way) throws {
    // Characters of two and three bytes stand across every place where a piece may end.
    for shift in 0..<2 {
      let wide = String(repeating: "ộđ€", count: 20_000) + String(repeating: "x", count: shift)
      let row = "R1,X1,H1,C1,9,1,4,5,1,3,1 3,1,0,,35,0.5,,\(wide)\r\n"
      let lone = row.replacing("R1", with: "R2").replacing("\r\n", with: "\r")
      let bytes = clean + Array((row + lone + "R3,X1,H1,C1,9,1,4").utf8) + [0xF2, 0x0A]
      let file = try folder.write(bytes, to: "latin.csv")
      let line = clean.count { $0 == 0x0A } + 3
      #expect(try refusal(file, way)?.problems == [.notUTF8(line: line)])
    }
  }

  @Test("a file cut off anywhere gives the records before the cut, and at most one of its own")
  func cut() throws {
    let whole = try ResponseTable(clean, fileName: "cut.csv", for: study).values()
    let header = clean.prefix { $0 != 0x0A }.count + 1
    for end in stride(from: header + 1, through: clean.count, by: 11) {
      let file = try folder.write(Array(clean[..<end]), to: "cut.csv")
      guard String(validating: clean[..<end], as: UTF8.self) != nil else {
        #expect(throws: ImportError.self) { try ResponseTable(reading: file, for: study) }
        continue
      }
      let table = try ResponseTable(reading: file, for: study)
      let rows = table.values()
      let source = try #require(table.source)
      #expect(source.readCount == rows.count + source.setAsideCount)
      // A record without its line end is read as it stands; those before it are the whole file's.
      #expect(rows.dropLast().elementsEqual(whole.prefix(max(0, rows.count - 1))), "cut at \(end)")
      for way in Way.allCases { #expect(try way.open(file, study)() == rows.count) }
    }
  }
}
