import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite("sipas import --explain")
struct ExplainTests {
  /// Runs the built program; what it printed on both ways, and how it ended.
  private func sipas(
    _ arguments: [String], in office: Office
  ) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments = arguments
    let output = try office.folder.write([], to: "out/output.txt")
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    try FileManager.default.removeItem(at: output.deletingLastPathComponent())
    return (text, process.terminationStatus)
  }

  /// Every file of a folder with its bytes.
  private func contents(_ folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      contents[name] = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
    }
    return contents
  }

  @Test(
    "says what a file is understood as, and writes nothing",
    arguments: [
      ("report.xlsx", "vi", "table"), ("report.xlsx", "en", "table"), ("report.xlsx", "en", "json"),
      ("semicolon-decimal-comma.csv", "vi", "table"), ("tcvn3-mojibake.csv", "en", "table"),
      ("numbers-lost-zeros.xlsx", "vi", "json"), ("kobo.csv", "en", "table"),
      ("answers.sav", "vi", "table"),
    ])
  func golden(file: String, language: String, format: String) throws {
    let office = try Office()
    let before = try contents(office.folder.url)
    let run = try sipas(
      [
        "import", office.folder.url.path, Office.disguise(file).path, "--explain", "--format",
        format,
        "--lang", language,
      ], in: office)
    #expect(run.status == 0, "\(run.text)")
    #expect(try contents(office.folder.url) == before)
    let name = "\(file).\(language).\(format == "json" ? "json" : "txt")"
    #expect(try GoldenFile(name).difference(from: run.text) == nil)
  }

  @Test("of a file that is refused ends with 1, says why, and writes nothing")
  func refused() throws {
    let office = try Office()
    let before = try contents(office.folder.url)
    let run = try sipas(
      [
        "import", office.folder.url.path,
        Office.fixtures.appending(path: "refused/answers.xls").path,
        "--explain", "--lang", "vi",
      ], in: office)
    #expect(run.status == 1)
    #expect(run.text.contains(".xlsx"), "\(run.text)")
    #expect(try contents(office.folder.url) == before)
  }

  @Test("A commit keeps the profile, which then can be pinned and told")
  func kept() throws {
    let office = try Office()
    let file = Office.disguise("title-and-totals.csv").path
    let run = try sipas(["import", office.folder.url.path, file, "--lang", "en"], in: office)
    #expect(run.status == 0, "\(run.text)")
    let profile = office.folder.url.appending(path: "profiles/csv-1.yaml")
    #expect(FileManager.default.fileExists(atPath: profile.path), "\(run.text)")
    let other = try Office()
    let again = try sipas(
      ["import", other.folder.url.path, file, "--profile", profile.path, "--lang", "en"], in: other)
    #expect(again.status == 0, "\(again.text)")
    #expect(again.text.contains("accepted 48"), "\(again.text)")
  }
}
