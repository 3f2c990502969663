import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyStatistics
import SurveyStore
import TestSupport
import Testing

@Suite("An import that is interrupted or killed", .serialized)
struct KillTests {
  private static let rowCount = 10_000

  @Test("leaves no batch or a whole one", .timeLimit(.minutes(10)))
  func killed() throws {
    let rehearsal = try Rehearsal(rows: Self.rowCount)
    let duration = try rehearsal.measureImport()
    var generator = SeededGenerator(seed: 2024)
    var left = (none: 0, whole: 0)
    // In the suite few enough to wait for; Benchmarks/kills asks for 200.
    let asked = ProcessInfo.processInfo.environment["SIPAS_KILLS"].flatMap { Int($0) }
    let rounds = asked ?? 40
    for round in 0..<rounds {
      // One draw from each part of the run, so that every part of it is met.
      let share = (Double(round) + Double.random(in: 0..<1, using: &generator)) / Double(rounds)
      // Ctrl-C, and what no program can answer.
      try rehearsal.importEnded(
        by: round.isMultiple(of: 2) ? SIGINT : SIGKILL, after: duration * (0.02 + 1.05 * share))
      switch try rehearsal.storedRows() {
      case []: left.none += 1
      case [Self.rowCount]: left.whole += 1
      case let other: Issue.record("rows of batches: \(other)")
      }
      try rehearsal.removeStore()
    }
    #expect(left.none > 0, "no import was ended before it was done")
    // What a kill leaves behind is no hindrance to the next import.
    try rehearsal.importEnded(by: SIGKILL, after: duration * 0.9)
    #expect(try rehearsal.importWhole() == 0)
    #expect(try rehearsal.storedRows() == [Self.rowCount])
  }
}

/// A study's folder and the program that imports its batch.
private struct Rehearsal {
  private let folder: TemporaryFolder
  private let study: Study
  private let batch: URL
  private let program: URL

  init(rows: Int) throws {
    folder = try TemporaryFolder()
    try folder.write(Array(Samples.form.utf8), to: "form.yaml")
    try folder.write(
      Array("code,name,kind,parent\nX1,Xã 1,commune,\nX2,Xã 2,commune,\n".utf8), to: "units.csv")
    try folder.write(
      Array(
        """
        study: killed
        title: Killed
        wave: "2024"
        questionnaire: form.yaml
        reference-date: 2024-12-31
        units: units.csv
        columns: {unit: xa, key: [so_phieu]}
        design: {weight: {column: trong_so}}
        """.utf8), to: "study.yaml")
    study = try Study(contentsOf: folder.url)
    let bytes = SyntheticBatch(study: study, respondents: rows, seed: 7).csv()
    batch = try folder.write(bytes, to: "batches/batch.csv")
    program = try Office.find()
  }

  /// How long a whole import takes.
  func measureImport() throws -> Double {
    let clock = ContinuousClock()
    var status: Int32 = -1
    let duration = try clock.measure { status = try importWhole() }
    #expect(status == 0)
    try removeStore()
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Imports the batch and returns the exit code.
  func importWhole() throws -> Int32 {
    let process = try start()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Begins an import and ends it by a signal after some seconds, or lets it end before.
  func importEnded(by signal: Int32, after seconds: Double) throws {
    let process = try start()
    Thread.sleep(forTimeInterval: seconds)
    if process.isRunning { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
  }

  /// The rows of each batch in the store, as they are counted when read.
  func storedRows() throws -> [Int] {
    let file = folder.url.appending(path: "store/sipas.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let store = try SurveyStore(at: file)
    #expect(try store.verify().faults.isEmpty)
    return try store.wave(of: study).parts.map(\.table.rowCount)
  }

  func removeStore() throws {
    let store = folder.url.appending(path: "store")
    if FileManager.default.fileExists(atPath: store.path) {
      try FileManager.default.removeItem(at: store)
    }
  }

  private func start() throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = ["import", folder.url.path, batch.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
