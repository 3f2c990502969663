import Foundation
import Testing

/// A folder with a table, in which requests are written.
struct RequestPlace: ~Copyable {
  let folder = FileManager.default.temporaryDirectory.appending(path: "request-\(UUID())")

  init() throws {
    try write(
      """
      h,g,w,Hài lòng
      a,u,2,1
      a,v,2,3
      a,u,2,
      b,u,1,4
      b,v,1,8

      """, to: "data/table.csv")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Runs the built program in the folder.
  func sipas(_ arguments: String...) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.currentDirectoryURL = folder
    process.arguments = arguments
    let files = ["output", "errors"].map { folder.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}

@Suite("A request in a file")
struct EstimateRequestTests {
  private static let request = """
    # Means by group.
    file: ../data/table.csv
    weight: w
    strata: h
    mean: [Hài lòng]
    by: g
    drop-missing: true
    nest: false
    contrast:
      - "`Hài lòng`[u] - `Hài lòng`[v]"
      - "`Hài lòng`[u] / `Hài lòng`[v]"
    format: csv

    """

  @Test("has the words of the command line, and the same answer")
  func same() throws {
    let place = try RequestPlace()
    try place.write(Self.request, to: "requests/means.yaml")
    let said = try place.sipas(
      "estimate", "data/table.csv", "--weight", "w", "--strata", "h", "--mean", "Hài lòng", "--by",
      "g", "--drop-missing", "--contrast", "`Hài lòng`[u] - `Hài lòng`[v]", "--contrast",
      "`Hài lòng`[u] / `Hài lòng`[v]", "--format", "csv")
    #expect(said.status == 0, "\(said.errors)")
    #expect(said.output.split(whereSeparator: \.isNewline).count == 5)
    for arguments in [["requests/means.yaml"], ["--request", "requests/means.yaml"]] {
      let written =
        arguments.count == 1
        ? try place.sipas("estimate", arguments[0])
        : try place.sipas("estimate", "data/table.csv", arguments[0], arguments[1])
      #expect(written.output == said.output, "\(written.errors)")
    }
  }

  @Test("has the words of methods, with their files beside it, in JSON of the same shape")
  func methods() throws {
    let place = try RequestPlace()
    try place.write("share,g\n1,u\n3,v\n", to: "requests/standard.csv")
    try place.write(
      """
      file: ../data/table.csv
      weight: w
      drop-missing: true
      mean: w
      regress: [Hài lòng ~ h]
      standardise: Hài lòng~g
      standard: standard.csv
      ttest: Hài lòng~h
      adjust: holm
      format: json

      """, to: "requests/methods.yaml")
    let run = try place.sipas("estimate", "requests/methods.yaml")
    #expect(run.status == 0, "\(run.errors)")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(Set(answer.keys).isSuperset(of: ["degreesOfFreedom", "estimates", "covariance"]))
    let rows = try #require(answer["estimates"] as? [[String: Any]])
    #expect(
      rows.compactMap { $0["statistic"] as? String }
        == ["mean", "coefficient", "coefficient", "standardised"])
    let keys: Set = [
      "statistic", "variable", "category", "domain", "estimate", "standardError", "lower", "upper",
      "interval", "degreesOfFreedom", "designEffect", "n",
    ]
    for row in rows { #expect(Set(row.keys).isSuperset(of: keys)) }
    #expect((answer["covariance"] as? [[Any]])?.map(\.count) == [4, 4, 4, 4])
    let tests = try #require(answer["tests"] as? [[String: Any]])
    #expect(tests.compactMap { $0["test"] as? String } == ["ttest", "terms", "coefficient"])
    #expect(tests.allSatisfy { $0["adjustedPValue"] is Double })
    let script = try place.sipas("estimate", "requests/methods.yaml", "--as-r")
    #expect(script.output.contains("svyttest") && script.output.contains("svyglm"))
    let refused = try place.sipas(
      "estimate", "data/table.csv", "--weight", "w", "--drop-missing", "--ttest", "Hài lòng~w",
      "--where", "h == 'a'", "--lang", "vi")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("w: miền phân tích có 1 mức"))
  }

  @Test("gives way to the command line")
  func override() throws {
    let place = try RequestPlace()
    try place.write(Self.request, to: "requests/means.yaml")
    let run = try place.sipas(
      "estimate", "requests/means.yaml", "--by", "h", "--contrast", "`Hài lòng`[a]", "--format=json"
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{"))
    #expect(run.output.contains(#""domain": {"h": "b"}"#))
    #expect(!run.output.contains("[u]"))
  }

  @Test("is told all its mistakes, with their places")
  func mistakes() throws {
    let place = try RequestPlace()
    try place.write(
      """
      file: data/table.csv
      wieght: w
      mean: {a: b}
      nest: maybe
      """, to: "bad.yaml")
    let run = try place.sipas("estimate", "bad.yaml", "--lang", "en")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        bad.yaml:2:1: unknown key "wieght"; did you mean "weight"?
        bad.yaml:3:7: mean: expected a text
        bad.yaml:4:7: nest: expected true or false

        """)
  }

  @Test("is told which values the command refuses, and where")
  func refusals() throws {
    let place = try RequestPlace()
    try place.write(
      """
      file: data/table.csv
      weight: w
      level: high
      mean: Hài lòng
      df: many
      """, to: "bad.yaml")
    let run = try place.sipas("estimate", "bad.yaml", "--lang", "vi")
    #expect(run.status == 1)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["bad.yaml:3:1:", "bad.yaml:5:1:"])
    #expect(lines.last?.contains("--df: expected domain, design") == true)
  }

  @Test("that is not there is told")
  func missing() throws {
    let run = try RequestPlace().sipas("estimate", "lost.yaml", "--lang", "vi")
    #expect(run.status == 1)
    #expect(run.errors == "lost.yaml: không có tệp này\n")
  }
}

@Suite("The language of estimate")
struct EstimateLanguageTests {
  @Test(
    "is that of --lang", arguments: [("vi", "không có cột Hai lòng"), ("en", "there is no column")])
  func language(_ name: String, words: String) throws {
    let run = try RequestPlace().sipas(
      "estimate", "data/table.csv", "--weight", "w", "--mean", "Hai lòng", "--lang", name)
    #expect(run.status == 1)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}

@Suite("A request as R from the command line")
struct EstimateAsRTests {
  @Test("prints a script that names the file as it was given")
  func script() throws {
    let run = try RequestPlace().sipas(
      "estimate", "data/table.csv", "--weight", "w", "--strata", "h", "--mean", "Hài lòng",
      "--drop-missing", "--as-r")
    #expect(run.status == 0)
    #expect(run.output.contains(#"read.csv("data/table.csv", sep = ",""#))
    #expect(run.output.contains("svydesign(ids = ~1, strata = ~h, weights = ~w, data = d)"))
    #expect(run.output.contains("svymean(~`Hài lòng`, part)"))
  }
}
