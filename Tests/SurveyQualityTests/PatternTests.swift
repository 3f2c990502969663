import SurveyModel
import SurveyStatistics
import Testing

@testable import SurveyQuality

@Suite("Patterns of answers")
struct PatternTests {
  @Test(
    "packed answers count the same differences as answers one by one",
    arguments: [(1, 3, 4), (2, 20, 5), (3, 16, 11), (4, 17, 14), (5, 33, 200)])
  func packed(seed: UInt64, items: Int, options: Int) {
    var generator = SplitMix(state: seed)
    let columns = (0..<items).map { _ in
      (0..<25).map { _ in
        Int.random(in: 0..<6, using: &generator) == 0
          ? UInt8.random(in: 251...255, using: &generator)
          : UInt8.random(in: 0..<UInt8(options), using: &generator)
      }
    }
    let expected = (0..<25).map { row in
      (0..<25).filter { $0 != row }.map { other in
        columns.count { $0[row] != $0[other] }
      }.min() ?? 0
    }
    let nearest = PackedAnswers(AnswerBlock(columns)).nearest()
    #expect(nearest.map(\.differences) == expected)
    for (row, found) in nearest.enumerated() {
      #expect(columns.count { $0[row] != $0[found.other] } == found.differences)
    }
  }

  @Test("shuffling keeps what was answered to each item")
  func shuffle() {
    var generator = SplitMix(state: 9)
    let columns = (0..<5).map { _ in
      (0..<40).map { _ in UInt8.random(in: 0..<5, using: &generator) }
    }
    var block = AnswerBlock(columns)
    var seeded = SeededGenerator(seed: 1)
    block.shuffle(using: &seeded)
    #expect(block.columns != columns)
    #expect(block.columns.map { $0.sorted() } == columns.map { $0.sorted() })
  }

  @Test("the longest runs of each battery, missing answers between")
  func runs() throws {
    let study = Study.madeUp(criteria: 8)
    let lines = [
      "4,4,4,4,4,4,4,4", "1,2,1,2,1,2,1,2", "3,3,3,,3,3,3,3", ",,,,,,,1", "5,5,1,1,1,1,2,2",
    ]
    let header =
      "form,unit,interviewer,started,ended," + (1...8).map { "c\($0)" }.joined(separator: ",")
    let wave = try study.wave([header] + lines.enumerated().map { "\($0),C0,A,,,\($1)" })
    let sheet = AnswerSheet(wave)
    let batteries = Batteries(sheet)
    #expect(batteries.columns == [0..<8])
    let shares = batteries.runShares(of: AnswerBlock(sheet.columns))
    let byRecord = Dictionary(
      uniqueKeysWithValues: zip(sheet.positions.map(\.record), shares))
    let expected: [Double?] = [1, 0.125, 0.5, 0.125, 0.5]
    #expect((2...6).map { byRecord[$0] } == expected)
  }

  @Test("where everybody gives the same answers nothing is beyond chance")
  func unanimous() throws {
    let study = Study.madeUp()
    let columns = (0..<14).map { _ in [UInt8](repeating: 3, count: 30) }
    let sheet = AnswerSheet(try study.wave(respondents: 20, seed: 1).wave)
    let null = PatternNull(
      AnswerBlock(columns + (0..<4).map { _ in [UInt8](repeating: 0, count: 30) }),
      batteries: Batteries(sheet), variance: ScoreVariance(sheet, study: study), permutations: 19,
      seed: 1)
    #expect(null.values == [1, 1, 1, 0])
    #expect(null.upperPValues == [1, 1, 1, 1])
    #expect(PatternNull.signals.indices.allSatisfy { null.excess($0).value.isNaN })
  }

  @Test("two interviews that are copies stand out from twenty that are not")
  func copies() throws {
    let study = Study.madeUp()
    let sheet = AnswerSheet(try study.wave(respondents: 20, seed: 5).wave)
    var columns = sheet.columns
    for column in columns.indices { columns[column][7] = columns[column][3] }
    let null = PatternNull(
      AnswerBlock(columns), batteries: Batteries(sheet),
      variance: ScoreVariance(sheet, study: study), permutations: 99, seed: 1)
    #expect(null.values[0] == 0.1)
    #expect(null.upperPValues[0] == 0.01)
    #expect(null.matches[7].other == 3 && null.matches[7].share == 1)
    #expect(null.greatestMatch < 1)
  }
}
