import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("What the store says")
struct MessageTests {
  private static let errors: [StoreError] = [
    .cannotOpen(path: "store/sipas.sqlite", why: "unable to open"), .earlierFormat, .laterFormat,
    .noSuchBatch(4), .otherCodes(batch: 2, column: "q1"), .damaged(batch: 2, column: "q1"),
    .notAStore, .corrupt, .busy, .noRoom, .notWritable, .damagedEntry(5),
    .otherIdentifierKey(batch: 2), .noIdentifierKey, .database("words"),
  ]

  private static let faults: [StoreFault] = [
    .file(3), .changedEntry(4), .brokenChain(4), .unknownHead("0123456789abcdef"),
    .changedBatch(2), .changedFindings(2), .changedContent(2), .lostBatch(2), .unloggedBatch(2),
    .strayRows(table: "finding"), .changedNumbering,
  ]

  private static let keyErrors: [IdentifierKeyError] = [
    .notNamed, .noSuchFile("/k"), .insideStudy("/k"), .readableByOthers("/k"), .notAKey("/k"),
    .exists("/k"), .cannotWrite("/k"),
  ]

  private static let purgeErrors: [PurgeError] =
    [.noDay] + [CalendarDay("2029-12-31")].compactMap(\.self).map { .notYet($0) }

  @Test("is as last approved", arguments: [Language.vietnamese, .english])
  func golden(language: Language) throws {
    var statements = Self.errors.map(\.statement) + Self.faults.map(\.statement)
    statements += Self.keyErrors.map(\.statement)
    statements += Self.purgeErrors.map(\.statement)
    let text = statements.map { $0[language] + "\n" }.joined()
    let difference = try GoldenFile("messages.\(language.rawValue).txt").difference(from: text)
    #expect(difference == nil)
  }
}
