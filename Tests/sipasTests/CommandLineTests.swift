import Foundation
import Testing

/// What a run of the program printed and how it ended.
struct Run {
  var status: Int32
  var output: String
  var errors: String
}

/// A copy of an example in a folder of its own, and the program to run on it.
struct Workplace: ~Copyable {
  let folder: URL
  let study: URL

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  init(_ example: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    study = folder.appending(path: "study")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    let source = Self.root.appending(path: "Examples/\(example)")
    for name in ["study.yaml", "units.csv", "batches"] {
      try FileManager.default.copyItem(
        at: source.appending(path: name), to: study.appending(path: name))
    }
    try FileManager.default.copyItem(
      at: Self.root.appending(path: "Questionnaires"),
      to: folder.appending(path: "Questionnaires"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func batch(_ number: Int) -> String {
    study.appending(path: "batches/huyen-mau-\(number).csv").path
  }

  /// Runs the built program.
  func sipas(_ arguments: String...) throws -> Run { try sipas(arguments) }

  /// Runs the built program.
  func sipas(_ arguments: [String]) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments = arguments
    let output = folder.appending(path: "out.txt")
    let errors = folder.appending(path: "err.txt")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

@Suite("The command line")
struct CommandLineTests {
  @Test("run imports, scores, flags and writes the five files")
  func run() throws {
    let workplace = try Workplace("model-province-2023")
    let output = workplace.folder.appending(path: "out")
    let run = try workplace.sipas("run", workplace.study.path, "--output", output.path)
    #expect(run.status == 0)
    #expect(run.output.contains("Đọc 169 · nhận 164 · để riêng 5 · đã có 0"))
    let files = try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
    #expect(
      files == ["findings.csv", "flags.csv", "index.csv", "index.json", "report.html"])
    let findings = try String(
      contentsOf: output.appending(path: "findings.csv"), encoding: .utf8)
    // 5 + 2 + 2 rows set aside, a header, the end of the last line.
    #expect(findings.split(whereSeparator: \.isNewline).count == 10)
  }

  @Test("run keeps what was decided of files, as import does")
  func keptProfiles() throws {
    let workplace = try Workplace("model-province-2023")
    let run = try workplace.sipas(
      "run", workplace.study.path, "--output", workplace.folder.appending(path: "out").path)
    let kept = workplace.study.appending(path: "profiles/csv-1.yaml")
    #expect(run.output.contains("Hồ sơ nhập: \(kept.path)"), "\(run.output)")
    let byRun = try String(contentsOf: kept, encoding: .utf8)
    let other = try Workplace("model-province-2023")
    _ = try other.sipas("import", other.study.path, other.batch(1))
    let byImport = try String(
      contentsOf: other.study.appending(path: "profiles/csv-1.yaml"), encoding: .utf8)
    #expect(byRun == byImport)
  }

  @Test("batches makes no store where there is none")
  func noStore() throws {
    let workplace = try Workplace("model-province-2023")
    let run = try workplace.sipas("batches", workplace.study.path, "--lang", "en")
    #expect(run.status == 0)
    #expect(run.output == "There is no batch yet.\n")
    let store = workplace.study.appending(path: "store")
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test("score of a file whose every row is set aside says so, and why")
  func nothingAccepted() throws {
    let workplace = try Workplace("model-province-2023")
    let lines = try String(contentsOfFile: workplace.batch(1), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
    let broken = workplace.folder.appending(path: "broken.csv")
    // A field more than the header has, in each record.
    let text = lines.enumerated().map { $0.offset == 0 ? $0.element : $0.element + ",x" }
    try text.joined(separator: "\n").write(to: broken, atomically: true, encoding: .utf8)
    let run = try workplace.sipas(
      "score", workplace.study.path, "--from", broken.path, "--lang", "en")
    #expect(run.status == 1)
    let count = lines.count - 1
    #expect(
      run.errors.contains("broken.csv: all \(count) records were set aside"), "\(run.errors)")
    #expect(run.errors.contains("too-many-fields × \(count)"), "\(run.errors)")
    #expect(!run.errors.contains("there are no responses yet"), "\(run.errors)")
  }

  @Test("the same files again add nothing and change no figure")
  func again() throws {
    let workplace = try Workplace("model-province-2023")
    let first = workplace.folder.appending(path: "first")
    let second = workplace.folder.appending(path: "second")
    _ = try workplace.sipas("run", workplace.study.path, "--output", first.path)
    let run = try workplace.sipas("run", workplace.study.path, "--output", second.path)
    #expect(run.output.contains("Đọc 169 · nhận 0 · để riêng 5 · đã có 164"))
    for name in ["index.json", "index.csv", "flags.csv", "findings.csv"] {
      let files = try [first, second].map { try Data(contentsOf: $0.appending(path: name)) }
      #expect(files[0] == files[1], "\(name)")
    }
  }

  @Test("a mended quarantine file brings the rows in")
  func mend() throws {
    let workplace = try Workplace("model-province-2023")
    _ = try workplace.sipas("import", workplace.study.path, workplace.batch(1))
    let folder = workplace.study.appending(path: "quarantine")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let file = folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("sipas_findings"))
    // Between semicolons the weight that had a comma is as a spreadsheet of the language writes it.
    #expect(text.contains(";1,9;"))
    try Data(text.replacing(";44;", with: ";4;").utf8).write(to: file)
    let run = try workplace.sipas(
      "import", workplace.study.path, file.path, "--lang", "en")
    // Of the five, the weight and the answer are mended; the form typed twice is known already.
    #expect(run.output.contains("Read 5 · accepted 2 · set aside 2 · already present 1"))
  }

  @Test("a quarantine file that somebody mended is never written over")
  func mendedFileIsKept() throws {
    let workplace = try Workplace("model-province-2023")
    _ = try workplace.sipas("import", workplace.study.path, workplace.batch(1))
    let folder = workplace.study.appending(path: "quarantine")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let file = folder.appending(path: name)
    let mended = try String(contentsOf: file, encoding: .utf8).replacing(";44;", with: ";4;")
    try Data(mended.utf8).write(to: file)
    for _ in 0..<2 { _ = try workplace.sipas("run", workplace.study.path) }
    #expect(try String(contentsOf: file, encoding: .utf8) == mended)
    // The rows as they came stand beside it once, and in the two other files.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }

  @Test("a study's code map may say that a code means don't know")
  func dontKnow() throws {
    let workplace = try Workplace("model-province-2017")
    let yaml = workplace.study.appending(path: "study.yaml")
    let text = try String(contentsOf: yaml, encoding: .utf8)
    try Data((text + "codes:\n  satisfaction-5: {\"0\": dont-know}\n").utf8).write(to: yaml)
    let file = workplace.study.appending(path: "batches/phieu-2021.csv").path
    let run = try workplace.sipas("import", workplace.study.path, file, "--lang", "en")
    // Of the two faulty rows one has a 0 where the scale begins at 1.
    #expect(run.output.contains("accepted 719 · set aside 1"))
  }

  @Test("an error is told in the study's language, though the study cannot be read")
  func language() throws {
    let workplace = try Workplace("model-province-2017")
    let yaml = workplace.study.appending(path: "study.yaml")
    let text = try String(contentsOf: yaml, encoding: .utf8)
    try Data(text.replacing("units: units.csv", with: "unit: units.csv").utf8).write(to: yaml)
    let run = try workplace.sipas("score", workplace.study.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("không có khoá \"unit\"; ý là \"units\"?"))
  }

  @Test("--strict commits nothing where a row is set aside, --dry-run nothing at all")
  func modes() throws {
    let workplace = try Workplace("model-province-2023")
    let dry = try workplace.sipas(
      "import", workplace.study.path, workplace.batch(1), "--dry-run")
    #expect(dry.status == 0)
    let names = ["store", "quarantine"].map { workplace.study.appending(path: $0).path }
    #expect(!names.contains { FileManager.default.fileExists(atPath: $0) })
    let strict = try workplace.sipas("import", workplace.study.path, workplace.batch(1), "--strict")
    #expect(strict.status == 1)
    let batches = try workplace.sipas("batches", workplace.study.path)
    #expect(batches.output.contains("Chưa có lô nào."))
  }

  @Test("a batch is undone whole and can come again")
  func undo() throws {
    let workplace = try Workplace("model-province-2023")
    _ = try workplace.sipas("import", workplace.study.path, workplace.batch(2))
    #expect(try workplace.sipas("batches", workplace.study.path, "--undo", "1").status == 0)
    #expect(try workplace.sipas("batches", workplace.study.path, "--undo", "1").status == 1)
    let run = try workplace.sipas("import", workplace.study.path, workplace.batch(2))
    #expect(run.output.contains("nhận 166"))
  }

  @Test(
    "failure is never exit code 0",
    arguments: [
      ["score", "STUDY"], ["flag", "STUDY"], ["import", "STUDY", "no-such-file.csv"],
      ["score", "no-such-study"], ["check", "no-such-file.yaml"],
      ["score", "STUDY", "--by", "huyen"], ["score", "STUDY", "--profile", "top"],
      ["flag", "STUDY", "--baseline", "harass=1"], ["score", "STUDY", "--level", "95"],
      ["chek", "STUDY"],
    ])
  func failures(arguments: [String]) throws {
    let workplace = try Workplace("model-province-2023")
    let filled = arguments.map { $0 == "STUDY" ? workplace.study.path : $0 }
    let run: Run
    switch filled.count {
    case 2: run = try workplace.sipas(filled[0], filled[1])
    case 3: run = try workplace.sipas(filled[0], filled[1], filled[2])
    default: run = try workplace.sipas(filled[0], filled[1], filled[2], filled[3])
    }
    #expect(run.status != 0)
    #expect(run.errors.count > 10)
    #expect(run.output.isEmpty)
  }

  @Test("score's JSON has the documented keys and one row for each parameter and unit")
  func json() throws {
    let workplace = try Workplace("model-province-2023")
    for number in 1...3 {
      _ = try workplace.sipas("import", workplace.study.path, workplace.batch(number))
    }
    let run = try workplace.sipas(
      "score", workplace.study.path, "--format", "json", "--profile", "mean-score", "--lang", "en")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["study"] as? String == "model-province-2023")
    #expect(json["wave"] as? String == "2024")
    #expect(json["profile"] as? String == "mean-score")
    #expect(json["rollup"] as? String == "equal-criteria")
    #expect(json["level"] as? Double == 0.95)
    let estimates = try #require(json["estimates"] as? [[String: Any]])
    // 1 index + 2 axes + 9 factors + 39 criteria, for all together and for three districts.
    #expect(estimates.count == 51 * 4)
    let keys: Set = [
      "unit", "unitName", "parameter", "estimate", "standardError", "lower", "upper", "interval",
      "degreesOfFreedom", "designEffect", "sampleSize", "answered", "status",
    ]
    #expect(estimates.allSatisfy { keys.isSubset(of: Set($0.keys)) })
    #expect(estimates.first?["unit"] as? String == "ALL")
    #expect(estimates.first?["parameter"] as? String == "index")
    let fromFiles = try workplace.sipas(
      "score", workplace.study.path, "--format", "json", "--profile", "mean-score", "--lang", "en",
      "--from", workplace.batch(1), "--from", workplace.batch(2), "--from", workplace.batch(3))
    #expect(fromFiles.output == run.output)
  }

  @Test("own experience and perception are not compared, and the program says so")
  func bases() throws {
    let workplace = try Workplace("model-province-2023")
    _ = try workplace.sipas("import", workplace.study.path, workplace.batch(3))
    let mixed = try workplace.sipas(
      "flag", workplace.study.path, "--baseline", "harassment=0.45", "--lang", "en")
    #expect(mixed.errors.contains("harassment:perception="))
    #expect(!mixed.output.contains("above the baseline"))
    let right = try workplace.sipas(
      "flag", workplace.study.path, "--baseline", "harassment:perception=0.01", "--lang", "en",
      "--format", "csv")
    #expect(right.output.contains(",above,"))
  }

  @Test("simulate writes the same bytes for the same seed, and import takes them all")
  func simulate() throws {
    let workplace = try Workplace("model-province-2017")
    let file = workplace.folder.appending(path: "synthetic.csv").path
    for _ in 0..<2 {
      _ = try workplace.sipas(
        "simulate", workplace.study.path, "--respondents", "60", "--seed", "5", "--output", file)
    }
    let printed = try workplace.sipas(
      "simulate", workplace.study.path, "--respondents", "60", "--seed", "5")
    #expect(printed.output == (try String(contentsOf: URL(filePath: file), encoding: .utf8)))
    let imported = try workplace.sipas("import", workplace.study.path, file, "--lang", "en")
    #expect(imported.output.contains("Read 60 · accepted 60 · set aside 0"))
  }

  @Test("import ends with 1 where every row is set aside, and with 64 for an encoding nobody knows")
  func endings() throws {
    let workplace = try Workplace("model-province-2017")
    let plain = workplace.folder.appending(path: "plain.csv")
    let made = try workplace.sipas(
      "simulate", workplace.study.path, "--respondents", "20", "--seed", "1", "--output", plain.path
    )
    #expect(made.status == 0)
    let unknown = try workplace.sipas(
      "import", workplace.study.path, plain.path, "--encoding", "klingon")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("windows-1258"))
    let text = try String(contentsOf: plain, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let key = lines[0].split(separator: ",").firstIndex(of: "xa") ?? 0
    let broken = lines.enumerated().map { number, line in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if number > 0 { cells[key] = "Nowhere" }
      return cells.joined(separator: ",")
    }
    try Data(broken.joined(separator: "\n").utf8).write(to: plain)
    let none = try workplace.sipas("import", workplace.study.path, plain.path, "--lang", "en")
    #expect(none.output.contains("Read 20 · accepted 0 · set aside 20"))
    #expect(none.status == 1)
  }
}
