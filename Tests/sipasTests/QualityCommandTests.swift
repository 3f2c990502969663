import Foundation
import Testing

@Suite("Quality on the command line")
struct QualityCommandTests {
  /// The model province with interviewers and times, and a simulated batch in its store.
  private func workplace(_ simulate: [String], respondents: Int = 450) throws -> Workplace {
    let workplace = try Workplace("model-province-2023")
    let file = workplace.study.appending(path: "study.yaml")
    var text = try String(contentsOf: file, encoding: .utf8)
    text += """
      quality:
        interviewer: ma_dtv
        started: bat_dau
        ended: ket_thuc
        permutations: 19
        plan: plan.csv

      """
    try Data(text.utf8).write(to: file)
    try Data("unit,expected\nH1,150\nH2,999\n".utf8).write(
      to: workplace.study.appending(path: "plan.csv"))
    let batch = workplace.folder.appending(path: "batch.csv").path
    let arguments =
      [
        "simulate", workplace.study.path, "--respondents", String(respondents), "--seed", "3",
        "--output", batch,
      ] + simulate
    let made = try workplace.sipas(arguments)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try workplace.sipas(["import", workplace.study.path, batch]).status == 0)
    return workplace
  }

  @Test("who fabricates is flagged, in words, CSV and JSON, without any answer")
  func flagged() throws {
    let workplace = try workplace(["--fabricating", "0.05"])
    let study = workplace.study.path
    let table = try workplace.sipas(["quality", study, "--lang", "en"])
    #expect(table.status == 0)
    #expect(table.output.contains("450 interviews, 18 groups compared by interviewer"))
    #expect(table.output.contains("1 flagged"))
    #expect(table.output.contains("no verdict") || table.output.contains("not a verdict"))
    #expect(table.output.contains("complete: 1 · short: 1 · over: 0 · not in the plan: "))
    let csv = try workplace.sipas(["quality", study, "--format", "csv"]).output
    let combined = csv.split(separator: "\r\n").filter { $0.hasPrefix("combined,") }
    #expect(combined.count == 18)
    #expect(
      combined.count { $0.split(separator: ",", omittingEmptySubsequences: false)[11] == "1" } == 1)
    let json = try workplace.sipas(["quality", study, "--format", "json"]).output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["interviews"] as? Int == 450)
    #expect(object["flaggedInterviews"] as? Int == 25)
    #expect((object["signals"] as? [Any])?.count == 18 * 7)
    // The same question has the same answer.
    #expect(try workplace.sipas(["quality", study, "--format", "json"]).output == json)
  }

  @Test("score gives the index both ways, with the difference")
  func bothWays() throws {
    let workplace = try workplace(["--fabricating", "0.05"])
    let study = workplace.study.path
    let plain = try workplace.sipas(["score", study, "--format", "csv"]).output
    let both = try workplace.sipas(["score", study, "--without-flagged", "--format", "csv"]).output
    let fields: (String) -> [String] = { text in
      text.split(separator: "\r\n")[1].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
    }
    let alone = fields(plain)
    let line = fields(both)
    #expect(line[4] == alone[4] && line[5] == alone[5])
    let numbers = try [4, 8, 12].map { try #require(Double(line[$0])) }
    #expect(numbers[1] - numbers[0] == numbers[2] && numbers[2] != 0)
    #expect(line[14] == "25")
    let words = try workplace.sipas(["score", study, "--without-flagged"]).output
    #expect(words.contains("Bỏ 25 trên 450 phiếu bị đánh dấu"))
  }

  @Test("honest interviews are not flagged, and both ways are the same")
  func honest() throws {
    let workplace = try workplace([])
    let study = workplace.study.path
    #expect(
      try workplace.sipas(["quality", study, "--lang", "en"]).output.contains(
        "No group is flagged."))
    let both = try workplace.sipas(["score", study, "--without-flagged", "--format", "json"]).output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(both.utf8)) as? [String: Any])
    let estimates = try #require(object["estimates"] as? [[String: Any]])
    #expect(!estimates.isEmpty)
    #expect(
      estimates.allSatisfy { line in
        line["leftOut"] as? Int == 0
          && line["estimate"] as? Double == line["withoutEstimate"] as? Double
      })
  }

  @Test("without interviews the command says what to do")
  func empty() throws {
    let workplace = try Workplace("model-province-2023")
    let run = try workplace.sipas(["quality", workplace.study.path, "--lang", "en"])
    #expect(run.status == 1)
    #expect(run.errors.contains("sipas import"))
    #expect(try workplace.sipas(["quality", workplace.study.path, "--rate", "5"]).status == 64)
  }
}
