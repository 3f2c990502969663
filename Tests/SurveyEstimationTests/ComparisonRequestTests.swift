import Foundation
import SurveyEstimation
import Testing

/// Requests that compare groups, bound shares without events, and count degrees of freedom.
struct ComparisonRequestTests {
  /// Four provinces of three communes each; c never has the event, d always.
  private static let text: String = {
    var lines = ["province,commune,x,event,few"]
    for (province, level) in [("a", 10), ("b", 40), ("c", 70), ("d", 71)] {
      for commune in 0..<3 {
        for person in 0..<6 {
          let event =
            switch province {
            case "c": 0
            case "d": 1
            case "a": person <= commune + 1 ? 1 : 0
            default: person <= commune ? 1 : 0
            }
          let few = province == "a" && commune == 0 && person == 0 ? 1 : 0
          lines.append(
            "\(province),\(province)\(commune),\(level + commune + person % 2),\(event),\(few)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private func request(_ statistics: StatisticRequest...) throws -> EstimateRequest {
    var request = EstimateRequest()
    request.design.weight = "one"
    request.design.strata = "province"
    request.design.clusters = ["commune"]
    request.statistics = statistics
    request.by = ["province"]
    return request
  }

  private func table(_ request: EstimateRequest, _ text: String = text) throws -> EstimateTable {
    let lines = text.split(separator: "\n")
    let weighted = ["one," + lines[0]] + lines.dropFirst().map { "1," + $0 }
    return try request.estimates(from: DataColumns(Array(weighted.joined(separator: "\n").utf8)))
  }

  @Test("Groups far apart have one place each; two that overlap share theirs and a tier")
  func ranks() throws {
    var request = try request(.mean(["x"]))
    request.ranks = true
    let rows = try table(request).rows
    #expect(rows.map { $0.rank?.estimate } == [4, 3, 2, 1])
    for key in [\EstimateTable.RankPlaces.simultaneous, \.marginal, \.jointIntervals] {
      #expect(rows.map { $0.rank?[keyPath: key] } == [4...4, 3...3, 1...2, 1...2])
    }
    #expect(rows.map { $0.rank?.tier } == [3, 2, 1, 1])
    request.rankOrder = "smallest"
    let reversed = try table(request).rows
    #expect(reversed.map { $0.rank?.estimate } == [1, 2, 3, 4])
    #expect(reversed.map { $0.rank?.simultaneous } == [1...1, 2...2, 3...4, 3...4])
  }

  @Test("A group whose variance cannot be seen is not ranked, and says so")
  func unranked() throws {
    var request = try request(.mean(["event"]))
    request.ranks = true
    let rows = try table(request).rows
    #expect(rows.map { $0.rank == nil } == [false, false, true, true])
    #expect(rows[2].note?.contains("not ranked") == true)
    #expect(rows[0].rank?.simultaneous == 1...2)
  }

  @Test("No event is a bound with a design effect from the correlation of all groups")
  func bounds() throws {
    let rows = try table(request(.mean(["event"]))).rows
    #expect(rows.map(\.interval) == ["t", "t", "pooled-bound", "pooled-bound"])
    let bound = rows[2]
    // Communes of six: 1 + (6 − 1)ρ. Groups a and b show no correlation; ρ of 33 events is believed.
    #expect(bound.designEffect == 1)
    let upper = try #require(bound.upper)
    #expect((upper - (1 - pow(0.05, 1 / 18))).magnitude < 1e-12)
    #expect(bound.lower == 0 && bound.note?.contains("no event among 18") == true)
    #expect(
      rows[3].upper == 1 && rows[3].lower.map { ($0 - (1 - upper)).magnitude < 1e-12 } == true)
    #expect(bound.standardError == 0)
  }

  @Test("With few events the assumed correlation is taken, and can be chosen")
  func assumed() throws {
    var request = try request(.mean(["few"]))
    let row = try table(request).rows[1]
    #expect((row.designEffect - 1.25).magnitude < 1e-12)
    #expect(row.note?.hasSuffix("intra-class correlation 0.05, assumed") == true)
    request.assumedCorrelation = 0.2
    #expect(((try table(request).rows[1].designEffect) - 2).magnitude < 1e-12)
    request.interval = "pooled"
    let pooled = try table(request).rows
    #expect(
      pooled.map(\.interval) == ["pooled"] + ["pooled-bound", "pooled-bound", "pooled-bound"])
    let (lower, upper) = (try #require(pooled[0].lower), try #require(pooled[0].upper))
    #expect(lower > 0 && lower < 1.0 / 18 && upper > 1.0 / 18)
  }

  @Test("A design of one PSU has no bound, and neither have replicate weights; both say why")
  func noBound() throws {
    var request = EstimateRequest()
    request.design.weight = "one"
    request.design.clusters = ["one"]
    request.design.lonelyPSU = "certainty"
    request.statistics = [.mean(["few"])]
    let single = try table(request, "few\n0\n0\n0").rows[0]
    #expect(single.lower == nil && single.upper == nil)
    #expect(single.note?.contains("one PSU") == true)
    request.design.clusters = []
    request.design.replicateWeights = ["r1", "r2"]
    request.design.replicateType = "JK1"
    request.design.combinedWeights = true
    let replicated = try table(request, "few,r1,r2\n0,2,0\n0,0,2\n0,1,1").rows[0]
    #expect(replicated.lower == nil && replicated.upper == nil)
    #expect(replicated.note?.contains("replicate weights") == true)
  }

  @Test("A difference of a share without events is told, but not tested")
  func differences() throws {
    var request = try request(.mean(["event"]))
    request.comparesToWhole = true
    request.contrasts = ["event[a] - event[c]", "event[a] - event[b]"]
    let rows = try table(request).rows
    #expect(rows[6].statistic == "difference" && rows[6].estimate < 0)
    #expect(rows[6].pValue == nil && rows[6].adjustedPValue == nil && rows[6].lower == nil)
    #expect(rows[6].note?.contains("no test") == true)
    #expect(rows[4].pValue != nil)
    #expect(rows[8].pValue == nil && rows[8].note != nil)
    #expect(rows[9].pValue != nil && rows[9].note == nil)
  }

  @Test("A group in one PSU has no interval, even where degrees of freedom are given")
  func onePSU() throws {
    var request = try request(
      .mean(["x"]), .total(["x"]), .quantile(["x"], probabilities: [0.5], rule: "math"))
    request.ranks = true
    request.by = ["commune"]
    request.degreesOfFreedom = .number(5)
    request.comparesToWhole = true
    let rows = try table(request).rows
    #expect(rows[0].lower == nil && rows[0].note?.contains("one PSU") == true)
    // Its total varies with whether it is drawn.
    #expect(rows[12].statistic == "total" && rows[12].lower != nil)
    #expect(rows[24].statistic == "quantile" && rows[24].lower == nil && rows[24].note != nil)
    #expect(rows[36].statistic == "difference" && rows[36].pValue == nil)
    #expect(rows[0].rank == nil && rows[12].rank != nil && rows[24].rank == nil)
  }

  /// R: qt(0.975, df).
  private static let quantiles: [Double: Double] = [
    2: 4.302652729749464, 5: 2.570581835636314, 8: 2.306004135204166,
  ]

  @Test(
    "Degrees of freedom are those asked for, and the limits follow them",
    arguments: [
      (DegreesOfFreedomRequest.domain, 2.0), (.design, 8), (.number(5), 5), (.bellMcCaffrey, 2),
    ])
  func degreesOfFreedom(rule: DegreesOfFreedomRequest, number: Double) throws {
    var request = try request(.mean(["x"]), .quantile(["x"], probabilities: [0.5], rule: "math"))
    request.degreesOfFreedom = rule
    let rows = try table(request).rows
    for row in rows.prefix(4) {
      #expect((row.degreesOfFreedom - number).magnitude < 1e-9)
      let upper = try #require(row.upper)
      let t = try #require(Self.quantiles[number])
      #expect((upper - row.estimate - t * row.standardError).magnitude < 1e-9)
    }
    // Quantiles have no approximation of their own, and count as the domain.
    #expect(rows[4].degreesOfFreedom == (rule == .bellMcCaffrey ? 2 : number))
  }

  @Test("Bell and McCaffrey count fewer where PSUs differ in size")
  func unequalPSUs() throws {
    var request = EstimateRequest()
    request.design.weight = "one"
    request.design.clusters = ["psu"]
    request.statistics = [.mean(["x"])]
    request.degreesOfFreedom = .bellMcCaffrey
    let rows = (0..<20).map { "\($0 < 14 ? 0 : $0 - 13),\($0 * $0 % 7)" }
    let row = try table(request, (["psu,x"] + rows).joined(separator: "\n")).rows[0]
    #expect(row.degreesOfFreedom > 1 && row.degreesOfFreedom < 4)
  }

  @Test("Columns of one option lose the same rows; of two, each its own; listwise, all")
  func missing() throws {
    let text = "h,x,y\n1,1,\n1,2,5\n1,,6\n1,4,7\n1,5,9"
    var request = EstimateRequest()
    request.design.weight = "one"
    request.dropsMissing = true
    request.statistics = [.mean(["x", "y"])]
    #expect(try table(request, text).rows.map(\.count) == [3, 3])
    request.statistics = [.mean(["x"]), .mean(["y"])]
    #expect(try table(request, text).rows.map(\.count) == [4, 4])
    request.dropsMissing = false
    request.isListwise = true
    #expect(try table(request, text).rows.map(\.count) == [3, 3])
    request.statistics = [.mean(["x"])]
    request.by = ["y"]
    #expect(try table(request, text).rows.map(\.count) == [1, 1, 1])
  }
}
