import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("Rows set aside, mended in a spreadsheet")
struct MendingTests {
  /// The rows that a file's import sets aside, and what to import them with again.
  struct Aside {
    var office: Office
    var store: SurveyStore
    var file: URL

    init(_ office: Office, _ url: URL, language: Language? = nil) throws {
      self.office = office
      store = try office.project.store()
      let source = try #require(try SourceFile.files(at: url).first)
      let imported = try office.project.importBatch(
        source, into: store, at: "2025-08-01T00:00:00Z", language: language)
      _ = try imported.result.get()
      file = try #require(imported.quarantine)
    }

    var text: String {
      get throws { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    }

    /// Imports what somebody made of the rows.
    func imported(
      _ bytes: [UInt8], deciding forced: ImportProfile = ImportProfile()
    ) throws -> ImportOutcome {
      let url = try office.folder.write(bytes, to: "in/mended.dat")
      let source = try #require(try SourceFile.files(at: url).first)
      return try office.project.importBatch(
        source, into: store, at: "2025-08-02T00:00:00Z", deciding: forced
      ).result.get()
    }

    /// The rows as the importer reads what somebody made of them.
    func table(_ bytes: [UInt8]) throws -> ResponseTable {
      let url = try office.folder.write(bytes, to: "in/mended.dat")
      return try ResponseTable(reading: Rendition(url, for: office.study))
    }
  }

  // MARK: - Decimals

  /// Weights of three decimals, which look like thousands, a weight that is missing, and an answer that is no
  /// code.
  private func weights(
    _ mark: String, _ delimiter: String, language: Language? = nil
  ) throws
    -> Aside
  {
    var answers = Answers(["1,123", "1,373", "", "1,623"], in: "trong_so")
    for row in 0..<4 {
      answers[row, "trong_so"] = answers[row, "trong_so"].replacing(",", with: mark)
      answers[row, "q1"] = "7"
    }
    let office = try Office()
    return try Aside(office, try office.file(answers.csv(delimiter)), language: language)
  }

  /// What somebody types into the cells.
  private func mended(_ text: String, weight: String = "1,5") -> String {
    text.replacing(";7;5;3;4;5;", with: ";4;5;3;4;5;")
      .replacing(";00102;;", with: ";00102;\(weight);")
  }

  static let expected = [1.123, 1.373, 1.5, 1.623]

  @Test(
    "have the language's decimal mark and delimiter, whatever the file had",
    arguments: [(",", ";"), (".", ","), (".", "\t")])
  func marks(mark: String, delimiter: String) throws {
    let vietnamese = try weights(mark, delimiter)
    let text = try vietnamese.text
    #expect(text.contains("P1;00101;1,123;2025-07-05;10;1 2;7;") && !text.contains("1.123"))
    #expect(
      try vietnamese.table(Array(mended(text).utf8)).numbers(TableLayout.weight) == Self.expected)
    let english = try weights(mark, delimiter, language: .english)
    let points = try english.text
    #expect(points.contains("P1,00101,1.123,2025-07-05,10,1 2,7,"))
    let mended = points.replacing(",7,5,3,", with: ",4,5,3,")
      .replacing(",00102,,", with: ",00102,1.5,")
    #expect(try english.table(Array(mended.utf8)).numbers(TableLayout.weight) == Self.expected)
  }

