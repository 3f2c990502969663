import SurveyEstimation
import Testing

@Suite("Methods beside the other words of a request")
struct MethodWordsTests {
  /// Two strata of clusters; k is 0 in group b, y is missing once.
  private static let text = """
    h,p,x,y,g,k,w
    a,1,1,2,u,0,2
    a,1,3,1,v,1,2
    a,2,2,4,u,1,2
    a,2,6,4,v,0,1
    a,3,5,3,u,1,1
    b,4,4,,u,0,1
    b,5,8,6,v,0,1
    b,5,3,1,u,0,1
    b,6,7,5,v,0,3
    b,7,2,2,u,0,1

    """

  private func data() throws -> DataColumns { try DataColumns(Array(Self.text.utf8)) }

  private func request(_ change: (inout EstimateRequest) -> Void) -> EstimateRequest {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.strata = "h"
    request.design.clusters = ["p"]
    change(&request)
    return request
  }

  @Test("Coefficients are counted by domain where Bell and McCaffrey's rule has no answer")
  func bellMcCaffrey() throws {
    let asked = request {
      $0.statistics = [.mean(["x"])]
      $0.methods = [.regression(ModelFormula(outcome: "x", terms: ["k"]), family: "gaussian")]
    }
    var other = asked
    other.degreesOfFreedom = .bellMcCaffrey
    let (plain, approximate) = (
      try asked.estimates(from: data()), try other.estimates(from: data())
    )
    #expect(plain.rows.map(\.degreesOfFreedom) == [5, 4, 4])
    #expect(approximate.rows.dropFirst().map(\.degreesOfFreedom) == [4, 4])
    #expect(approximate.rows[0].degreesOfFreedom < 5)
  }

  @Test("Listwise leaves rows out that a method misses")
  func listwise() throws {
    let asked = request {
      $0.isListwise = true
      $0.statistics = [.mean(["x"])]
      $0.methods = [.tTest(ModelFormula(outcome: "y", terms: ["g"]))]
    }
    let table = try asked.estimates(from: data())
    #expect(table.rows.map(\.count) == [9])
  }

  @Test("Differences from the whole and coefficients are adjusted, each in its own family")
  func families() throws {
    let asked = request {
      $0.statistics = [.mean(["x"])]
      $0.by = ["g"]
      $0.comparesToWhole = true
      $0.contrasts = ["mean:x[u] - mean:x[v]"]
      $0.methods = [.tTest(ModelFormula(outcome: "x", terms: ["h"]))]
    }
    let plain = try asked.estimates(from: data())
    #expect(plain.rows.compactMap(\.adjustedPValue).count == 2)
    #expect(plain.tests.map(\.test) == ["ttest", "ttest"])
    #expect(plain.tests.allSatisfy { $0.adjustedPValue == nil })
    var other = asked
    other.adjustment = "by"
    let adjusted = try other.estimates(from: data())
    #expect(adjusted.tests.map(\.test) == ["ttest", "ttest", "contrast"])
    #expect(adjusted.tests.allSatisfy { ($0.adjustedPValue ?? 0) >= $0.pValue })
    #expect(adjusted.tests[2].pValue == adjusted.rows[4].pValue)
    for (one, another) in zip(plain.rows, adjusted.rows) where one.adjustedPValue != nil {
      #expect((another.adjustedPValue ?? 0) >= (one.adjustedPValue ?? 1))
    }
  }

  @Test("Pooled files have no interval where one of them shows no variance, and no ranks")
  func pool() throws {
    let other = try DataColumns(Array(Self.text.replacing("b,5,8", with: "b,5,9").utf8))
    var asked = request {
      $0.statistics = [.mean(["k", "x"])]
      $0.by = ["h"]
      $0.comparesToWhole = true
    }
    let table = try asked.estimates(fromImputations: [try data(), other])
    let shares = table.rows.prefix(2)
    #expect(shares.map { $0.upper == nil } == [false, true])
    #expect(shares.map(\.interval) == ["t", "t"])
    #expect(shares.last?.note?.contains("variance is not seen") == true)
    // The group without events has no test against the whole either.
    #expect(table.rows[4...7].map { $0.pValue == nil } == [false, true, false, false])
    #expect(table.rows[6].adjustedPValue != nil)
    asked.ranks = true
    #expect(throws: EstimateError.cannotPool("--rank")) {
      try asked.estimates(fromImputations: [try data(), other])
    }
  }
}
