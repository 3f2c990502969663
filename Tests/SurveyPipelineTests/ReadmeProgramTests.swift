// The program of the README, kept compiling. Its lines stand in README.md letter by letter.
import Foundation
import IncidentFlags
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveyReport
import SurveySchema
import SurveyStore
import SurveyWeighting
import Testing

@Suite("The README's program")
struct ReadmeProgramTests {
  @Test("scores, flags and reports a study in nine lines")
  func program() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let study = root.appending(path: "Examples/model-province-2023")
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: output) }
    try report(
      folder: study, file: study.appending(path: "batches/huyen-mau-1.csv"), output: output)
    let html = try String(contentsOf: output.appending(path: "report.html"), encoding: .utf8)
    #expect(html.contains("Tỉnh Mẫu"))
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    for line in try programLines() { #expect(readme.contains(line)) }
  }

  /// The lines of the program as they stand in this file.
  private func programLines() throws -> [String] {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n").map(String.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("private func report(") }) else {
      return ["no program"]
    }
    let body = lines[(start + 1)...].prefix { $0 != "}" }
    return body.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

private func report(folder: URL, file: URL, output: URL) throws {
  let study = try Study(contentsOf: folder)
  let table = try ResponseTable(reading: file, for: study)
  let store = try SurveyStore(at: output.appending(path: "store.sqlite"))
  let batch = try store.append(table, to: study, at: "2024-12-31T17:00:00Z")
  let sample = try store.wave(of: study).weighted()
  let index = try IndexTable(sample)
  let flagged = try IncidentTable(sample)
  let document = ReportDocument(index, flagged, data: ["\(batch.counts.accepted) forms"])
  try document.write(to: output, as: .html)
}
