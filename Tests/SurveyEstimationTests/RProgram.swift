import Foundation
import SurveyEstimation
import Testing

/// R, where it is installed with its package survey.
enum RProgram {
  static let hasSurvey = (try? run("suppressPackageStartupMessages(library(survey))"))?.status == 0

  /// Whether the package is there that survey calibrates with, except by a linear function.
  static let hasMASS = hasSurvey && (try? run("loadNamespace(\"MASS\")"))?.status == 0

  struct Answer {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs a script, in the plainest of locales.
  static func run(_ script: String) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "r-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["script.R", "output", "errors"].map { folder.appending(path: $0) }
    try Data(script.utf8).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["Rscript", "--vanilla", names[0].path]
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    let texts = try names.dropFirst().map {
      String(decoding: try Data(contentsOf: $0), as: UTF8.self)
    }
    return Answer(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Compares what R prints with our table, row by row.
  static func compare(
    _ request: EstimateRequest, over data: DataColumns, at path: String, tolerance: Double
  ) throws {
    let table = try request.estimates(from: data)
    let answer = try run(try request.rScript(file: path, over: data))
    #expect(answer.status == 0, "\(answer.errors)")
    let parts = answer.output.split(separator: "\ntest,form,")
    let lines = (parts.first ?? "").split(whereSeparator: \.isNewline).dropFirst()
    try compare(parts.dropFirst().joined(), with: table.tests, tolerance: tolerance)
    try #require(lines.count == table.rows.count, "\(answer.output)")
    for (line, row) in zip(lines, table.rows) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields[0] == row.statistic)
      let pairs = zip(
        fields.suffix(4), [row.estimate, row.standardError, row.lower ?? .nan, row.upper ?? .nan])
      for (column, (text, value)) in pairs.enumerated() {
        guard let number = Double(text), !number.isNaN else {
          // survey has no bound where a share is 0 or 1, and no small areas.
          let isOurs = row.interval == "pooled-bound" || row.statistic == "fay-herriot"
          #expect(value.isNaN || isOurs, "\(line): \(value)")
          continue
        }
        // Where we say why there is no interval, R may have one without width.
        if column > 1, value.isNaN, row.note != nil { continue }
        let limit = tolerance * max(number.magnitude, tolerance > 1e-8 ? 1 : 1e-3)
        #expect((value - number).magnitude <= limit, "\(line): \(value)")
      }
    }
  }

  /// Compares the tests that R prints with ours, but those of rows.
  private static func compare(
    _ text: String, with tests: [EstimateTable.TestRow], tolerance: Double
  ) throws {
    let named = tests.filter { !["coefficient", "change", "contrast"].contains($0.test) }
    let lines = text.split(whereSeparator: \.isNewline).dropFirst()
    try #require(lines.count == named.count, "\(text)")
    for (line, test) in zip(lines, named) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields[0] == test.test && fields[1] == test.form)
      let values = [
        test.statistic, test.numeratorDegreesOfFreedom, test.denominatorDegreesOfFreedom,
        test.pValue,
      ]
      for (text, value) in zip(fields.suffix(4), values) {
        guard let number = Double(text), !number.isNaN else { continue }
        #expect((value - number).magnitude <= tolerance * number.magnitude, "\(line): \(value)")
      }
      #expect(Double(fields[fields.count - 1])?.isNaN == false, "\(line)")
    }
  }
}
