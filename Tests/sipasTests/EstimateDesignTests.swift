import Foundation
import Testing

@Suite("The words of sipas estimate for designs")
struct EstimateDesignTests {
  private static let references = Workplace.root
    .appending(path: "Tests/SurveyStatisticsTests/References")

  /// Runs the program on a table of the references; `M` among the arguments is a file of margins.
  private func estimate(
    _ arguments: [String], margins: String = "", of table: String = "apiclus1.csv"
  ) throws -> Run {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "m.csv")
    let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
    try Data(margins.utf8).write(to: file)
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments =
      ["estimate", Self.references.appending(path: table).path, "--format", "json"]
      + arguments.map { $0 == "M" ? file.path : $0 }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  private static let clusters = ["--weight", "pw", "--psu", "dnum", "--fpc", "fpc"]
  private static let types = "variable,category,total\nstype,E,4421\nstype,H,755\nstype,M,1018\n"
  private static let both = types + "sch.wide,No,1072\nsch.wide,Yes,5122\n"
  private static let population =
    "\"\",\"x\"\n\"(Intercept)\",6194\n\"stypeH\",755\n\"stypeM\",1018\n\"api99\",3914069\n"

  /// The case of a reference, the statistic of it, the words that ask for it, and the margins.
  private static let cases: [(file: String, name: String, words: [String], margins: String)] = [
    (
      "p19_poststratify_rake_apiclus1", "poststratify_stype", ["--poststratify", "--margins", "M"],
      types
    ),
    (
      "p19_poststratify_rake_apiclus1", "poststratify_stype",
      ["--poststratify", "stype", "--margins", "M"], both
    ),
    ("p19_poststratify_rake_apiclus1", "rake_converged", ["--margins", "M", "--rake"], both),
    (
      "p19_poststratify_rake_apiclus1", "rake_converged",
      ["--rake=stype,sch.wide", "--margins", "M"], both
    ),
    (
      "p20_calibrate_apiclus1", "linear_stype_api99", ["--calibrate", "linear", "--margins", "M"],
      population
    ),
    (
      "p20_calibrate_apiclus1", "linear_aggregate_stage1",
      ["--calibrate", "linear", "--aggregate", "--margins", "M"], population
    ),
    (
      "p20_calibrate_apiclus1", "logit_bounded",
      ["--calibrate", "logit", "--bounds", "0.7,1.7", "--margins", "M"], population
    ),
    (
      "p21_trimweights_apiclus1", "upper40",
      ["--calibrate", "linear", "--margins", "M", "--trim", ",40"], population
    ),
    (
      "p21_trimweights_apiclus1", "upper35_lower25_strict",
      ["--calibrate", "linear", "--margins", "M", "--trim", "30,38", "--strict"], population
    ),
  ]

  @Test("give R's numbers", arguments: Self.cases.indices)
  func reference(_ index: Int) throws {
    let (file, name, words, margins) = Self.cases[index]
    let run = try estimate(Self.clusters + ["--mean", "api00"] + words, margins: margins)
    #expect(run.errors.isEmpty && run.status == 0, "\(words)")
    let source = try object(try Data(contentsOf: Self.references.appending(path: file + ".json")))
    let test = (source["cases"] as? [[String: Any]])?.first { $0["name"] as? String == name }
    let expected = try #require((test?["expected"] as? [String: Any])?["api00"] as? [String: Any])
    let row = try #require((try object(Data(run.output.utf8))["estimates"] as? [[String: Any]])?[0])
    for (key, theirs) in [("estimate", "estimate"), ("standardError", "se")] {
      let number = try number(expected[theirs])
      #expect((try self.number(row[key]) / number - 1).magnitude < 1e-6, "\(words) \(key)")
    }
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func number(_ value: Any?) throws -> Double {
    try #require((((value as? [Any])?.first ?? value) as? NSNumber)?.doubleValue)
  }

  @Test("draw with joint probabilities, and make replicates")
  func others() throws {
    let joint = Self.references.appending(path: "election_joint.csv").path
    let drawn = try estimate(
      ["--probability", "p", "--pps", "yates-grundy", "--joint", joint, "--total", "Bush"],
      of: "election.csv")
    #expect(drawn.output.contains("\"standardError\": 24065"), "\(drawn)")
    let words =
      Self.clusters + ["--mean", "api00", "--replicate-type", "bootstrap", "--replicates", "20"]
    let first = try estimate(words + ["--seed", "5"])
    #expect(first.status == 0)
    #expect(try estimate(words + ["--seed", "5"]).output == first.output)
    #expect(try estimate(words + ["--seed", "6"]).output != first.output)
  }

  @Test(
    "fail in words, with an exit code, and print no numbers",
    arguments: [
      (
        ["--calibrate", "logit", "--bounds", "0.99,1.01", "--margins", "M"], 1,
        "stypeH: 755.0 (reached"
      ),
      (["--rake", "stype,sch.wide", "--margins", "M"], 1, "m.csv: no column of totals"),
      (["--rake", "--poststratify", "--margins", "M"], 64, "only one of them"),
      (["--margins", "M"], 64, "need --poststratify, --rake or --calibrate"),
      (["--rake"], 64, "--rake needs --margins"), (["--strict"], 64, "need --trim"),
      (["--calibrate", "loglinear", "--margins", "M"], 64, "expected linear, raking or logit"),
      (["--calibrate", "linear", "--bounds", "2,1", "--margins", "M"], 64, "--bounds: expected"),
      (["--rake", "--margins", "/no/such/file.csv"], 1, "file.csv"),
    ])
  func failures(words: [String], status: Int32, message: String) throws {
    let run = try estimate(
      Self.clusters + ["--mean", "api00"] + words,
      margins: words.contains("--rake") ? "stype,wat\nE,one\n" : Self.population)
    #expect(run.status == status, "\(words): \(run.errors)")
    #expect(run.errors.contains(message), "\(words): \(run.errors)")
    #expect(run.output.isEmpty)
  }
}
