import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveySchema
import TestSupport
import Testing

@Suite("Import profiles")
struct ProfileTests {
  @Test(
    "that are kept say the same when read again", arguments: DisguiseTests.disguises.map(\.name))
  func kept(name: String) throws {
    let office = try Office()
    let profile = try Rendition(Office.disguise(name), for: office.study).understanding.profile
    let url = try office.project.keepProfile(profile)
    #expect(try office.project.keepProfile(profile) == url, "one file for all that are alike")
    #expect(try ImportProfile(contentsOf: url) == profile)
  }

  @Test("with control characters in headers are kept, and say the same when read again")
  func controlCharacters() throws {
    let office = try Office()
    let odd = ["\u{1}", "\u{7}", "\u{B}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}"]
    let profile = ImportProfile.deciding { profile in
      for (number, mark) in odd.enumerated() {
        profile.columns["q\(number)\(mark)x\"\\\t"] = "q\(number)"
      }
      profile.sheets = ["Phiếu\u{1}", "a\n"]
    }
    #expect(try ImportProfile(contentsOf: office.project.keepProfile(profile)) == profile)
  }

  @Test("that a study pins let the same file pass", arguments: DisguiseTests.disguises.map(\.name))
  func fits(name: String) throws {
    let free = try Office()
    let first = try Rendition(Office.disguise(name), for: free.study)
    let office = try Office(profile: first.understanding.profile)
    let again = try Rendition(Office.disguise(name), for: office.study)
    #expect(
      try ResponseTable(reading: again).answers == ResponseTable(reading: first).answers)
  }

  struct Change: CustomTestStringConvertible {
    var name: String
    var file: String
    /// Words of the only difference.
    var difference: String
    var change: @Sendable (inout ImportProfile) -> Void
    var testDescription: String { name }
  }

  static let changes = [
    Change(name: "the kind", file: "plain.csv", difference: "kind of file: csv") {
      $0.kind = "xlsx"
    },
    Change(name: "the encoding", file: "plain.csv", difference: "the text is UTF-8, and not TCVN3")
    {
      $0.encoding = "TCVN3"
    },
    Change(name: "the rows of the header", file: "title-and-totals.csv", difference: "header rows")
    {
      $0.headerRows = 1...1
    },
    Change(name: "the decimal mark", file: "plain.csv", difference: "decimal comma") {
      $0.decimal = .comma
    },
    Change(
      name: "the order of dates", file: "semicolon-decimal-comma.csv", difference: "month/day/year"
    ) {
      $0.dates = .monthDayYear
    },
    Change(name: "the platform", file: "kobo.csv", difference: "platform") { $0.platform = "odk" },
    Change(name: "a sheet", file: "plain.xlsx", difference: "the sheet \"Đợt 2\" is missing") {
      $0.sheets = ["Dữ liệu", "Đợt 2"]
    },
    Change(
      name: "a column that is gone", file: "plain.csv",
      difference: "the column \"q6\" (q6) is missing"
    ) {
      $0.columns["q6"] = "q6"
    },
    Change(name: "a column that is new", file: "plain.csv", difference: "is not in the profile") {
      $0.columns["Góp ý thêm"] = nil
    },
    Change(
      name: "a column that means another", file: "plain.csv",
      difference: "where the profile says q2"
    ) {
      $0.columns["Chỗ ngồi chờ"] = "q2"
    },
  ]

  @Test("that a file no longer fits refuse it with the difference", arguments: changes)
  func refused(_ change: Change) throws {
    let free = try Office()
    var profile = try Rendition(Office.disguise(change.file), for: free.study).understanding.profile
    change.change(&profile)
    let office = try Office(profile: profile)
    let error = try #require(throws: ImportError.self) {
      try Rendition(Office.disguise(change.file), for: office.study)
    }
    #expect(error.message(in: .english).contains(change.difference), "\(error)")
    #expect(error.message(in: .vietnamese).contains("hồ sơ nhập"))
    #expect(error.message(in: .english).contains("import-profile"))
  }

  @Test("that name another delimiter than the file's refuse it")
  func delimiter() throws {
    let office = try Office(profile: .deciding { $0.delimiter = ";" })
    #expect(throws: ImportError.self) {
      try ResponseTable(reading: Rendition(Office.disguise("plain.csv"), for: office.study))
    }
  }
}
