import ArchiveTestSupport
import SurveyModel
import Testing

@testable import SurveyIngest

@Suite("Lines of a text that was made, in the file it was made from")
struct LineMapTests {
  @Test("every line is found again, by sheet, whatever its record looked like", arguments: 0..<50)
  func lines(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let isWorkbook = Bool.random(using: &generator)
    let sheets: [String?] = isWorkbook ? ["Xã A", "Xã B", "Xã C"] : [nil]
    var map = LineMap(sheets: sheets.map { $0 ?? "" })
    var expected: [(line: Int, sheet: String?)] = []
    for (sheet, name) in sheets.enumerated() {
      var fileLine = Int.random(in: 1...5, using: &generator)
      for _ in 0..<Int.random(in: 1...80, using: &generator) {
        // Blank rows and rows of totals leave gaps.
        if Int.random(in: 0..<5, using: &generator) == 0 { fileLine += 1 }
        let height = [1, 1, 1, 2, 3].randomElement(using: &generator) ?? 1
        let start = expected.count + 1
        // A cell of several lines stands in one row of a sheet, and on as many lines of a text.
        let fileHeight = isWorkbook ? 1 : height
        map.add(
          start...(start + height - 1), fileLines: fileLine...(fileLine + fileHeight - 1),
          sheet: sheet)
        for line in 0..<height { expected.append((fileLine + (isWorkbook ? 0 : line), name)) }
        fileLine += fileHeight
      }
    }
    for (index, place) in expected.enumerated() {
      let found = map.place(of: index + 1)
      #expect(found.line == place.line, "line \(index + 1)")
      #expect(found.sheet == place.sheet, "line \(index + 1)")
    }
  }

  @Test("a header of three rows is one line, and what stands below it is where it is")
  func header() {
    var map = LineMap(sheets: ["S"])
    map.add(1...1, fileLines: 4...6, sheet: 0)
    map.add(2...4, fileLines: 7...7, sheet: 0)
    map.add(5...5, fileLines: 9...9, sheet: 0)
    #expect((1...5).map { map.place(of: $0).line } == [4, 7, 7, 7, 9])
    let position = map.position(SourcePosition(file: "f.xlsx", line: 2, lastLine: 4, record: 2))
    #expect(position.line == 7)
    #expect(position.lastLine == 7)
    #expect(position.sheet == "S")
  }
}
