import DelimitedText
import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

/// A study in whose every name there is a formula, and the program.
struct HostileOffice {
  let folder: TemporaryFolder
  let project: SurveyProject

  static let form = #"""
    questionnaire: hostile
    version: "1"
    title: {vi: "=TITLE()", en: "=TITLE()"}
    missing: {refused: ["-99"], dont-know: ["=DK()"]}
    scales:
      satisfaction-5:
        options:
          - {code: "1", label: {vi: "=HYPERLINK(\"http://x\",\"a\")", en: "=BAD()"}}
          - {code: "2", label: {vi: "-2+3+cmd|' /C calc'!A0", en: "-poor"}}
          - {code: "3", label: {vi: "@SUM(1,2)", en: "@fair"}}
          - {code: "4", label: {vi: "＝1+1", en: "<b onclick=x>good</b>"}}
          - {code: "5", label: {vi: "+tốt", en: "+good"}}
    items:
      - {id: sex, type: single, label: {vi: "=GIOI()", en: "=SEX()"}, options: [{code: "=a", label: {vi: "=Nam", en: "=Male"}}, {code: "-b", label: {vi: "-Nữ", en: "-Female"}}]}
      - {id: balance, type: number, label: {vi: "-Số dư", en: "-Balance"}, range: {min: -1000, max: 1000}}
      - {id: visited, type: date, label: {vi: "@Ngày", en: "@Day"}}
      - id: services
        type: multiple
        label: {vi: "|Dịch vụ", en: "|Services"}
        options: [{code: "1", label: {vi: "=a;b", en: "=a;b"}}, {code: "=2", label: {vi: "+c", en: "+c"}}]
      - {id: q1, type: single, scale: satisfaction-5, required: true, label: {vi: "=CÂU(1)", en: "=Q(1)"}}
      - {id: q2, type: single, scale: satisfaction-5, label: {vi: "<img src=x onerror=a()>", en: "<svg onload=a()>"}, asked-if: [{item: q1, in: ["1", "2", "3"]}]}
      - {id: remark, type: text, label: {vi: "+Góp ý", en: "+Remark"}}
    axes:
      id: index
      label: {vi: "=INDEX()", en: "=INDEX()"}
      children:
        - {id: service, label: {vi: "@Phục vụ", en: "@Service"}, items: [q1, q2]}
    profiles:
      mean: {default: true, label: {vi: Điểm trung bình, en: Mean score}, scores: {satisfaction-5: {"1": 0.2, "2": 0.4, "3": 0.6, "4": 0.8, "5": 1}}}
    rollup: {default: equal-criteria}
    """#

  static let units = #"""
    code,name,kind,parent
    01,"=cmd|' /C calc'!A0",province,
    -11,"@Xã <script>alert(1)</script>",commune,01
    +12,"-Xã ""hai""",commune,01

    """#

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Array(Self.form.utf8), to: "form.yaml")
    try folder.write(Array(Self.units.utf8), to: "units.csv")
    try folder.write(
      Array(
        #"""
        study: hostile
        title: {vi: "=STUDY()", en: "=STUDY()"}
        wave: "2025"
        questionnaire: form.yaml
        reference-date: 2025-12-31
        units: units.csv
        columns: {unit: "=xa", key: ["@phieu"]}
        design: {weight: {column: "-weight"}}
        publication: {minimum-answers: 1}
        """#.utf8), to: "study.yaml")
    project = try SurveyProject(at: folder.url)
  }

  /// Texts that programs have been hurt by.
  static let payloads = [
    "=1+1", "+84912345678", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "＝1+1", "＋1",
    "－1", "＠x", "|calc", "%0A=1", "'=1+1", "''=1", "a;=1+1", "a,=1+1", "a\"=1+1", "a\n=1+1",
    "a\r\n-b", "=HYPERLINK(\"http://x?\"&A1,\"y\")", "=IMPORTXML(CONCAT(\"http://x\"),\"//a\")",
    "\"><svg onload=alert(1)>", "</script><script>alert(1)</script>", "\u{202E}gnp.exe",
    "-5", "1,5", "01", "Hài lòng", "\u{200B}=1",
  ]

  /// Records of random answers in which every column that takes texts takes payloads too.
  static func records(_ count: Int, seed: UInt64) -> (bytes: [UInt8], count: Int) {
    var random = Draws(state: seed)
    func text() -> String {
      random.of(4) == 0
        ? random.element(payloads)
        : (0..<random.of(5)).map { _ in
          random.element([
            "=", "-", "'", "\"", ",", ";", " ", "\n", "\r\n", "a", "Đẹp", "1", "|", "\u{A0}=", "＠",
            "😀",
          ])
        }.joined()
    }
    var writer = RecordWriter()
    writer.write([
      "@phieu", "=xa", "-weight", "sex", "balance", "visited", "services/1", "services/=2", "q1",
      "q2", "remark",
    ])
    for number in 1...count {
      let q1 = random.of(8) == 0 ? "-99" : "\(1 + random.of(5))"
      let isAsked = ["1", "2", "3"].contains(q1)
      writer.write([
        random.element(["=", "-", "@", "P", "'=", "+84;="]) + "\(number)",
        random.element(["-11", "+12"]), "\(Double(1 + random.of(1000)) / 7)",
        random.element(["=a", "-b", "", "=DK()"]),
        random.element(["", "-5", "-0.1", "\(Double(random.of(9000)) / 7 - 600)", "-99"]),
        random.element(["", "2025-07-0\(1 + random.of(9))"]),
        random.element(["1", "0", ""]), random.element(["1", "0", "", "-99"]), q1,
        isAsked ? random.element(["1", "5", "=DK()", ""]) : "", text(),
      ])
    }
    return (writer.bytes, count)
  }

  func table(_ bytes: [UInt8], name: String = "in/rows.csv") throws -> ResponseTable {
    let file = try folder.write(bytes, to: name)
    return try ResponseTable(reading: Rendition(file, for: project.study))
  }

  /// Runs the program and returns what it wrote to the standard output.
  @discardableResult
  func sipas(_ arguments: String...) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "sipas")
    process.arguments = arguments
    let output = folder.url.appending(path: "out.\(UUID().uuidString)")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try Data(contentsOf: output))
  }
}

/// Numbers that a seed decides.
struct Draws {
  var state: UInt64

  mutating func of(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  mutating func element<Element>(_ elements: [Element]) -> Element { elements[of(elements.count)] }
}
