import SurveyEstimation
import Testing

@Suite("Methods as a script of R")
struct RScriptMethodTests {
  static let cases: [RScriptTests.Case] = [
    RScriptTests.Case("tests", "apiclus1.csv") {
      $0.design.clusters = ["dnum"]
      $0.design.populations = ["fpc"]
      $0.methods =
        ["F", "Chisq", "Wald", "adjWald"].map {
          .association(rows: "sch.wide", columns: "stype", statistic: $0)
        } + [
          .tTest(ModelFormula(outcome: "api00", terms: ["comp.imp"])),
          .rankTest(
            ModelFormula(outcome: "api00", terms: ["stype"]), statistic: "kruskal", ties: "row"),
          .rankTest(
            ModelFormula(outcome: "ell", terms: ["comp.imp"]), statistic: "vanderWaerden",
            ties: "row"),
        ]
    },
    RScriptTests.Case("shares by name", "apiclus1.csv", tolerance: 1e-6) {
      $0.design.clusters = ["dnum"]
      $0.methods = [
        .goodnessOfFit(column: "stype", levels: ["M", "E", "H"], shares: [0.17, 0.71, 0.12])
      ]
    },
    RScriptTests.Case("tests in groups", "apistrat.csv") {
      $0.design.strata = "stype"
      $0.by = ["stype"]
      $0.methods = [
        .association(rows: "awards", columns: "comp.imp", statistic: "F"),
        .tTest(ModelFormula(outcome: "api00", terms: ["comp.imp"])),
      ]
    },
    // R keeps the covariance of the last step but one of a logistic regression.
    RScriptTests.Case("models", "apistrat.csv", tolerance: 1e-6) {
      $0.design.strata = "stype"
      $0.design.populations = ["fpc"]
      $0.statistics = [.mean(["api00"])]
      $0.methods = [
        .regression(
          ModelFormula(outcome: "api00", terms: ["ell", "stype"]), family: "gaussian"),
        .regression(
          ModelFormula(outcome: "awards", terms: ["meals"]), family: "binomial"),
        .alpha(["ell", "mobility", "meals"]),
      ]
    },
    RScriptTests.Case("tests in a domain of a calibrated design", "apiclus1.csv") {
      $0.design.clusters = ["dnum"]
      $0.design.calibration = CalibrationRequest(
        .poststratification(["stype"]),
        margins: [
          MethodTests.file("variable,category,total\nstype,E,4421\nstype,H,755\nstype,M,1018\n")
        ])
      $0.domain = "stype != 'H'"
      $0.methods = [
        .association(rows: "sch.wide", columns: "stype", statistic: "F"),
        .tTest(ModelFormula(outcome: "api00", terms: ["sch.wide"])),
        .rankTest(
          ModelFormula(outcome: "api00", terms: ["stype"]), statistic: "wilcoxon", ties: "row"),
        .regression(ModelFormula(outcome: "api00", terms: ["stype", "ell"]), family: "gaussian"),
      ]
    },
    RScriptTests.Case("models in groups of replicates", "apiclus1_jk1.csv", tolerance: 1e-8) {
      $0.design.replicateWeights = ["rw*"]
      $0.design.replicateType = "JK1"
      $0.design.combinedWeights = true
      $0.by = ["stype"]
      $0.methods = [
        .regression(ModelFormula(outcome: "api00", terms: ["enroll"]), family: "gaussian"),
        .alpha(["api00", "api99", "enroll"]),
      ]
    },
    RScriptTests.Case("standardised means and changes", "apiclus1.csv") {
      $0.design.clusters = ["dnum"]
      $0.by = ["sch.wide"]
      $0.methods = [
        .standardised(
          ModelFormula(outcome: "api00", terms: ["stype"]),
          standard: MethodTests.file("share,stype\n755,H\n1018,M\n4421,E\n")),
        .change(ModelFormula(outcome: "api99", terms: ["stype"])),
      ]
    },
  ]

  @Test(
    "of contrasts that R has no covariance for are rows without numbers",
    .enabled(if: RProgram.hasSurvey))
  func contrasts() throws {
    var request = EstimateRequest()
    request.design.weight = "pw"
    request.methods = [.alpha(["ell", "meals"])]
    request.contrasts = ["`ell+meals` ^ 2"]
    let data = try ReferenceFile.table("apistrat.csv")
    let script = try request.rScript(file: ReferenceFile.path("apistrat.csv"), over: data)
    let answer = try RProgram.run(script)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.hasSuffix("contrast,`ell+meals` ^ 2,,,NA,NA,NA,NA\n"))
  }

  @Test("make the same numbers", .enabled(if: RProgram.hasSurvey), arguments: cases)
  func reference(_ asked: RScriptTests.Case) throws { try RScriptTests().reference(asked) }

  @Test("say what R has no equivalent for")
  func comments() throws {
    var request = EstimateRequest()
    request.design.weight = "pw"
    request.design.clusters = ["dnum"]
    request.methods = [
      .effectiveSize, .importance(ModelFormula(outcome: "api00", terms: ["ell"]), method: "lmg"),
      .rankTest(
        ModelFormula(outcome: "ell", terms: ["awards"]), statistic: "wilcoxon", ties: "middle"),
    ]
    let script = try request.rScript(
      file: "apiclus1.csv", over: try ReferenceFile.table("apiclus1.csv"))
    for words in ["# Kish's effective size", "no relative importance", "--ties row gives R's"] {
      #expect(script.contains(words))
    }
  }
}
