import DelimitedText
import Foundation
import StatisticalFiles
import Testing

@Suite(
  "The SPSS file of Ciudad Juárez agrees with its CSV",
  .enabled(if: RealData.hasJuarez && RealData.hasJuarezSPSS, RealData.isAbsent))
struct StatisticalFileTests {
  @Test("every cell, by its label where it has one")
  func cells() throws {
    let file = try StatisticalFile(contentsOf: RealData.url(Juarez.spss))
    #expect(file.encoding.name == "WINDOWS-1252")
    #expect(file.rowCount == 1522)
    var reader = RecordReader([UInt8](try Data(contentsOf: RealData.url(Juarez.file))))
    #expect(reader.next() == .record)
    #expect((0..<reader.fieldCount).map { reader.string($0) } == file.variables.map(\.name))

    var cellCount = 0
    var unequal: [String] = []
    try file.forEachRow { row in
      #expect(reader.next() == .record)
      for (index, cell) in row.cells.enumerated() {
        let variable = file.variables[index]
        let words =
          variable.label(of: cell) ?? variable.calendarText(of: cell).map { $0 + "Z" }
          ?? (cell == .systemMissing ? "NA" : variable.code(of: cell))
        let field = reader.string(index) ?? ""
        cellCount += 1
        if !isSame(words, field) { unequal.append("\(variable.name), row \(row.number)") }
      }
    }
    #expect(reader.next() == nil)
    #expect(cellCount == 385_066)
    #expect(unequal.isEmpty, "\(unequal.count): \(unequal.prefix(10))")
  }

  /// Whether the texts or the numbers they write are the same: R, which wrote the CSV, has exponents.
  private func isSame(_ words: String, _ field: String) -> Bool {
    words == field || Double(words).map { $0 == Double(field) } ?? false
  }
}
