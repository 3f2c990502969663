import Foundation
import SurveyModel
import SurveySchema
import SurveyStore
import TestSupport
import Testing

/// A study's folder and the program, as an office has them.
struct Office {
  let folder: TemporaryFolder
  let study: Study
  let program: URL
  /// A first batch file.
  let first: URL
  var path: String { folder.url.path }

  init(rows: Int, form: String = Samples.form, settings: String = "") throws {
    folder = try TemporaryFolder()
    try folder.write(Array(form.utf8), to: "form.yaml")
    try folder.write(
      Array("code,name,kind,parent\nX1,Xã 1,commune,\nX2,Xã 2,commune,\nX3,Xã 3,commune,\n".utf8),
      to: "units.csv")
    try folder.write(
      Array(
        """
        study: office
        title: Office
        wave: "2024"
        questionnaire: form.yaml
        reference-date: 2024-12-31
        units: units.csv
        columns: {unit: xa, key: [so_phieu]}
        design: {weight: {column: trong_so}}
        \(settings)
        """.utf8), to: "study.yaml")
    study = try Study(contentsOf: folder.url)
    program = try Self.find()
    let text = ([Samples.header] + (1...rows).map { Samples.row($0) }).joined(separator: "\n")
    first = try folder.write(Array((text + "\n").utf8), to: "batches/first.csv")
  }

  /// Writes a batch file of rows with these numbers.
  func batch(from start: Int, count: Int, name: String) throws -> URL {
    let rows = (start..<(start + count)).map { Samples.row($0) }
    return try folder.write(
      Array((([Samples.header] + rows).joined(separator: "\n") + "\n").utf8), to: "batches/\(name)")
  }

  struct Running {
    var process: Process
    var log: URL
    func output() -> String {
      (try? String(decoding: Data(contentsOf: log), as: UTF8.self)) ?? ""
    }
  }

  /// Starts the program, or another; what it prints goes into a file.
  func start(
    _ arguments: [String], program other: URL? = nil, environment: [String: String] = [:]
  ) throws -> Running {
    let log = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = other ?? program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    return Running(process: process, log: log)
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let running = try start(arguments, environment: environment)
    running.process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: running.log) }
    return (running.process.terminationStatus, running.output())
  }

  /// Runs the program as somebody who may not write to the study's folder; nil where that cannot be done.
  func readOnlyRunner() throws -> (([String]) throws -> (status: Int32, output: String))? {
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o555]
    for name in ["store", ""] {
      try FileManager.default.setAttributes(
        attributes, ofItemAtPath: folder.url.appending(path: name).path)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: storeFile.path)
    guard getuid() == 0 else { return { try run($0) } }
    // The superuser may write everywhere: somebody else is asked to.
    let runner = URL(filePath: "/usr/bin/setpriv")
    guard FileManager.default.isExecutableFile(atPath: runner.path) else { return nil }
    return { arguments in
      let running = try start(
        ["--reuid=65534", "--regid=65534", "--clear-groups", program.path] + arguments,
        program: runner)
      running.process.waitUntilExit()
      return (running.process.terminationStatus, running.output())
    }
  }

  var storeFile: URL { folder.url.appending(path: "store/sipas.sqlite") }

  func store() throws -> SurveyStore { try SurveyStore(at: storeFile) }

  /// The rows of each batch in the store, as they are counted when read.
  func rows() throws -> [Int] {
    guard FileManager.default.fileExists(atPath: storeFile.path) else { return [] }
    return try store().wave(of: study).parts.map(\.table.rowCount)
  }

  func removeStore() throws {
    let store = folder.url.appending(path: "store")
    if FileManager.default.fileExists(atPath: store.path) {
      try FileManager.default.removeItem(at: store)
    }
  }

  /// The program, which is built into the folder of the tests.
  static func find() throws -> URL {
    let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let folders = [bundle, Bundle.main.bundleURL].flatMap { start in
      sequence(first: start) { $0.deletingLastPathComponent() }.prefix(5)
    }
    let program = folders.map { $0.appending(path: "sipas") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path) && !$0.hasDirectoryPath
    }
    return try #require(program)
  }
}
