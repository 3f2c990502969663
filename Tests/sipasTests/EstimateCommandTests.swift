import Foundation
import Testing

/// Runs `sipas estimate` as built.
private func estimate(_ arguments: [String]) throws -> Run {
  let process = Process()
  process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "sipas")
  process.arguments = ["estimate"] + arguments
  let (output, errors) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  let printed = try output.fileHandleForReading.readToEnd() ?? Data()
  let told = try errors.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Run(
    status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
    errors: String(decoding: told, as: UTF8.self))
}

@Suite("sipas estimate")
struct EstimateCommandTests {
  private static let references = Workplace.root.appending(
    path: "Tests/SurveyStatisticsTests/References")

  private static func path(_ name: String) -> String { references.appending(path: name).path }

  private static let cluster = [
    path("apiclus1.csv"), "--weight", "pw", "--psu", "dnum", "--fpc", "fpc",
  ]

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func numbers(_ value: Any?) -> [Double?] {
    ((value as? [Any]) ?? []).map { ($0 as? NSNumber)?.doubleValue }
  }

  private func expectSame(_ actual: [Double?], _ expected: [Double?], _ name: String) {
    #expect(actual.count == expected.count, "\(name)")
    for (value, number) in zip(actual, expected) {
      guard let number else {
        #expect(value == nil, "\(name)")
        continue
      }
      let difference = ((value ?? .nan) - number).magnitude
      #expect(difference <= 1e-9 * number.magnitude + 1e-12, "\(name): \(number)")
    }
  }

