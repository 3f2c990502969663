import SurveyIngest
import SurveyModel
import Testing

@Suite("Rows set aside are mended and come in")
struct QuarantineTests {
  @Test("a mended file and what was accepted before make the table of a clean file")
  func mended() throws {
    let clean = try CleanBatch.table(CleanBatch.text())
    let broken = CleanBatch.text()
      .replacing(",4,5,1,3,", with: ",SAI,5,1,3,")
      .replacing(",X2,", with: ",KHONG CO,")
      .replacing(",3,31/12/2024,", with: ",3,32/12/2024,")
    let study = try FaultyBatch.study()
    let first = try CleanBatch.table(broken)
    #expect(first.rowCount == 2 && first.source?.setAsideCount == 3)
    let quarantine = try #require(first.source?.quarantineFile(of: study, language: .vietnamese))
    let mended = String(decoding: quarantine, as: UTF8.self)
      .replacing(",SAI,5,1,3,", with: ",4,5,1,3,")
      .replacing(",KHONG CO,", with: ",X2,")
      .replacing(",32/12/2024,", with: ",31/12/2024,")
    var second = try CleanBatch.table(mended)
    #expect(second.findings.isEmpty)
    second.append(first)
    #expect(Set(second.cells) == Set(clean.cells))
    #expect(second.rowCount == clean.rowCount)
  }

  @Test("rows that nobody mended have the same faults again, each said in a column of its own")
  func unmended() throws {
    let source = try #require(try FaultyBatch.table().source)
    let study = try FaultyBatch.study()
    let bytes = try #require(source.quarantineFile(of: study, language: .english))
    let again = try ResponseTable(bytes, fileName: "quarantine.csv", for: study)
    #expect(again.source?.columns.last?.meaning == .ignored)
    #expect(again.source?.readCount == source.quarantine.count)
    let rules = Dictionary(grouping: again.findings, by: \.position.record).mapValues {
      $0.map(\.rule)
    }
    // A broken quote stands as a character now, and the first of two equal keys is not here.
    // Where the fields of a record are uncertain, so is which of them name a person: it is not copied.
    let mendedBySettingAside: Set<FindingRule> = [
      .strayQuote, .unclosedQuote, .repeatedKey, .tooFewFields, .tooManyFields,
    ]
    for (position, record) in source.quarantine.enumerated() {
      let before = record.findings.map(\.rule)
      guard mendedBySettingAside.isDisjoint(with: before) else { continue }
      #expect(rules[position + 2] == before, "record \(position + 2)")
    }
  }

  @Test("records stand letter by letter as they came, in the delimiter of the file")
  func verbatim() throws {
    let text = CleanBatch.text(delimiter: ";", lineEnd: "\r\n").replacing(";4;5;", with: ";9;5;")
    let source = try #require(try CleanBatch.table(text).source)
    let study = try FaultyBatch.study()
    let quarantine = String(
      decoding: try #require(source.quarantineFile(of: study, language: .english)), as: UTF8.self)
    let lines = quarantine.split(separator: "\r\n")
    #expect(lines.count == 2)
    let header = CleanBatch.header.joined(separator: ";")
    #expect(
      lines[0].unicodeScalars.elementsEqual(
        ("\u{FEFF}" + header + ";sipas_findings").unicodeScalars))
    let record = CleanBatch.rows[0].joined(separator: ";").replacing(";4;5;", with: ";9;5;")
    #expect(lines[1].hasPrefix(record + ";"))
    #expect(lines[1].contains("unmapped-code"))
  }

  @Test("a record names nobody, and one whose fields are uncertain is not copied, but said")
  func redacted() throws {
    let source = try #require(try FaultyBatch.table().source)
    for language in [Language.vietnamese, .english] {
      let text = String(
        decoding: try #require(source.quarantineFile(of: FaultyBatch.study(), language: language)),
        as: UTF8.self)
      for secret in ["Hùng", "Yến", "Lan", "0912", "00109"] {
        #expect(!text.contains(secret), "\(secret)")
      }
      #expect(
        text.contains(language == .vietnamese ? "sửa trong tệp gốc" : "mend it in the file itself"))
      // What is to be mended is there.
      #expect(text.contains("gần nhà"))
    }
  }

  @Test("where nothing was set aside there is no file")
  func nothing() throws {
    let source = try CleanBatch.table(CleanBatch.text()).source
    let study = try FaultyBatch.study()
    #expect(try #require(source).quarantineFile(of: study, language: .english) == nil)
  }
}
