import DelimitedText
import Foundation
import Testing

/// Files that other readers are tested with.
///
/// With `SIPAS_CORPORA_OUTPUT=FILE` what was read is written as JSON, a line a file; `Scripts/corpora.py FILE`
/// compares it with what Python's csv, openpyxl and pyreadstat read, and prints a table.
@Suite("Corpora of other readers", .enabled(if: RealData.hasCorpora, RealData.isAbsent))
struct CorporaTests {
  /// A quote in an unquoted field, which is set aside here; its JSON is of another record.
  private static let broken = "location_coordinates.csv"

  @Test("the records of csv-spectrum are those of its JSON")
  func spectrum() throws {
    let folder = RealData.url(Corpora.folder).appending(path: "csv-spectrum")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/csvs")
    #expect(names.count == 12 && names.contains(Self.broken))
    for name in names where name != Self.broken {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "csvs/\(name)")))
      var reader = RecordReader(bytes, dialect: .detected(in: bytes))
      var records: [[String]] = []
      while let step = reader.next() {
        try #require(step == .record, "\(name)")
        records.append((0..<reader.fieldCount).map { reader.string($0) ?? "not UTF-8" })
      }
      let header = try #require(records.first)
      let objects = try records.dropFirst().map { record in
        try #require(record.count == header.count, "\(name)")
        return Dictionary(uniqueKeysWithValues: zip(header, record))
      }
      let json = folder.appending(path: "json/\(name.replacing(".csv", with: ".json"))")
      var expected = try JSONDecoder().decode([[String: String]].self, from: Data(contentsOf: json))
      if !bytes.contains(0x0D) {
        // A copy that has lost its CRs on the way, as Git may do.
        expected = expected.map { $0.mapValues { $0.replacing("\r\n", with: "\n") } }
      }
      #expect(objects == expected, "\(name)")
    }
  }

  @Test("a quote in an unquoted field sets its record aside, and no other")
  func strayQuote() throws {
    let reading = try CorpusReading("csv-spectrum/csvs/\(Self.broken)")
    #expect(reading.faults == 1)
    #expect(reading.sheets.map(\.rows.count) == [1])
  }

  @Test("each file is read, or refused with its reason")
  func all() throws {
    let readings = try Corpora.files().map { try CorpusReading($0) }
    #expect(readings.count > 280)
    if let path = ProcessInfo.processInfo.environment["SIPAS_CORPORA_OUTPUT"], !path.isEmpty {
      let encoder = JSONEncoder()
      let lines = try readings.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
    }
    for reading in readings {
      let name = reading.file
      #expect(reading.refusal?.isEmpty != true, "\(name)")
      let isForeign = [".xls", ".xlsb", ".ods"].contains { name.hasSuffix($0) }
      if isForeign { #expect(reading.refusal != nil, "\(name) was read") }
      for cell in reading.sheets.lazy.flatMap(\.rows).joined() where cell.contains("\u{FFFD}") {
        Issue.record("\(name): a letter was lost")
        break
      }
    }
  }
}
