import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("A pinned profile")
struct PinTests {
  /// An office that has pinned the profile of a plain file with decimal points.
  private func pinned(_ change: (inout ImportProfile) -> Void = { _ in }) throws -> Office {
    var profile = try Office().rendition(Answers(4).csv()).understanding.profile
    change(&profile)
    return try Office(profile: profile)
  }

  // MARK: - Rows that come back

  static let returns = ["as it was", "without BOM", "commas", "UTF-16 with TABs", "XLSX"]

  @Test("lets mended rows come back, however they were saved", arguments: returns)
  func returned(form: String) throws {
    let office = try pinned()
    var answers = Answers(4)
    answers[1, "q1"] = "77"
    answers[3, "ma_xa"] = "Nowhere"
    let store = try office.project.store()
    let first = try #require(try office.imports(office.file(answers.csv()), into: store).first)
    let quarantine = try #require(first.quarantine)
    let mended = String(decoding: try Data(contentsOf: quarantine), as: UTF8.self)
      .replacing(";77;", with: ";3;").replacing("Nowhere", with: "00102")
    let url = try office.folder.write(try saved(mended, as: form), to: "in/mended.dat")
    let again = try #require(try office.imports(url, into: store).first)
    let outcome = try again.result.get()
    #expect(outcome.counts.accepted == 2, "\(outcome.findings)")
    #expect(again.understanding?.isReturned == true)
    #expect(again.understanding?.says("returned").count == 1)
    // What sipas wrote itself is no example of how files arrive.
    #expect(again.profile == nil)
    #expect(first.profile != nil)
  }

  private func saved(_ text: String, as form: String) throws -> [UInt8] {
    let plain = text.trimmingPrefix("\u{FEFF}").replacing("\r\n", with: "\n")
    func rows(quote: String) -> [[String]] {
      plain.split(separator: "\n").map { line in
        // The findings hold semicolons and stand in quotes, last.
        let parts = line.split(separator: ";\"", maxSplits: 1)
        return parts[0].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
          + parts.dropFirst().map { quote + $0.dropLast() + quote }
      }
    }
    switch form {
    case "without BOM": return Array(plain.utf8)
    case "commas":
      let quoted = rows(quote: "\"").map { row in
        row.map { $0.contains(",") && !$0.hasPrefix("\"") ? "\"\($0)\"" : $0 }
      }
      return Array(quoted.map { $0.joined(separator: ",") }.joined(separator: "\r\n").utf8)
    case "UTF-16 with TABs":
      let tabs = rows(quote: "\"").map { $0.joined(separator: "\t") }.joined(separator: "\r\n")
      return [0xFF, 0xFE] + tabs.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "XLSX": return smallWorkbook([("mended", rows(quote: ""))])
    default: return Array(text.utf8)
    }
  }

  @Test("Numbers of rows that come back have decimal marks alone, one for the column")
  func returnedNumbers() throws {
    let office = try Office()
    struct Case {
      var texts: [String]
      var weights: [Double]
    }
    let cases = [
      Case(texts: ["1.234", "2.5"], weights: [1.234, 2.5]),
      Case(texts: ["1.234", "2"], weights: [1.234, 2]),
      Case(texts: ["1,25", "2,5"], weights: [1.25, 2.5]),
      Case(texts: ["1,234", "2"], weights: [1.234, 2]),
      // Which of them is a slip cannot be told; what has a point is read.
      Case(texts: ["1.234", "2,5"], weights: [1.234]),
      Case(texts: ["1,234", "2.5"], weights: [2.5]),
    ]
    for row in cases {
      var answers = Answers(row.texts, in: "trong_so")
      answers.headers.append("sipas_findings")
      let text = answers.csv(";").split(separator: "\n").enumerated()
        .map { $0.offset == 0 ? String($0.element) : $0.element + ";x" }.joined(separator: "\n")
      let table = try office.table(text)
      #expect(table.numbers(TableLayout.weight) == row.weights, "\(row.texts)")
    }
  }

  // MARK: - What the user tells

