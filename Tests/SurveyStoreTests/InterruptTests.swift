import Foundation
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyStore
import TestSupport
import Testing

@Suite("Long work on a large file", .serialized)
struct InterruptTests {
  @Test("stops at Ctrl-C with one line and code 130, and leaves neither batch nor file")
  func interrupted() throws {
    let office = try BusyOffice(rows: 150_000)
    let before = try office.files()
    let process = try office.start("import", "--progress", "json", "--lang", "en")
    // Ended when the records are being read, which the program itself tells.
    try office.wait(for: "\"stage\":\"import\"")
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    let lines = try office.errors().split(separator: "\n")
    #expect(lines.last == "Stopped. Nothing of batch.csv was put into the store.")
    #expect(lines.filter { !$0.hasPrefix("{") }.count == 1)
    #expect(lines.dropLast().last?.contains("\"event\":\"failed\"") == true)
    #expect(try office.batches() == [])
    let left = try office.files().subtracting(before).filter { !$0.hasPrefix("store/") }
    #expect(left.isEmpty)
    // The same file comes in afterwards, whole.
    let again = try office.start("import", "--progress", "json", "--lang", "en")
    again.waitUntilExit()
    #expect(again.terminationStatus == 0)
    #expect(try office.batches() == [150_000])
    let events = try office.errors().split(separator: "\n").map {
      try JSONDecoder().decode(Event.self, from: Data($0.utf8))
    }
    #expect(Set(events.map(\.event)) == ["start", "progress", "done"])
    let reading = events.filter { $0.stage == "import" && $0.event != "start" }
    #expect(reading.map(\.bytes) == reading.map(\.bytes).sorted())
    let last = try #require(reading.last)
    #expect(last.event == "done" && last.bytes == last.of && last.rows == 150_000)
    #expect(last.file == "batch.csv")
  }

  @Test("says nothing of its progress where the standard error is no terminal")
  func silent() throws {
    let office = try BusyOffice(rows: 2000)
    let process = try office.start("import")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try office.errors() == "")
  }

  @Test("scores a large file with events, and stops at Ctrl-C")
  func score() throws {
    let office = try BusyOffice(rows: 150_000)
    let process = try office.start("score", "--progress", "json", "--format", "json")
    try office.wait(for: "\"stage\":\"score\"")
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    // A quick machine may be done before.
    #expect([0, 130].contains(process.terminationStatus))
    #expect(try office.errors().contains("\"event\":\"start\""))
  }

  private struct Event: Decodable {
    var event: String
    var stage: String
    var file: String
    var bytes: Int
    var of: Int?
    var rows: Int
  }
}

/// A study's folder with a large batch, and the program.
private struct BusyOffice {
  private let folder: TemporaryFolder
  private let study: Study
  private let batch: URL

  init(rows: Int) throws {
    folder = try TemporaryFolder()
    try folder.write(Array(Samples.form.utf8), to: "form.yaml")
    try folder.write(
      Array("code,name,kind,parent\nX1,Xã 1,commune,\nX2,Xã 2,commune,\n".utf8), to: "units.csv")
    try folder.write(
      Array(
        """
        study: busy
        title: Busy
        wave: "2024"
        questionnaire: form.yaml
        reference-date: 2024-12-31
        units: units.csv
        columns: {unit: xa, key: [so_phieu]}
        design: {weight: {column: trong_so}}
        """.utf8), to: "study.yaml")
    study = try Study(contentsOf: folder.url)
    batch = try folder.write(
      SyntheticBatch(study: study, respondents: rows, seed: 7).csv(), to: "in/batch.csv")
  }

  func start(_ command: String, _ options: String...) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "sipas")
    let files = command == "score" ? ["--from", batch.path] : [batch.path]
    process.arguments = [command, folder.url.path] + files + options
    process.standardOutput = FileHandle.nullDevice
    let errors = errorFile
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return process
  }

  private var errorFile: URL { folder.url.appending(path: "in/errors.txt") }

  func errors() throws -> String { try String(contentsOf: errorFile, encoding: .utf8) }

  func wait(for text: String) throws {
    let end = ContinuousClock.now + .seconds(60)
    while try !errors().contains(text), ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.002)
    }
  }

  /// The files of the study's folder.
  func files() throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder.url.path))
      .subtracting(["in/errors.txt", "store"])
  }

  func batches() throws -> [Int] {
    let file = folder.url.appending(path: "store/sipas.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try SurveyStore(at: file).batches(of: study.wave).map(\.counts.accepted)
  }
}