  @Test("keep three decimals where no other number tells that they are no thousands")
  func threeDecimals() throws {
    let aside = try weights(",", ";")
    let text = mended(try aside.text, weight: "1,250")
    let weights = [1.123, 1.373, 1.25, 1.623]
    #expect(try aside.table(Array(text.utf8)).numbers(TableLayout.weight) == weights)
    // As a spreadsheet saves them as Unicode text.
    let tabs = text.replacing(";", with: "\t")
    let wide: [UInt8] = [0xFF, 0xFE] + tabs.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try aside.table(wide).numbers(TableLayout.weight) == weights)
    // Between commas, in quotes, they may be thousands: that is asked, and can be told.
    let rows = text.split(separator: "\r\n").map { line in
      line.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.contains(",") && !$0.contains("\"") ? "\"\($0)\"" : String($0) }
        .joined(separator: ",")
    }
    let commas = Array((rows.joined(separator: "\r\n") + "\r\n").utf8)
    let refused = try aside.imported(commas)
    #expect(refused.counts.accepted == 0 && refused.counts.setAside == 4)
    let told = try aside.imported(commas, deciding: .deciding { $0.decimal = .comma })
    #expect(told.counts.accepted == 4, "\(told.findings)")
  }

  @Test("are never a thousand times what they were for a point that somebody typed")
  func typedPoint() throws {
    let aside = try weights(",", ";")
    let table = try aside.table(Array(mended(try aside.text, weight: "1.5").utf8))
    #expect(table.numbers(TableLayout.weight) == [1.5])
    #expect(table.findings.map(\.rule) == [.localisedNumber, .localisedNumber, .localisedNumber])
  }

  @Test(
    "give the same numbers by way of LibreOffice in Vietnamese",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")))
  func libreOffice() throws {
    let aside = try weights(",", ";")
    let csv = try aside.office.folder.write(Array(mended(try aside.text).utf8), to: "out/aside.csv")
    let folder = aside.office.folder.url
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/soffice")
    process.arguments = [
      "--headless", "-env:UserInstallation=file://\(folder.path)/profile",
      // Semicolons, double quotes, UTF-8, from line 1, in the language 1066, which is Vietnamese; numbers too.
      "--infilter=CSV:59,34,76,1,,1066,false,true", "--convert-to", "xlsx", "--outdir",
      folder.appending(path: "out").path, csv.path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let workbook = [UInt8](try Data(contentsOf: folder.appending(path: "out/aside.xlsx")))
    #expect(try aside.table(workbook).numbers(TableLayout.weight) == Self.expected)
    #expect(try aside.imported(workbook).counts.accepted == 4)
  }

  // MARK: - Columns

  @Test(
    "of SPSS and Stata are headed by their items, where the variables' names say nothing",
    arguments: ["labelled-fault.sav", "labelled-fault.dta"])
  func statistics(name: String) throws {
    let office = try Office()
    let aside = try Aside(office, Office.fixtures.appending(path: "odd/\(name)"))
    let text = try aside.text
    // Of two variables labelled as one item none is it.
    #expect(
      text.hasPrefix("\u{FEFF}so_phieu;ma_xa;trong_so;q1;q2;V5;V6;V7;sipas_findings\r\n"), "\(text)"
    )
    let outcome = try aside.imported(Array(text.replacing(";7;", with: ";4;").utf8))
    #expect(outcome.counts.accepted == 1, "\(outcome.findings)")
  }

  @Test("hold the ticks of a file as they came, and no column that sipas made of them")
  func ticks() throws {
    let office = try Office()
    let levels = [
      "Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng",
    ]
    let headers =
      ["so_phieu", "ma_xa", "trong_so", "q1"] + levels.map { "Trả kết quả đúng hẹn: \($0)" }
    let rows = [
      ["P1", "00101", "1", "5", "", "", "", "x", ""],
      ["P2", "00101", "1", "5", "", "x", "", "x", ""],
    ]
    let aside = try Aside(
      office,
      try office.folder.write(smallWorkbook([("Phiếu", [headers] + rows)]), to: "in/grid.xlsx"))
    let text = try aside.text
    let lines = text.split(separator: "\r\n")
    #expect(
      lines.first.map(String.init) == "\u{FEFF}"
        + (headers + ["sipas_findings"]).joined(separator: ";"))
    #expect(lines.last?.hasPrefix("P2;00101;1;5;;x;;x;;\"") == true)
    let mended = text.replacing(";x;;x;;", with: ";;;x;;")
    let table = try aside.table(Array(mended.utf8))
    #expect(table.closed("q4") == [3])
    #expect(try aside.imported(Array(mended.utf8)).counts.accepted == 1)
  }

  @Test("that lost their column of findings are refused, with what to keep")
  func unrecognised() throws {
    let profile = try Office().rendition(Answers(4).csv()).understanding.profile
    let office = try Office(profile: profile)
    let url = try office.folder.write(
      smallWorkbook([("mended", Answers(2).table)]), to: "in/mended.xlsx")
    let error = try #require(throws: ImportError.self) { try Rendition(url, for: office.study) }
    #expect(error.message(in: .vietnamese).contains("giữ cột sipas_findings"))
    #expect(error.message(in: .english).contains("keep the column sipas_findings"))
  }
}
