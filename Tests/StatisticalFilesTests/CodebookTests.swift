import StatisticalFiles
import Testing

@Suite("The codebook of a file")
struct CodebookTests {
  @Test("a record for each category, and for each missing range besides")
  func records() throws {
    let file = try StatisticalFile(contentsOf: Fixture.url("answers.sav"))
    let q1 = ["q1", "Câu 1. Ông/Bà hài lòng đến mức nào?", "number", "ordinal", "F8.2"]
    let fee = ["fee", "Ngoài phí, lệ phí", "number", "scale", "F8.2"]
    let region = ["region", "Vùng", "text", "nominal", "A1"]
    #expect(
      file.codebook.records() == [
        ["ward", "Đơn vị hành chính", "text", "", "A24", "", "", ""],
        q1 + ["1", "Rất không hài lòng", ""],
        q1 + ["5", "Rất hài lòng", ""],
        q1 + ["9", "Không trả lời", "yes"],
        ["q2", "Một số thập phân", "number", "", "F8.2", "", "", ""],
        fee + ["90..99", "", "yes"],
        fee + ["-1", "", "yes"],
        region + ["N", "Bắc", ""],
        region + ["S", "Nam", ""],
        region + ["X", "Không rõ", "yes"],
        ["remark", "Ý kiến khác", "text", "", "A900", "", "", ""],
      ])
    #expect(file.codebook.records().allSatisfy { $0.count == StatisticalCodebook.header.count })
  }

  @Test("open ranges are written as SPSS writes them")
  func openRanges() {
    let variable = StatisticalVariable(
      name: "x",
      missing: [
        MissingRange(.number(-.infinity), through: .number(-1)),
        MissingRange(.number(90), through: .number(.infinity)),
      ])
    #expect(
      StatisticalCodebook([variable]).records().map { $0[5] } == ["LO..-1", "90..HI"])
  }
}