  @Test("yields to what the user tells for one run, and that is said")
  func told() throws {
    let office = try pinned { $0.decimal = .comma }
    let text = Answers(4).csv()
    #expect(throws: ImportError.self) { try office.rendition(text) }
    let rendition = try office.rendition(text, deciding: .deciding { $0.decimal = .point })
    #expect(
      rendition.understanding.says("told")
        == ["as you told for this run, in place of the study's import profile: decimal mark"])
    #expect(try ResponseTable(reading: rendition).rowCount == 4)
    // What nobody told otherwise is still asked.
    let other = try pinned {
      $0.decimal = .comma
      $0.columns["q9"] = "q9"
    }
    let error = try #require(throws: ImportError.self) {
      try other.rendition(text, deciding: .deciding { $0.decimal = .point })
    }
    #expect(error.description.contains("the column \"q9\" (q9) is missing"))
  }

  @Test("yields to another profile that the user gives, whole")
  func otherProfile() throws {
    let office = try pinned()
    let file = Office.disguise("semicolon-decimal-comma.csv")
    #expect(throws: ImportError.self) { try Rendition(file, for: office.study) }
    let given = try Rendition(file, for: Office().study).understanding.profile
    let rendition = try Rendition(file, for: office.study, deciding: given)
    #expect(try ResponseTable(reading: rendition).rowCount == 48)
    #expect(rendition.understanding.says("told").count == 1)
  }

  // MARK: - Sheets

  @Test(
    "on sheets named after units asks for a sheet for each unit, and not for these units",
    arguments: [true, false])
  func sheets(isOld: Bool) throws {
    let office = try Office()
    var answers = Answers(2)
    answers.drop("ma_xa")
    func workbook(_ names: [String]) throws -> URL {
      try office.folder.write(
        smallWorkbook(names.map { name in (name, answers.table(named: name)) }),
        to: "in/\(names[0]).xlsx")
    }
    let first = try Rendition(workbook(["Xã Bình Hoà", "Xã Đông Giang"]), for: office.study)
    var profile = first.understanding.profile
    #expect(profile.hasSheetForEachUnit)
    #expect(profile.sheets == nil)
    if isOld {
      profile.hasSheetForEachUnit = false
      profile.sheets = ["Xã Bình Hoà", "Xã Đông Giang"]
    }
    let pinned = try Office(profile: profile)
    let next = try Rendition(workbook(["Xã Phú Quý", "Xã Tây Sơn"]), for: pinned.study)
    #expect(try ResponseTable(reading: next).rowCount == 4)
    let error = try #require(throws: ImportError.self) {
      try Rendition(workbook(["Tháng 7", "Tháng 8"]), for: pinned.study)
    }
    #expect(error.description.contains("the sheets are not named after units"))
  }

  @Test("does not ask for the name of the one sheet that a month's workbook has")
  func monthly() throws {
    let office = try Office()
    func workbook(_ name: String, in office: Office) throws -> URL {
      try office.folder.write(
        smallWorkbook([(name, Answers(4).table)]), to: "in/\(name).xlsx")
    }
    let july = try Rendition(workbook("Tháng 7", in: office), for: office.study)
    let pinned = try Office(profile: july.understanding.profile)
    let august = try Rendition(workbook("Tháng 8", in: pinned), for: pinned.study)
    #expect(try ResponseTable(reading: august).rowCount == 4)
  }

  // MARK: - What a refusal says

  struct Refusal: CustomTestStringConvertible {
    var name: String
    var file: @Sendable () throws -> [UInt8]
    /// How the differences begin.
    var first: String
    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(
      name: "the delimiter", file: { Array(Answers(4).csv(";").utf8) },
      first: "fields are parted by \";\", and not by \",\""),
    Refusal(
      name: "the kind", file: { smallWorkbook([("Đợt 1", Answers(4).table)]) },
      first: "kind of file: xlsx, where the profile says csv"),
    Refusal(
      name: "the encoding",
      file: {
        [0xFF, 0xFE] + Answers(4).csv().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      },
      first: "the text is UTF-16LE, and not UTF-8"),
    Refusal(
      name: "the header's row",
      file: { Array(("Báo cáo tháng 7,,,,,,,,,,,\n" + Answers(4).csv()).utf8) },
      first: "the header rows are 2, and not 1"),
  ]

  @Test(
    "refuses a file with the cause first, and no list of columns behind it", arguments: refusals)
  func cause(_ refusal: Refusal) throws {
    let office = try pinned()
    let url = try office.folder.write(try refusal.file(), to: "in/file.dat")
    let error = try #require(throws: ImportError.self) { try Rendition(url, for: office.study) }
    guard case .doesNotFit(let differences)? = error.problems.first else {
      Issue.record("\(error)")
      return
    }
    #expect(differences.first?.english.hasPrefix(refusal.first) == true, "\(error)")
    #expect(!error.description.contains("is missing"), "\(error)")
    #expect(differences.count <= 2, "\(error)")
  }

  @Test("refuses a file whose header has moved with the option for it")
  func movedHeader() throws {
    let office = try pinned()
    let text = "Báo cáo tháng 7,,,,,,,,,,,\n" + Answers(4).csv()
    let error = try #require(throws: ImportError.self) { try office.rendition(text) }
    #expect(error.description.contains("give --header-rows 2"))
    let told = try office.rendition(text, deciding: .deciding { $0.headerRows = 2...2 })
    #expect(try ResponseTable(reading: told).rowCount == 4)
  }

  @Test("refuses another table as such, and lists no rows of its header")
  func otherTable() throws {
    let office = try pinned { $0.headerRows = 2...2 }
    let error = try #require(throws: ImportError.self) {
      try office.rendition("STT,Họ tên,Lương\n1,Nguyễn Văn A,5000000\n")
    }
    guard case .doesNotFit(let differences)? = error.problems.first else {
      Issue.record("\(error)")
      return
    }
    #expect(differences.count == 1)
    #expect(
      differences[0].english.hasPrefix(
        "it is another table, without one of the profile's columns, which are \"comment\""),
      "\(error)")
  }

  @Test("names the delimiter that was told for one run where it is what is wrong")
  func toldDelimiter() throws {
    let given = try Office().rendition(Answers(4).csv(";")).understanding.profile
    let text = Answers(4).csv()
    for office in [try Office(), try pinned { $0.kind = "xlsx" }] {
      // A profile holds the rows of the header too, which nobody typed.
      var told = given
      told.kind = nil
      let error = try #require(throws: ImportError.self) {
        try office.rendition(text, deciding: office.study.importProfile == nil ? given : told)
      }
      if office.study.importProfile == nil {
        #expect(error.problems == [.otherDelimiter(";", found: ",")])
        #expect(error.description.contains("give --delimiter ','"))
      }
      #expect(!error.description.contains("--header-rows"))
    }
  }

  @Test("names the encoding that was decided, who decided it, and the likely one")
  func decidedEncoding() throws {
    let office = try pinned()
    let bytes = try Data(contentsOf: Office.disguise("tcvn3.csv"))
    let url = try office.folder.write(Array(bytes), to: "in/tcvn3.csv")
    func error(_ office: Office, _ forced: ImportProfile = ImportProfile()) throws -> String {
      try #require(throws: ImportError.self) {
        try Rendition(url, for: office.study, deciding: forced)
      }.message(in: .vietnamese)
    }
    let words = try [
      error(office), error(Office(), .deciding { $0.encoding = "utf-8" }),
    ]
    #expect(words[0].contains("hồ sơ nhập (import-profile) của nghiên cứu ghi"))
    #expect(words[1].contains("như --encoding hoặc --profile đã chọn"))
    for text in words {
      #expect(text.contains("không phải UTF-8"))
      #expect(text.contains("dùng --encoding tcvn3 cho lần này"))
      #expect(!text.contains("Excel"))
    }
  }

  @Test("refuses a file of many other columns with some of them and their number")
  func manyColumns() throws {
    let office = try pinned { profile in
      for number in 1...20 { profile.columns["x\(number)"] = "q\(number)" }
    }
    let error = try #require(throws: ImportError.self) { try office.rendition(Answers(4).csv()) }
    guard case .doesNotFit(let differences)? = error.problems.first else {
      Issue.record("\(error)")
      return
    }
    #expect(differences.count == 6)
    #expect(differences.last?.english == "… in all 20 columns differ")
    #expect(differences.last?.vietnamese == "… tất cả 20 cột khác")
  }
}
