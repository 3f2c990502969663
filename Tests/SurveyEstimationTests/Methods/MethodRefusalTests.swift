import SurveyEstimation
import SurveyModel
import Testing

struct MethodRefusalTests {
  private static let text = """
    h,p,x,y,g,k,w
    a,1,1,2,u,0,2
    a,2,2,4,v,0,2
    b,3,4,,u,1,1
    b,4,8,6,v,1,1
    b,5,3,1,t,1,1

    """

  private func error(_ method: MethodRequest, by: [String] = []) throws -> EstimateError? {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.by = by
    request.methods = [method]
    return #expect(throws: EstimateError.self) {
      try request.estimates(from: try DataColumns(Array(Self.text.utf8)))
    }
  }

  @Test("A formula that is none is refused", arguments: ["x", "x~", "~x", "x~x", "x~y+", "a~b~c"])
  func formulas(_ text: String) {
    #expect(throws: EstimateError.formula(option: "--regress", text: text)) {
      try ModelFormula(text, option: "--regress")
    }
  }

  @Test("A method that has no answer says why, by name")
  func reasons() throws {
    func formula(_ text: String) throws -> ModelFormula { try MethodTests.formula(text) }
    #expect(
      try error(.tTest(try formula("x~g"))) == .otherLevels(column: "g", levels: 3, needed: 2))
    #expect(
      try error(.tTest(try formula("y~h"))) == .missingValues(column: "y", count: 1, row: 3))
    #expect(try error(.tTest(try formula("x~z"))) == .noColumn("z", nearest: nil))
    #expect(
      try error(.tTest(try formula("x~h+g"))) == .formula(option: "--ttest", text: "x ~ h + g"))
    #expect(
      try error(.association(rows: "h", columns: "g", statistic: "G"))
        == .unknownWord(
          option: "--statistic", word: "G",
          allowed: ["F", "Chisq", "Wald", "adjWald", "lincom", "saddlepoint"]))
    #expect(
      try error(.association(rows: "h", columns: "w", statistic: "F"), by: ["h"])
        == .noTest(
          option: "--chisq", group: "h=a",
          reason: EstimateError.tooFewLevels(column: "h", levels: 1).statement))
    #expect(
      try error(
        .standardised(try formula("x~h"), standard: TableFile(name: "standard.csv", bytes: []))
      ) == .unreadable(file: "standard.csv", .noHeader))
    #expect(
      try error(.goodnessOfFit(column: "g", levels: [], shares: [0.5, 0.5]))
        == .otherLevels(column: "g", levels: 3, needed: 2))
    #expect(
      try error(.goodnessOfFit(column: "h", levels: ["a", "c"], shares: [0.5, 0.5]))
        == .unknownWord(option: "--shares", word: "b", allowed: ["a", "c"]))
    #expect(
      try error(.regression(try formula("k~x"), family: "poisson"))
        == .unknownWord(option: "--family", word: "poisson", allowed: ["binomial", "gaussian"]))
    let separated = try error(.regression(try formula("k~h"), family: "binomial"))
    guard case .noFit("k", "", let reason) = separated else {
      Issue.record("\(String(describing: separated))")
      return
    }
    #expect(reason.english.contains("separates"))
    #expect(try error(.alpha(["x"])) == .tooFewColumns(option: "--alpha", needed: 2))
    #expect(
      try error(.alpha(["x", "g"])) == .notNumeric(column: "g", row: 1))
    #expect(
      try error(.intraclassCorrelation(["x"])) == .needs(option: "--icc", other: "--psu"))
    #expect(
      try error(.funnel(["x"], target: nil, dispersion: "none"), by: ["h"])
        == .notAShare(option: "--funnel", column: "x"))
    #expect(
      try error(.importance(try formula("x~w"), method: "lmg"), by: ["h"])
        == .noImportance(outcome: "x", group: "h=a"))
  }

  @Test("Areas that the file lacks, has twice, or cannot be weighed are refused by name")
  func areas() throws {
    for (text, expected) in [
      ("h,z\na,1\n", EstimateError.areas(option: "--covariates", repeated: false, area: "b")),
      ("h,z\na,1\na,2\nb,3\n", .areas(option: "--covariates", repeated: true, area: nil)),
    ] {
      let method = MethodRequest.fayHerriot(
        try MethodTests.formula("x~z"), covariates: MethodTests.file(text), method: "reml")
      #expect(try error(method, by: ["h"]) == expected)
    }
    let method = MethodRequest.fayHerriot(
      try MethodTests.formula("x~z"),
      covariates: MethodTests.file("p,z\n1,1\n2,3\n3,2\n4,4\n5,5\n"), method: "reml")
    #expect(try error(method, by: ["p"]) == .areaVariance(area: "1"))
  }
}
