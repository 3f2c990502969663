import SurveyEstimation
import SurveyModel
import SurveyStatistics
import Testing

@Suite("The words of errors")
struct MessageTests {
  /// An error with what it says.
  struct Case: Sendable {
    var statement: LocalizedText
    var vietnamese: String
    var english: String

    init(_ statement: LocalizedText, vi vietnamese: String, en english: String) {
      self.statement = statement
      self.vietnamese = vietnamese
      self.english = english
    }
  }

  static let cases: [Case] = [
    Case(
      EstimateError.noColumn("amuont", nearest: "amount").statement,
      vi: "không có cột amuont; ý là amount?", en: "there is no column amuont; did you mean amount?"
    ),
    Case(
      EstimateError.conflict(
        "--replicate-type JK1", "--strata", advice: "the jackknife of strata is JKn"
      ).statement,
      vi: "--replicate-type JK1 và --strata không đi cùng nhau: jackknife theo tầng là JKn",
      en: "--replicate-type JK1 and --strata do not go together: the jackknife of strata is JKn"),
    Case(
      EstimateError.unreadable(file: "m.csv", .broken(line: 3)).statement,
      vi: "m.csv: dòng 3: dấu nháy không đóng", en: "m.csv: line 3: a quote is not closed"),
    Case(
      EstimateError.wrongMargins([.noTotals(file: "m.csv"), .noMargin("sex")]).statement,
      vi: """
        m.csv: không có cột tổng số; đặt tên cột là total, count, population, N hoặc Freq
        sex: không có tổng số
        """,
      en: """
        m.csv: no column of totals; call it total, count, population, N or Freq
        sex: no totals
        """),
    Case(
      RowExpressionError.notACondition("x").statement, vi: "x: không phải điều kiện đúng hoặc sai",
      en: "x: this is not a condition that is true or false"),
    Case(
      ContrastError.noEstimate("z", known: ["x", "y"]).statement,
      vi: "không có ước lượng z, hoặc có nhiều; hiện có x, y",
      en: "there is no estimate z, or several; there are x, y"),
    Case(
      HypothesisError.estimation(.emptyDomain).statement,
      vi: "miền phân tích không có đơn vị nào có quyền số dương; xem lại điều kiện",
      en: "the domain has no unit with a positive weight; check how it is defined"),
    Case(
      CalibrationError.inReplicate(2, .invalidWeight(unit: 4)).statement,
      vi: "bộ quyền số lặp 2: đơn vị 4: quyền số để hiệu chỉnh dưới 0 hoặc không phải số",
      en: "replicate 2: unit 4: the weight to calibrate is below 0 or not a number"),
  ]

  @Test("are Vietnamese and English", arguments: cases)
  func words(_ error: Case) {
    #expect(error.statement == LocalizedText(vi: error.vietnamese, en: error.english))
  }

  @Test("of methods are in both languages for every case, with the same numbers and names")
  func methods() {
    let reason = LocalizedText(vi: "lý do", en: "a reason")
    let errors: [EstimateError] = [
      .formula(option: "--regress", text: "y"), .tooFewLevels(column: "y", levels: 1),
      .otherLevels(column: "y", levels: 3, needed: 2),
      .tooFewColumns(option: "--alpha", needed: 2),
      .tooManyColumns(option: "--importance", most: 12, instead: "--method johnson"),
      .repeated(option: "--regress", name: "y"), .notAShare(option: "--funnel", column: "y"),
      .tooFewGroups(option: "--funnel"), .noTest(option: "--chisq", group: "g=a", reason: reason),
      .noFit(outcome: "y", group: "g=a", reason: reason),
      .noImportance(outcome: "y", group: "g=a"), .standard(classes: ["c"], missing: nil),
      .standard(classes: ["c"], missing: ["a"]),
      .areas(option: "--covariates", repeated: true, area: nil),
      .areas(option: "--covariates", repeated: false, area: "a"), .areaVariance(area: "a"),
      .cannotPool("--effective-n"), .imputationsDiffer,
    ]
    for error in errors {
      let statement = error.statement
      #expect(statement.english == error.description && statement.vietnamese != statement.english)
      let numbers = [statement.english, statement.vietnamese].map { $0.filter(\.isNumber) }
      #expect(numbers[0] == numbers[1], "\(statement.english)")
    }
    #expect(
      EstimateError.noTest(option: "--chisq", group: "g=a", reason: reason).statement
        == LocalizedText(
          vi: "--chisq trong nhóm g=a: lý do", en: "--chisq in g=a: a reason"))
  }

  @Test("of a mistake in a condition are Vietnamese and English, with its place")
  func condition() throws {
    var request = EstimateRequest()
    request.statistics = [.mean(["x"])]
    request.design.weight = "x"
    request.domain = "x ~ 1"
    let error = try #require(throws: ExpressionError.self) {
      try request.estimates(from: try DataColumns(Array("x\n1\n2\n".utf8)))
    }
    #expect(
      error.statement
        == LocalizedText(
          vi: "x ~ 1: vị trí 3: cần một phép toán",
          en: "x ~ 1: position 3: expected an operator"))
  }

  @Test("of the engine are in both languages for every case")
  func engine() {
    let errors: [EstimationError] = [
      .lonelyPSU(strata: ["a"], stage: 1), .negativeWeight(unit: 1), .weightNotFinite(unit: 1),
      .weightSumNotFinite,
      .invalidPopulationSize(unit: 1, stage: 1), .populationSizesMixFractionsAndCounts,
      .populationSizeVaries(stratum: "a", stage: 1),
      .populationSmallerThanSample(stratum: "a", stage: 1, population: 1, sampled: 2),
      .invalidProbability(unit: 1, stage: 1), .probabilityVaries(unit: 1, stage: 1),
      .clusterInSeveralStrata(cluster: 1, strata: ["a", "b"]), .weightsUnknown(stage: 1),
      .unequalProbabilitiesNeedOneStage, .probabilitiesMissing,
      .jointProbabilitiesDoNotFit(rows: 1, clusters: 2),
      .jointProbabilityInvalid(row: 1, column: 2),
      .strataNotPaired(["a"]), .tooFewPSUs(needed: 2), .replicatesMissing, .replicateScalesMissing,
      .replicatesOfCalibratedDesign, .replicatesNeedEqualProbabilities,
      .replicateWeightNotFinite(replicate: 1, unit: 2),
    ]
    for error in errors {
      #expect(error.statement.english == error.description)
      #expect(error.statement.vietnamese != error.description)
    }
  }
}
