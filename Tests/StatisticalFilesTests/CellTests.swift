import StatisticalFiles
import Testing

@Suite("What stands in a cell")
struct CellTests {
  @Test("values that SPSS takes for missing are told from answers and from nothing")
  func userMissing() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("answers.sav"))
    let rows = try file.allCells()
    #expect(
      rows.map { $0[1] } == [
        .number(1), .number(5), .number(4), .userMissing(.number(9)), .systemMissing, .number(3),
      ])
    #expect(
      rows.map { $0[3] } == [
        .userMissing(.number(95)), .userMissing(.number(99)), .number(100),
        .userMissing(.number(90)), .userMissing(.number(-1)), .number(89.999),
      ])
    #expect(
      rows.map { $0[4] } == [
        .text("N"), .text("S"), .userMissing(.text("X")), .text("N"), .text(""), .text("S"),
      ])
  }

  @Test("Stata's letters are told apart, and have labels")
  func tagged() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("tagged.dta"))
    let variable = file.variables[0]
    let cells = try file.allCells().map { $0[0] }
    #expect(
      cells == [.number(1), .taggedMissing("a"), .taggedMissing("z"), .systemMissing])
    #expect(cells.map(variable.code(of:)) == ["1", ".a", ".z", ""])
    #expect(cells.map(variable.label(of:)) == ["one", "refused", nil, nil])
  }

  @Test("codes are what a questionnaire has, labels what the file calls them")
  func codes() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("answers.zsav"))
    let rows = try file.allCells()
    let codes = rows.map { row in zip(file.variables, row).map { $0.code(of: $1) } }
    #expect(codes[0].prefix(5) == ["Phường Bến Nghé", "1", "0.1", "95", "N"])
    #expect(codes.map { $0[2] } == ["0.1", "-0.00001", "1000000", "123456.789", "", "2.5"])
    #expect(codes[3][1] == "9")
    #expect(
      rows.map { file.variables[1].label(of: $0[1]) }
        == ["Rất không hài lòng", "Rất hài lòng", nil, "Không trả lời", nil, nil])
    #expect(rows.map { file.variables[4].label(of: $0[4]) }[1] == "Nam")
  }

  @Test("a number of 32 bits is written with its own digits")
  func singlePrecision() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("single.dta"))
    #expect(file.variables[0].storage == .singlePrecision)
    #expect(
      try file.allCells().map { file.variables[0].code(of: $0[0]) } == ["0.1", "2.5", "16777216"])
  }

  @Test(
    "the shortest decimal without exponent",
    arguments: [
      (4.0, "4"), (-4, "-4"), (-0.0, "0"), (0.1, "0.1"), (1e21, "1000000000000000000000"),
      (1.25e20, "125000000000000000000"), (1e-7, "0.0000001"), (-1.5e-5, "-0.000015"),
      (123_456.789, "123456.789"), (9_007_199_254_740_992, "9007199254740992"),
      (2.5e16, "25000000000000000"),
    ])
  func shortestDecimal(number: Double, text: String) {
    #expect(StatisticalVariable(name: "x").code(of: .number(number)) == text)
    #expect(Double(text) == number)
  }

  @Test("texts are in NFC, and long ones are whole")
  func texts() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("windows-1258.sav"))
    #expect(file.encoding.name == "WINDOWS-1258")
    #expect(file.encoding.basis == .file)
    let ward = file.variables[0].code(of: try file.allCells()[0][0])
    #expect(Array(ward.utf8) == Array("Phường Bến Nghé".utf8))
    let remarks = try StatisticalFile(contentsOf: Fixture.url("answers.sav")).allCells()
      .map { $0[5] }
    let yeas = Array(repeating: "ý kiến", count: 60).joined(separator: " ")
    #expect(
      remarks == [
        .text("ngắn"), .text(yeas), .text(""), .text(String(repeating: "x", count: 255)),
        .text(String(repeating: "y", count: 256)), .text(String(repeating: "Ờ", count: 300)),
      ])
  }

  @Test("reading stops where the receiver throws, with what it threw")
  func receiverThrows() throws {
    struct Enough: Error, Equatable { var row: Int }
    let file = try StatisticalFile(contentsOf: Fixture.url("answers.sav"))
    #expect(throws: Enough(row: 2)) {
      try file.forEachRow { row in if row.number == 2 { throw Enough(row: row.number) } }
    }
  }
}
