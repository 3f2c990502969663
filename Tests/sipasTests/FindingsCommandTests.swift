import Foundation
import Testing

@Suite("Findings as files")
struct FindingsCommandTests {
  private struct Document: Decodable {
    struct Total: Decodable {
      var code: String
      var severity: String
      var count: Int
    }
    struct Row: Decodable {
      var code: String
      var severity: String
      var batch: Int?
      var file: String
      var line: Int
      var record: Int
      var message: String
    }
    var count: Int
    var totals: [Total]
    var findings: [Row]
  }

  @Test("an import writes every finding as JSON, and a batch gives the same ones again")
  func json() throws {
    let workplace = try Workplace("model-province-2023")
    let file = workplace.folder.appending(path: "found.json")
    let study = workplace.study.path
    let run = try workplace.sipas(
      "import", study, workplace.batch(1), workplace.batch(2), "--findings", file.path,
      "--examples",
      "1")
    #expect(run.status == 0)
    let found = try JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
    #expect(found.count == found.findings.count && found.count > 0)
    #expect(found.totals.reduce(0) { $0 + $1.count } == found.count)
    #expect(Set(found.findings.compactMap(\.batch)).isSubset(of: [1, 2]))
    let listed = try workplace.sipas("batches", "findings", study, "--format", "json")
    let stored = try JSONDecoder().decode(Document.self, from: Data(listed.output.utf8))
    #expect(stored.findings.map(\.message) == found.findings.map(\.message))
    let one = try workplace.sipas("batches", "findings", study, "1", "--format", "json")
    let first = try JSONDecoder().decode(Document.self, from: Data(one.output.utf8))
    #expect(first.findings.map(\.message) == found.findings.filter { $0.batch == 1 }.map(\.message))
    // The table caps its examples, and says the totals of all.
    let table = try workplace.sipas(
      "batches", "findings", study, "--examples", "1", "--lang", "en")
    #expect(table.output.hasSuffix("Findings in all: \(found.count)\n"))
    for total in found.totals {
      #expect(
        table.output.split(separator: "\n").contains {
          $0.contains("× \(total.count):") && $0.contains(" · \(total.code) · ")
        })
    }
    let absent = try workplace.sipas("batches", "findings", study, "77", "--lang", "en")
    #expect(absent.status == 1 && absent.errors.contains("there is no batch 77"))
    #expect(try workplace.sipas("batches", study).output.contains("Lô 1"))
  }

  @Test("CSV findings are for a spreadsheet, and another ending is refused")
  func csv() throws {
    let workplace = try Workplace("model-province-2023")
    let file = workplace.folder.appending(path: "found.csv")
    let run = try workplace.sipas(
      "import", workplace.study.path, workplace.batch(1), "--findings", file.path)
    #expect(run.status == 0)
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text.hasPrefix("\u{FEFF}batch;file;sheet;line;"))
    let refused = try workplace.sipas(
      "import", workplace.study.path, workplace.batch(2), "--findings", "found.txt")
    #expect(refused.status == 64)
  }

  @Test("the report says what was set aside and why, by kind and by file")
  func report() throws {
    let workplace = try Workplace("model-province-2023")
    let output = workplace.folder.appending(path: "out")
    let run = try workplace.sipas(
      "run", workplace.study.path, "--output", output.path, "--lang", "en", "--tables", "csv")
    #expect(run.status == 0)
    let report = try String(contentsOf: output.appending(path: "report.html"), encoding: .utf8)
    #expect(report.contains("What was set aside and why"))
    #expect(report.contains("a code that the form does not have (unmapped-code)"))
    #expect(report.contains("huyen-mau-1.csv"))
    let index = try Data(contentsOf: output.appending(path: "index.csv"))
    #expect(index.starts(with: Data("unit,unitName,".utf8)))
  }
}
