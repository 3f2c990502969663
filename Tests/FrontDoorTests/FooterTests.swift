import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import TestSupport
import Testing

@Suite("Rows below a table")
struct FooterTests {
  /// A row with texts in some of its columns.
  private static func row(_ cells: [String: String]) -> String {
    Answers.headers.map { cells[$0] ?? "" }.joined(separator: ",")
  }

  @Test(
    "of signatures, dates and notes are passed over, and said",
    arguments: [
      [row(["q4": "Ngày 5 tháng 7 năm 2025"])], ["Người lập biểu,,,,,Xác nhận của UBND xã"],
      [row(["ma_xa": "Người lập biểu", "q3": "KT. CHỦ TỊCH"]), row(["q3": "Nguyễn Văn A"])],
      ["Ghi chú: số liệu do xã nhập"], ["Prepared by: A"],
      [row(["visited": "Thái Nguyên, ngày 5 tháng 7 năm 2025"]), row(["minutes": "Nguyễn Văn A"])],
    ])
  func footer(rows: [String]) throws {
    let office = try Office()
    let rendition = try office.rendition(Answers(4).csv() + rows.joined(separator: "\n") + "\n")
    let lines = (6..<(6 + rows.count)).map { "\($0)" }.joined(separator: ", ")
    #expect(
      rendition.understanding.says("footers") == [
        "rows of signatures and notes passed over, which are no records (\(rows.count)): \(lines)"
      ])
    #expect(rendition.understanding.warnings == ["footers"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    #expect(table.findings.isEmpty)
  }

  @Test(
    "Rows that head the forms of a unit, and sums of a unit, are passed over, and said",
    arguments: [
      "Xã Bình Hoà,,,,,,,,,,,", "I. Thôn 1,,,,,,,,,,,", ",,II Thôn Đông,,,,,,,,,",
      "III,,Thôn 3,,,,,,,,,", "2. Thôn Đông,,,,,,,,,,,", "A) Nhóm đầu,,,,,,,,,,,",
    ])
  func groups(heading: String) throws {
    let office = try Office()
    let forms = Answers(4).lines()
    let sum = "Cộng Xã Bình Hoà,,6,,,,8,9,,,,"
    let lines = [
      forms[0], heading, forms[1], forms[2], sum, "", heading, forms[3], forms[4], sum,
      "Tổng cộng,,9,,,,,,,,,",
    ]
    let rendition = try office.rendition(lines.joined(separator: "\n") + "\n")
    #expect(
      rendition.understanding.says("headings") == [
        "rows that head the forms of a unit or a group passed over (2): 2, 7"
      ])
    #expect(
      rendition.understanding.says("totals") == [
        "rows of totals or means passed over (3): 5, 10, 11"
      ])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 4)
    #expect(table.findings.isEmpty)
  }

  @Test(
    "A row that has more than a heading is a record",
    arguments: [
      "Xã Bình Hoà,,1,,,,,,,,,", "I. Thôn 1,,,,,,4,,,,,", "Nguyễn Văn A,,,,,,,,,,,",
      "1,,Thôn 3,,,,,,,,,", ",,,,,,,,,,,2. Thôn Đông", "12.,,,,,,,,,,,",
      // A unit in the column of the unit is what a form has.
      ",Xã Bình Hoà,,,,,,,,,,",
    ])
  func noHeading(row: String) throws {
    let office = try Office()
    let rendition = try office.rendition(Answers(4).csv() + row + "\n")
    #expect(rendition.understanding.says("headings") == [])
    let table = try ResponseTable(reading: rendition)
    #expect(table.source?.setAsideCount == 1)
  }

  @Test("A name below the totals is none of a form")
  func belowTotals() throws {
    let office = try Office()
    let rows = ["Tổng cộng,,6,,,,,,,,,", "Nguyễn Văn A,,,,,,,,Trần Thị B,,,"]
    let rendition = try office.rendition(Answers(4).csv() + rows.joined(separator: "\n"))
    #expect(rendition.understanding.says("footers").count == 1)
    #expect(try ResponseTable(reading: rendition).rowCount == 4)
  }

  @Test(
    "A record is read or set aside, never passed over for its words or its place",
    arguments: [
      // A unit and a number are all that a form needs.
      (["so_phieu": "Ghi chú 1", "ma_xa": "00101", "trong_so": "1", "q1": "4"], true),
      (["so_phieu": "P9", "ma_xa": "00101", "trong_so": "1", "comment": "Ghi chú: tốt"], true),
      // Answers without a number, a unit that is misspelt, a unit alone: to be mended.
      (["ma_xa": "00101", "trong_so": "1", "q1": "4", "comment": "Người lập biểu"], false),
      (["so_phieu": "P9", "ma_xa": "Xã Lạ", "trong_so": "1", "comment": "Ghi chú"], false),
      (["trong_so": "1", "q1": "4", "comment": "Ghi chú"], false),
      (["ma_xa": "Xã Bình Hoà", "comment": "Ghi chú"], false),
      (["minutes": "12", "comment": "Ghi chú"], false),
    ])
  func record(cells: [String: String], isAccepted: Bool) throws {
    let office = try Office()
    // Below a row of totals too, as in a table of several districts.
    for total in ["", "Cộng,,6,,,,,,,,,\n"] {
      let rendition = try office.rendition(
        Answers(4).csv() + total + Self.row(cells) + "\n"
          + Self.row(["so_phieu": "P8", "ma_xa": "00102", "trong_so": "1", "q1": "4"]) + "\n")
      #expect(rendition.understanding.says("footers") == [])
      let table = try ResponseTable(reading: rendition)
      #expect(table.rowCount == (isAccepted ? 6 : 5))
      #expect(table.source?.setAsideCount == (isAccepted ? 0 : 1))
    }
  }

  @Test(
    "A record that counts like a numbering of columns is a record, whatever zeros its unit lost")
  func numbering() throws {
    var office = try Office()
    let units = office.folder.url.appending(path: "units.csv")
    let text = String(decoding: try Data(contentsOf: units), as: UTF8.self)
    try Data(text.replacing("00101", with: "00007").utf8).write(to: units)
    office.project = try SurveyProject(at: office.folder.url, questionnaires: [office.folder.url])
    let header = "so_phieu,trong_so,gender,q1,q2,minutes,ma_xa,comment"
    for unit in ["7", "00007"] {
      let records = ["11,2,1,4,5,6,\(unit),8", "12,3,1,4,5,6,\(unit),8"]
      let counting = "1,2,3,4,5,6,\(unit),8"
      for numbers in [[], ["(1),(2),(3),(4),(5),(6),(7),(8)"]] {
        let rendition = try office.rendition(
          ([header] + numbers + [counting] + records).joined(separator: "\n") + "\n")
        let table = try ResponseTable(reading: rendition)
        // The record's gender is no code, so it is set aside, and not lost.
        #expect(table.rowCount == 2)
        #expect(table.source?.setAsideCount == 1)
        #expect(table.findings.map(\.position.line) == [2 + numbers.count])
      }
    }
  }

  @Test("Zeros that unit codes lost behind a letter are restored where one code fits")
  func zeros() throws {
    var office = try Office()
    let units = office.folder.url.appending(path: "units.csv")
    let text = String(decoding: try Data(contentsOf: units), as: UTF8.self)
    try Data(
      text.replacing("00101", with: "T01").replacing("00102", with: "T02")
        .replacing("00103", with: "X003").replacing("00201", with: "X03").utf8
    ).write(to: units)
    office.project = try SurveyProject(at: office.folder.url, questionnaires: [office.folder.url])
    let rendition = try office.rendition(
      Answers(["T1", "T02", "T2", "X3"], in: "ma_xa").csv())
    #expect(
      rendition.understanding.says("leading-zeros") == [
        "column \"ma_xa\": leading zeros of unit codes restored in 2 cells"
      ])
    #expect(rendition.understanding.warnings == ["leading-zeros"])
    let table = try ResponseTable(reading: rendition)
    #expect(table.rowCount == 3)
    // X3 may be X03 or X003.
    #expect(table.findings.map(\.rule) == [.unknownUnit])
  }
}
