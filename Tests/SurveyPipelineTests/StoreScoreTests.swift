import Foundation
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore
import SurveyWeighting
import Testing

@Suite("Scores from the store")
struct StoreScoreTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "are the same bits block by block, as a whole and from the files, on any number of threads",
    arguments: ["model-province-2023", "model-province-2017"])
  func sameBits(example: String) throws {
    let source = Self.root.appending(path: "Examples/\(example)")
    let folder = FileManager.default.temporaryDirectory.appending(path: "sipas-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["study.yaml", "units.csv", "batches"] {
      try FileManager.default.copyItem(
        at: source.appending(path: name), to: folder.appending(path: name))
    }
    let project = try SurveyProject(
      at: folder, questionnaires: [Self.root.appending(path: "Questionnaires")])
    let store = try project.store()
    let files = try project.batchFiles()
    for file in files { _ = try project.importBatch(file, into: store, at: "t") }
    let whole = try IndexTable(try project.sample(from: store), choice: nil)
    let expected = whole.json(in: .english)
    #expect(whole.units.count > 1)
    for threads in [1, 2, 7] {
      let counted = try project.sample(from: store, threads: threads)
      #expect(counted.wave.parts.isEmpty, "the store is not held as a whole")
      #expect(
        try IndexTable(counted, choice: nil, threads: threads).json(in: .english) == expected)
    }
  }
}
