import Foundation
import SatisfactionIndex
import SurveyIngest
import SurveyModel
import SurveySchema
import SurveySimulation
import SurveyStatistics
import SurveyWeighting
import TestSupport
import Testing

/// A file is counted while it is read, in parts; the figures are those of the file read whole.
@Suite("Samples that are counted while they are read")
struct CountedSampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The weight of the row at a position among so many, as text; nil for no weights.
    var weight: (@Sendable (Int, Int) -> String)? = { row, _ in "\(row % 7 + 1).25" }
    var order: @Sendable ([String]) -> [String] = { $0 }
    var design: @Sendable (inout DesignSpecification) -> Void = { _ in }
    /// Whether sums by cell cannot carry the sample, so that it has to be read whole.
    var isBeyond = false
  }

  static let cases = [
    Case(testDescription: "weights of two decimals"),
    Case(testDescription: "no weights", weight: nil),
    Case(
      testDescription: "more decimals in every part",
      weight: { row, count in
        ["3", "2.5", "1.75", "0.3125", "12.000001"][min(4, row * 5 / count)]
      }),
    Case(
      testDescription: "weights with a common divisor", weight: { row, _ in "\(row % 3 * 12 + 12)" }
    ),
    Case(
      testDescription: "weights that are no decimals of nine places",
      weight: { _, _ in "0.333333333333333" }, isBeyond: true),
    Case(testDescription: "heavy weights", weight: { row, _ in "\(row % 2 + 1)000000000.5" }),
    Case(testDescription: "keys that fall", order: { $0.reversed() }),
    Case(testDescription: "keys that come twice", order: { $0 + $0.prefix(40) }),
    Case(
      testDescription: "two stages with population sizes by column",
      design: {
        $0.stages[0].population = .column("n1")
        $0.stages[1].population = .column("n2")
      }),
    Case(
      testDescription: "one stage, strata by column",
      design: {
        $0.strata = .column("district")
        $0.stages = [SamplingStage(cluster: .level(UnitKind(rawValue: "commune")))]
      }),
  ]

  @Test("parts and threads leave no trace in the figures", arguments: cases)
  func parts(_ test: Case) throws {
    var study = try Study(
      contentsOf: PackageFiles.root.appending(path: "Examples/model-province-2023"))
    study.design.weightColumn = test.weight == nil ? nil : "w"
    test.design(&study.design)
    let bytes = Array(try text(test, study).utf8)
    let folder = try TemporaryFolder()
    let file = try folder.write(bytes, to: "batch.csv")
    let table = try ResponseTable(bytes, fileName: "batch.csv", for: study)
    #expect(table.rowCount > 300)
    let whole = try Wave(study: study, parts: [Wave.Part(batch: 0, table: table)]).weighted()
    let expected = try figures(IndexTable(whole))
    let questionnaire = study.questionnaire
    let items = questionnaire.index.allCriteria.compactMap { questionnaire.item($0) }
    for threads in [1, 2, 3, 5] {
      let empty = SampleAccumulator(study, items: items)
      let (parts, counts) = try BatchScan(file, for: study, smallestPart: 1000)
        .collect(threads: threads, into: { empty }) { $0.add($1) }
      var joined = empty
      for part in parts { joined.add(part) }
      #expect(counts.read == table.source?.readCount)
      guard let sample = try joined.sample() else {
        #expect(test.isBeyond)
        continue
      }
      #expect(!test.isBeyond)
      #expect(try figures(IndexTable(sample, threads: threads)) == expected, "\(threads) threads")
    }
  }

  @Test("independent respondents are not counted in sums by cell")
  func respondents() throws {
    var study = try Study(
      contentsOf: PackageFiles.root.appending(path: "Examples/model-province-2023"))
    #expect(SampleAccumulator.serves(study))
    study.design.stages = [SamplingStage(cluster: .respondent)]
    #expect(!SampleAccumulator.serves(study))
  }

  /// A simulated batch with further columns.
  private func text(_ test: Case, _ study: Study) throws -> String {
    var simulated = study
    simulated.design.weightColumn = nil
    simulated.design.strata = .level(UnitKind(rawValue: "district"))
    for stage in simulated.design.stages.indices {
      simulated.design.stages[stage].population = nil
    }
    let batch = SyntheticBatch(study: simulated, respondents: 400, seed: 7)
    let lines = String(decoding: batch.csv(), as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    let header = lines[0].split(separator: ",")
    let unit = try #require(header.firstIndex(of: "thon"))
    let rows = try lines.dropFirst().enumerated().map { row, line in
      let code = line.split(separator: ",", omittingEmptySubsequences: false)[unit]
      let position = try #require(study.units.position(of: String(code)))
      func above(_ kind: UnitKind) -> String {
        study.units.ancestor(of: position, kind: kind).map { study.units.units[$0].code } ?? ""
      }
      let weight = test.weight?(row, lines.count - 1) ?? "1"
      return line + ",\(weight),\(above(UnitKind(rawValue: "district"))),20,30"
    }
    return ([lines[0] + ",w,district,n1,n2"] + test.order(rows)).joined(separator: "\n") + "\n"
  }

  /// Every figure of every estimate, to the last bit.
  private func figures(_ index: IndexTable) throws -> [String] {
    index.estimates.map { estimate in
      let numbers = [
        estimate.estimate, estimate.standardError, estimate.interval?.lower,
        estimate.interval?.upper, estimate.designEffect,
      ]
      return "\(estimate.unit ?? -1) \(estimate.label.vietnamese) "
        + "\(estimate.degreesOfFreedom ?? -1) \(estimate.sampleSize) \(estimate.answered) "
        + numbers.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
    }
  }
}
