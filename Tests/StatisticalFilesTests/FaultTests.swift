import Foundation
import StatisticalFiles
import Testing

@Suite("Files that cannot be read")
struct FaultTests {
  private typealias Problem = StatisticalFileError.Problem

  private func problem(
    _ bytes: [UInt8], limits: StatisticalFile.Limits = .init(), encoding: String? = nil
  ) throws -> StatisticalFileError.Problem? {
    let file = try TemporaryFile(bytes)
    do {
      _ = try StatisticalFile(contentsOf: file.url, limits: limits, encoding: encoding).allCells()
      return nil
    } catch let error as StatisticalFileError {
      #expect(error.file == "file.sav")
      return error.problem
    }
  }

  @Test(
    "what is no statistical file is refused by what it is",
    arguments: [
      ("a,b\n1,2\n", "neither an SPSS"), ("PK\u{3}\u{4}xl/workbook.xml", "an Excel workbook"),
      ("\u{1F}\u{FFFD}", "neither"), ("HEADER RECORD*******LIBRARY HEADER", "SAS"),
      ("<stata_dta><header><release>9", "version 9"),
      ("<stata_dta><header><release>121</release><byteorder>LSF</byteorder>", "version 121"),
      ("$FL2", "too early"), ("", "empty"),
    ])
  func otherFiles(text: String, words: String) throws {
    let problem = try #require(try problem(Array(text.utf8)))
    #expect("\(problem)".contains(words), "\(problem)")
  }

  @Test("no file and a folder are told apart")
  func paths() throws {
    let folder = FileManager.default.temporaryDirectory
    #expect(throws: StatisticalFileError(file: "absent.sav", problem: .noSuchFile)) {
      try StatisticalFile(contentsOf: folder.appending(path: "absent.sav"))
    }
    #expect(throws: StatisticalFileError(file: folder.lastPathComponent, problem: .unreadable)) {
      try StatisticalFile(contentsOf: folder)
    }
  }

  @Test(
    "a file cut off is truncated, with the rows before the cut",
    arguments: [("answers.sav", 5), ("answers.zsav", nil), ("plain-stata8.dta", nil)])
  func truncated(name: String, rows: Int?) throws {
    let bytes = try Fixture.bytes(name)
    switch try problem(bytes.dropLast(100)) {
    case .truncated(let read, _): if let rows { #expect(read == rows) }
    case let other: Issue.record("\(String(describing: other))")
    }
  }

  @Test("every cut of a file is an error, never a shorter table")
  func everyCut() throws {
    for name in ["answers-compressed.sav", "windows-1258.sav", "plain-stata10.dta", "plain.por"] {
      let bytes = try Fixture.bytes(name)
      // Behind the rows may stand line ends and filling.
      for count in stride(from: 0, to: bytes.count - 80, by: 29) {
        let problem = try problem(Array(bytes.prefix(count)))
        #expect(problem != nil, "\(name) cut to \(count) bytes")
      }
    }
  }

  @Test("a text in another encoding is named by row and variable, and the right encoding reads it")
  func encodings() throws {
    var bytes = try Fixture.bytes("windows-1258.sav")
    let codePage = try #require(bytes.firstRange(of: [0xEA, 0x04, 0, 0]))
    bytes.replaceSubrange(codePage, with: [0xE9, 0xFD, 0, 0])
    #expect(
      try problem(bytes) == .undecodableText(.valueLabel(variable: "q1"), encoding: "UTF-8"))
    #expect(try problem(bytes, encoding: "windows-1258") == nil)
    #expect(try problem(bytes, encoding: "klingon") == .unknownEncoding("klingon"))
    #expect(
      try problem(bytes, encoding: "ASCII//IGNORE") == .unknownEncoding("ASCII//IGNORE"))

    var answers = try Fixture.bytes("answers.sav")
    let ward = try #require(answers.lastRange(of: Array("Xã A".utf8)))
    answers[ward.lowerBound + 1] = 0xFF
    #expect(
      try problem(answers) == .undecodableText(.cell(row: 6, variable: "ward"), encoding: "UTF-8"))
    let por = try Fixture.bytes("plain.por")
    #expect(try problem(por, encoding: "windows-1258") == .encodingNotApplicable)
  }

  @Test("a text cut within a character ends before it")
  func cutText() throws {
    var bytes = try Fixture.bytes("answers.sav")
    let ward = try #require(bytes.firstRange(of: Array("Phường Bến Nghé".utf8)))
    bytes[ward.upperBound - 1] = UInt8(ascii: " ")
    let file = try TemporaryFile(bytes)
    #expect(
      try StatisticalFile(contentsOf: file.url).allCells()[0][0] == .text("Phường Bến Ngh"))
  }

  @Test(
    "what is too large is refused by the limit it passes",
    arguments: [
      (\StatisticalFile.Limits.variables, 5, Problem.tooLarge(.variables, limit: 5)),
      (\.valueLabels, 5, .tooLarge(.valueLabels, limit: 5)),
      (\.cells, 35, .tooLarge(.cells, limit: 35)),
      (\.textBytes, 300, .tooLarge(.textBytes(row: 2, variable: "remark"), limit: 300)),
    ])
  func limits(
    limit: any WritableKeyPath<StatisticalFile.Limits, Int> & Sendable, value: Int,
    expected: StatisticalFileError.Problem
  ) throws {
    var limits = StatisticalFile.Limits()
    limits[keyPath: limit] = value
    #expect(try problem(Fixture.bytes("answers.sav"), limits: limits) == expected)
    limits[keyPath: limit] = 10_000
    #expect(try problem(Fixture.bytes("answers.sav"), limits: limits) == nil)
  }

  @Test("a portable file does not tell its rows, and their number is limited all the same")
  func untoldRows() throws {
    var limits = StatisticalFile.Limits()
    limits.cells = 5
    #expect(
      try problem(Fixture.bytes("plain.por"), limits: limits) == .tooLarge(.cells, limit: 5))
  }

  @Test("a letter that a portable file cannot hold is refused, not read as a blank")
  func portableLetters() throws {
    var bytes = try Fixture.bytes("plain.por")
    let text = try #require(bytes.lastRange(of: Array("bc".utf8)))
    let line = bytes[..<text.lowerBound].count { $0 == 0x0A } + 1
    bytes[text.lowerBound] = 0xE9
    #expect(try problem(bytes) == .notPortable(line: line))
    // The greeting may be in any character set.
    bytes[text.lowerBound] = UInt8(ascii: "b")
    bytes[3] = 0xE9
    #expect(try problem(bytes) == nil)
  }

  @Test("messages say where and what to do")
  func words() {
    let place = StatisticalFileError.Problem.Place.cell(row: 6, variable: "ward")
    let error = StatisticalFileError(
      file: "a.sav", problem: .undecodableText(place, encoding: "UTF-8"))
    #expect(
      "\(error)" == "a.sav: row 6, variable ward is not in the encoding UTF-8; name the right one, "
        + "such as windows-1258")
    let truncated = StatisticalFileError(
      file: "a.sav", problem: .truncated(rowsRead: 5, rowsStated: 6))
    #expect(
      "\(truncated)"
        == "a.sav: the file ends too early, behind 5 rows of 6; copy or export it again")
  }
}
