import StatisticalFiles
import Testing

@Suite("Files read as pyreadstat reads them")
struct PyreadstatTests {
  @Test("dictionary, cells and dates of every fixture", arguments: try Expected.read().files)
  func fixture(expected: Expected.File) throws {
    let isLegacyStata = expected.file == "windows-1258.dta"
    let file = try StatisticalFile(
      contentsOf: Fixture.url(expected.file), encoding: isLegacyStata ? "windows-1258" : nil)
    #expect(file.label == expected.label)
    #expect(file.notes == expected.notes)
    if let encoding = expected.encoding { #expect(file.encoding.name.uppercased() == encoding) }
    // pyreadstat counts the rows of a portable file, which does not tell.
    #expect(file.rowCount == (file.kind == .por ? nil : expected.rows))
    #expect(file.variables.map(\.name) == expected.variables.map(\.name))

    let rows = try file.allCells()
    #expect(rows.count == expected.rows)
    for (index, (variable, wanted)) in zip(file.variables, expected.variables).enumerated() {
      #expect(variable.label == wanted.label)
      #expect(variable.format.name == wanted.format)
      #expect(variable.measure.rawValue == wanted.measure)
      let labels = variable.valueLabels.map { [Expected.Value($0.value), .text($0.label)] }
      #expect(Set(labels) == Set(wanted.labels), "\(variable.name)")
      let missing = variable.missing.map { [Expected.Value($0.lower), Expected.Value($0.upper)] }
      #expect(missing == wanted.missing, "\(variable.name)")
      let cells = rows.map { $0[index] }
      #expect(cells.map { Expected.Value($0.value) } == wanted.cells, "\(variable.name)")
      #expect(cells.map(variable.calendarText(of:)) == wanted.calendar, "\(variable.name)")
    }
  }

  @Test(
    "compression changes nothing but the kind",
    arguments: [("answers-compressed.sav", StatisticalFileKind.sav), ("answers.zsav", .zsav)])
  func compression(name: String, kind: StatisticalFileKind) throws {
    let plain = try StatisticalFile(contentsOf: Fixture.url("answers.sav"))
    let packed = try StatisticalFile(contentsOf: Fixture.url(name))
    #expect(packed.kind == kind)
    #expect(packed.variables == plain.variables)
    #expect(try packed.allCells() == plain.allCells())
  }

  @Test(
    "the version of Stata's format and who told the encoding",
    arguments: [
      ("plain-stata8.dta", 113, "WINDOWS-1252", StatisticalFile.Encoding.Basis.assumption),
      ("plain-stata10.dta", 114, "WINDOWS-1252", .assumption),
      ("plain-stata12.dta", 115, "WINDOWS-1252", .assumption),
      ("plain-stata13.dta", 117, "WINDOWS-1252", .assumption),
      ("answers-stata14.dta", 118, "UTF-8", .file), ("answers-stata15.dta", 119, "UTF-8", .file),
    ])
  func stataVersion(
    name: String, version: Int, encoding: String, basis: StatisticalFile.Encoding.Basis
  ) throws {
    let file = try StatisticalFile(contentsOf: Fixture.url(name))
    #expect(file.kind == .dta)
    #expect(file.version == version)
    #expect(file.encoding.name == encoding)
    #expect(file.encoding.basis == basis)
  }
}