  @Test("Its words give R's numbers, missing values, groups and domains together")
  func reference() throws {
    let reference = try object(
      String(contentsOf: Self.references.appending(path: "request.json"), encoding: .utf8))
    let main = try #require((reference["data"] as? [String: Any])?["main"] as? String)
    let cases = try #require(reference["cases"] as? [[String: Any]])
    #expect(cases.count == 22)
    for test in cases {
      let name = try #require(test["name"] as? String)
      let words = try #require(test["arguments"] as? [String])
      let design = try #require(
        (test["designArguments"] ?? reference["designArguments"]) as? [String])
      let run = try estimate(
        [Self.path(test["main"] as? String ?? main)] + design + words + ["--format", "json"])
      #expect(run.status == 0, "\(name): \(run.errors)")
      let table = try object(run.output)
      let rows = try #require(table["estimates"] as? [[String: Any]])
      let expected = try #require(test["expected"] as? [String: Any])
      for (key, value) in expected where key != "covariance" {
        expectSame(
          rows.map { ($0[key] as? NSNumber)?.doubleValue }, numbers(value), "\(name), \(key)")
      }
      guard let covariance = expected["covariance"] as? [Any] else { continue }
      let actual = try #require(table["covariance"] as? [Any])
      expectSame(
        actual.flatMap { numbers($0) }, covariance.flatMap { numbers($0) }, "\(name), covariance")
    }
  }

  @Test("JSON has the documented keys in every row, and null for what is none")
  func keys() throws {
    let plain: Set = [
      "statistic", "variable", "category", "domain", "estimate", "standardError", "lower", "upper",
      "interval", "degreesOfFreedom", "designEffect", "n",
    ]
    let run = try estimate(
      Self.cluster + ["--mean", "api00", "--by", "stype,sch.wide", "--format", "json"])
    let table = try object(run.output)
    #expect(Set(table.keys) == ["degreesOfFreedom", "level", "estimates", "covariance"])
    #expect(table["degreesOfFreedom"] as? Int == 14)
    let rows = try #require(table["estimates"] as? [[String: Any]])
    #expect(rows.allSatisfy { Set($0.keys) == plain })
    #expect(rows.allSatisfy { $0["category"] is NSNull })
    #expect(rows[0]["domain"] as? [String: String] == ["stype": "E", "sch.wide": "No"])
    let more = try estimate(
      Self.cluster + [
        "--mean", "awards", "--quantile", "api00", "--probs", "0.25", "--by", "stype",
        "--compare-to-whole", "--rank", "--format", "json",
      ])
    let all = try object(more.output)
    let added: Set = ["probability", "differenceOf", "pValue", "adjustedPValue", "rank", "note"]
    let everything = try #require(all["estimates"] as? [[String: Any]])
    #expect(everything.count == 18)
    #expect(everything.allSatisfy { Set($0.keys) == plain.union(added) })
    #expect(everything[6]["statistic"] as? String == "quantile")
    #expect(everything[6]["probability"] as? Double == 0.25)
    #expect(everything[15]["statistic"] as? String == "difference")
    #expect(everything[15]["differenceOf"] as? String == "quantile")
    let rank = try #require(everything[0]["rank"] as? [String: Any])
    #expect(
      Set(rank.keys) == ["estimate", "lower", "upper", "marginal", "jointIntervals", "tier"])
    #expect((all["ranking"] as? [String: Any])?["seed"] as? Int == 1)
  }

  @Test("CSV holds the numbers of the JSON, digit for digit")
  func csv() throws {
    let words = [
      "--mean", "api00", "--quantile", "enroll", "--probs", "0.1,0.9", "--by", "stype",
      "--compare-to-whole", "--rank",
    ]
    let csv = try estimate(Self.cluster + words + ["--format", "csv"]).output
    let json = try estimate(Self.cluster + words + ["--format", "json"]).output
    // Each row has a line of its own.
    let rows = json.split(separator: "\n").filter { $0.contains("\"statistic\"") }
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines.count == rows.count + 1)
    let header = lines[0]
    for (line, row) in zip(lines.dropFirst(), rows) {
      #expect(line.count == header.count)
      let fields = Dictionary(uniqueKeysWithValues: zip(header, line))
      #expect(row.contains("{\"stype\": \"\(fields["stype"] ?? "")\"}"))
      for key in ["estimate", "standardError", "lower", "upper", "probability", "pValue"] {
        let field = try #require(fields[key])
        #expect(row.contains("\"\(key)\": \(field.isEmpty ? "null" : field)"), "\(key)")
      }
      let rank = try #require(fields["rank"])
      #expect(row.contains(rank.isEmpty ? "\"rank\": null" : "\"rank\": {\"estimate\": \(rank),"))
    }
  }

  @Test("The same seed gives the same ranks, byte for byte")
  func seed() throws {
    let words = Self.cluster + ["--mean", "api00", "--by", "stype", "--rank", "--seed", "7"]
    #expect(try estimate(words).output == estimate(words).output)
  }

  @Test("A table says below it what a bound rests on")
  func bound() throws {
    let run = try estimate(Self.cluster + ["--mean", "awards", "--where", "dnum in (61, 637)"])
    #expect(run.status == 0)
    let none = try estimate(
      Self.cluster + ["--mean", "awards", "--by", "stype", "--where", "dnum in (61, 637)"])
    #expect(none.output.contains("pooled-bound"))
    #expect(none.output.contains("one-sided upper bound with a design effect of"))
    #expect(none.output.contains("intra-class correlation"))
  }

  @Test(
    "What cannot be asked for is refused with what to do, and prints nothing else",
    arguments: [
      (["--mean", "api00", "--rank"], "say which with --by"),
      (["--mean", "api00", "--compare-to-whole"], "say which with --by"),
      (["--mean", "api00", "--interval", "wald"], "t, z, logit"),
      (["--mean", "api00", "--interval", "wilson"], "is for shares"),
      (["--mean", "api00", "--df", "many"], "bell-mccaffrey"),
      (["--mean", "api00", "--probs", "0.5"], "--quantile"),
      (["--quantile", "api00", "--probs", "1.5"], "from 0 to 1"),
      (["--quantile", "api00", "--quantile-rule", "hf10"], "shahvaish"),
      (["--quantile", "api00", "--quantile-interval", "wald"], "xlogit"),
      (["--quantile", "api00", "--quantile-interval", "quantile"], "no replicate weights"),
      (["--quantile", "awards"], "numbers are needed"),
      (["--mean", "api00", "--by", "stype", "--rank", "--rank-order", "best"], "smallest"),
      (["--mean", "api00", "--by", "stype", "--compare-to-whole", "--adjust", "none"], "holm"),
      (["--mean", "api00", "--assumed-icc", "2"], "--assumed-icc"),
    ])
  func refusals(words: [String], hint: String) throws {
    let run = try estimate(Self.cluster + words)
    #expect(run.status != 0)
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "A mistake in the words ends with 64 and is named; one of the data ends with 1",
    arguments: [
      (
        ["--mean", "api00", "--wieght", "pw"], 64,
        "unknown option --wieght (did you mean --weight?)"
      ),
      (["--mean", "api00", "--xyzzy=3"], 64, "unknown option --xyzzy"),
      (["--mean", "api00", "--strata"], 64, "Missing value for '--strata"),
      (["--mean", "api00", "--level", "95"], 64, "between 0 and 1, such as 0.95"),
      (["--mean", "api00", "--interval", "wald"], 64, "t, z, logit"),
      (["--mean", "api00", "--lonely-psu", "skip"], 64, "certainty"),
      (["--quantile", "api00", "--quantile-rule", "hf10"], 64, "shahvaish"),
      (["--mean", "api00", "--rank"], 64, "say which with --by"),
      ([], 64, "nothing to estimate"),
      (["--mean", "api00", "--where", "api00 >"], 64, "position 8"),
      (["--mean", "api00", "--only", "api00 ~ 3"], 64, "operator"),
      (["--mean", "api00", "--contrast", "api00 +"], 64, "position 8"),
      (["--mean", "nobody"], 1, "there is no column nobody"),
      (["--quantile", "awards"], 1, "numbers are needed"),
      (
        ["--ratio", "api00/api99", "--by", "stype", "--contrast", "y - 1"], 1,
        "`api00/api99`[E]"
      ),
    ])
  func exitCodes(words: [String], status: Int32, hint: String) throws {
    let run = try estimate(Self.cluster + words)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("A table without rows, and one of a single row, are called so")
  func tiny() throws {
    for (text, words) in [("w,x\n", "no row"), ("w,x\n1,2\n", "one PSU")] {
      let file = FileManager.default.temporaryDirectory.appending(path: "tiny-\(UUID()).csv")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(text.utf8).write(to: file)
      let run = try estimate([file.path, "--weight", "w", "--mean", "x"])
      #expect(run.status == 1)
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(!run.errors.contains("stratum 0"))
    }
  }

  @Test("A ratio to nothing says so")
  func emptyDenominator() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "zero-\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("x,y,w\n1,0,1\n2,0,1\n3,0,1\n".utf8).write(to: file)
    let run = try estimate([file.path, "--weight", "w", "--ratio", "x/y"])
    #expect(run.status == 0)
    #expect(run.output.contains("ratio x/y: the denominator adds up to 0"), "\(run.output)")
  }

  @Test("A quantile with an open limit has no standard error")
  func openQuantile() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "open-\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("x,w\n1,1\n2,1\n3,1\n4,1\n".utf8).write(to: file)
    let run = try estimate(
      [file.path, "--weight", "w", "--quantile", "x", "--probs", "0.75", "--format", "json"])
    let row = try #require((try object(run.output)["estimates"] as? [[String: Any]])?.first)
    #expect(row["estimate"] as? Double == 3)
    #expect(row["upper"] is NSNull)
    #expect(row["standardError"] is NSNull)
    #expect((row["note"] as? String)?.contains("no standard error") == true)
  }

  @Test("Rows that one option leaves out, and numbers that a text makes texts, are told")
  func remarks() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "notes-\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let rows = (1...12).map {
      "1,\($0 == 2 ? "" : "3"),\($0 == 5 ? "" : "\($0)"),\($0 == 7 ? "12o" : "\($0)")"
    }
    try Data("w,a,b,c\n\(rows.joined(separator: "\n"))\n".utf8).write(to: file)
    let words = [file.path, "--weight", "w", "--drop-missing"]
    let lost =
      "mean a,b: 2 of 12 rows left out, where one of the columns is missing; ask for --mean of each "
      + "to leave out fewer"
    let json = try estimate(words + ["--mean", "a,b", "--format", "json"])
    #expect(try object(json.output)["notes"] as? [String] == [lost])
    #expect(try estimate(words + ["--mean", "a,b"]).output.hasSuffix("\n\(lost)\n"))
    #expect(
      try object(estimate(words + ["--mean", "b", "--format", "json"]).output)["notes"] == nil)
    let text = try estimate(words + ["--mean", "c"]).output
    #expect(
      text.hasSuffix("c: read as text, as the value in row 7 is no number (of 12 values 11 are)\n"))
  }
}
