import Foundation
import SurveyEstimation
import Testing

struct MethodTests {
  static func formula(_ text: String) throws -> ModelFormula {
    try ModelFormula(text, option: "test")
  }

  private func isClose(_ value: Double?, _ number: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let value, let number else { return false }
    return (value - number).magnitude <= tolerance * number.magnitude
  }

  /// A case of the file of comparisons, with the numbers of a key.
  private func comparison(_ name: String, _ key: String) throws -> [Double] {
    let cases = try ReferenceFile(content: "comparison").cases
    let found = try #require(cases.first { $0["name"] as? String == name })
    return ReferenceFile.numbers(found[key]).compactMap(\.self)
  }

  /// A file with a text.
  static func file(_ text: String) -> TableFile {
    TableFile(name: "file.csv", bytes: Array(text.utf8))
  }

  @Test(
    "Standardised means are those of R's svystandardize",
    arguments: [
      (
        "standardise_apiclus1", "p04_apiclus1_onestage_fpc", "api00 ~ sch.wide", "stype",
        "sch.wide,share\nNo,0.3\nYes,0.7\n"
      ),
      (
        "standardise_apistrat", "p01_apistrat_stratified_fpc", "api00 ~ stype", "sch.wide",
        "share,stype\n755,H\n1018,M\n4421,E\n"
      ),
    ])
  func standardised(
    name: String, source: String, formula: String, by: String, standard: String
  ) throws {
    let file = try ReferenceFile(source)
    var request = EstimateRequest()
    request.design = file.design
    request.by = [by]
    request.methods = [.standardised(try Self.formula(formula), standard: Self.file(standard))]
    let table = try request.estimates(from: file.data)
    let (estimates, errors) = (try comparison(name, "estimate"), try comparison(name, "se"))
    #expect(table.rows.count == estimates.count)
    for (row, (estimate, error)) in zip(table.rows, zip(estimates, errors)) {
      #expect(row.statistic == "standardised")
      #expect(isClose(row.estimate, estimate) && isClose(row.standardError, error), "\(name)")
    }
  }

  @Test("A standard without a class that the data have is refused by the class")
  func incompleteStandard() throws {
    let file = try ReferenceFile("p01_apistrat_stratified_fpc")
    var request = EstimateRequest()
    request.design = file.design
    for (text, missing) in [
      ("stype,share\nE,1\nH,2\n", ["M"]), ("stype,share\nE,1\nH,2\nH,2\n", nil),
    ] {
      request.methods = [
        .standardised(try Self.formula("api00 ~ stype"), standard: Self.file(text))
      ]
      #expect(throws: EstimateError.standard(classes: ["stype"], missing: missing)) {
        try request.estimates(from: file.data)
      }
    }
  }

  @Test("A change between waves with shared PSUs is R's contrast of the stacked sample")
  func change() throws {
    let text = try ReferenceFile.text("apiclus1.csv")
    let lines = text.split(separator: "\n")
    let waves = lines.enumerated().map { index, line in
      line + (index == 0 ? ",wave" : ",\(index % 2)")
    }
    let data = try DataColumns(Array(waves.joined(separator: "\n").utf8))
    var request = EstimateRequest()
    request.design.weight = "pw"
    request.design.clusters = ["dnum"]
    request.methods = [
      .change(try Self.formula("api00~wave")), .change(try Self.formula("api99~wave")),
    ]
    let table = try request.estimates(from: data)
    let estimates = try comparison("waves_shared_psu", "estimate")
    for (index, row) in table.rows.enumerated() {
      #expect(row.category == "1 - 0" && row.degreesOfFreedom == 14)
      #expect(isClose(row.estimate, estimates[index]))
    }
    #expect(isClose(table.covariance[0][0], 71.90907854476637))
    #expect(isClose(table.covariance[0][1], 64.06129573382123))
    #expect(table.tests.map(\.test) == ["change", "change"])
    // The same by words that were there before.
    request.methods = []
    request.statistics = [.mean(["api00"])]
    request.by = ["wave"]
    request.contrasts = ["api00[1] - api00[0]"]
    let contrast = try request.estimates(from: data).rows[2]
    #expect(isClose(contrast.estimate, table.rows[0].estimate))
    #expect(isClose(contrast.standardError, table.rows[0].standardError))
  }

  @Test("The model of Fay and Herriot gets its areas, and its numbers are mpmath's")
  func areas() throws {
    let file = try ReferenceFile(content: "smallarea").content
    let milk = try #require((file["fay_herriot"] as? [[String: Any]])?.first)
    let direct = ReferenceFile.numbers(milk["direct"]).compactMap(\.self)
    let errors = ReferenceFile.numbers(milk["standard_errors"]).compactMap(\.self)
    let majors = ReferenceFile.numbers(milk["major_area"]).compactMap(\.self)
    // Two answers, a standard error above and below the mean, have that mean and that error.
    let rows = direct.indices.flatMap { area in
      ["+", "-"].map { sign in
        "\(area),\(direct[area] + (sign == "+" ? 1 : -1) * errors[area]),1"
      }
    }
    let data = try DataColumns(
      Array((["area,y,w"] + rows).joined(separator: "\n").utf8))
    let covariates =
      (["area,major"] + direct.indices.map { "\($0),m\(Int(majors[$0]))" } + ["new,m2"])
      .joined(separator: "\n")
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.strata = "area"
    request.by = ["area"]
    let words = ["REML": "reml", "ML": "ml", "FH": "fh", "PR": "prasad-rao"]
    var compared = 0
    for fit in try #require(milk["fits"] as? [[String: Any]]) {
      guard let word = words[fit["method"] as? String ?? ""] else { continue }
      request.methods = [
        .fayHerriot(
          try Self.formula("y ~ major"), covariates: Self.file(covariates), method: word)
      ]
      let table = try request.estimates(from: data)
      #expect(table.rows.count == direct.count + 1)
      #expect(table.rows.last?.domain.first?.value == "new")
      let values = ReferenceFile.numbers(fit["eblup"]).compactMap(\.self)
      let squares = ReferenceFile.numbers(fit["mse"]).compactMap(\.self)
      #expect(values.count == direct.count && squares.count == direct.count)
      for (index, value) in values.enumerated() {
        #expect(isClose(table.rows[index].estimate, value), "\(word) \(index)")
        #expect(isClose(table.covariance[index][index], squares[index], 1e-8), "\(word) \(index)")
      }
      #expect(
        isClose(
          table.details.first { $0.name == "areaModels" }?.number("variance", row: 0),
          (fit["variance"] as? NSNumber)?.doubleValue, 1e-8))
      compared += 1
    }
    #expect(compared >= 3)
  }

  @Test("Imputations are combined by Rubin's rules, and tests of coefficients follow")
  func pool() throws {
    let text = try ReferenceFile.text("apistrat.csv")
    let files = try (0..<3).map { file in
      let lines = text.split(separator: "\n").enumerated().map { index, line in
        line + (index == 0 ? ",z" : ",\((index * 7 + file * (index % 5)) % 11)")
      }
      return try DataColumns(Array(lines.joined(separator: "\n").utf8))
    }
    var request = EstimateRequest()
    request.design = try ReferenceFile("p01_apistrat_stratified_fpc").design
    request.statistics = [.mean(["z"])]
    request.methods = [.regression(try Self.formula("api00 ~ z"), family: "gaussian")]
    request.adjustment = "holm"
    let pooled = try request.estimates(fromImputations: files)
    let single = try files.map { try request.estimates(from: $0) }
    for index in pooled.rows.indices {
      let values = single.map { $0.rows[index].estimate }
      let mean = values.reduce(0, +) / 3
      let within = single.reduce(0) { $0 + $1.covariance[index][index] } / 3
      let between = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
      let total = within + 4.0 / 3 * between
      #expect(isClose(pooled.rows[index].estimate, mean))
      #expect(isClose(pooled.rows[index].standardError, total.squareRoot()))
      #expect(
        isClose(pooled.details[0].number("missingShare", row: index), 4.0 / 3 * between / total))
      let share = 4.0 / 3 * between / total
      let complete = single[0].rows[index].degreesOfFreedom
      let observed = (complete + 1) / (complete + 3) * complete * (1 - share)
      let freedom = 1 / (share * share / 2 + 1 / observed)
      #expect(isClose(pooled.rows[index].degreesOfFreedom, freedom))
    }
    let test = try #require(pooled.tests.first)
    #expect(pooled.tests.count == 1 && test.adjustedPValue == test.pValue)
    #expect(test.denominatorDegreesOfFreedom == pooled.rows[2].degreesOfFreedom)
    request.methods = [.effectiveSize]
    #expect(throws: EstimateError.cannotPool("--effective-n")) {
      try request.estimates(fromImputations: files)
    }
  }

  @Test("P-values are adjusted for all tests of the answer")
  func adjust() throws {
    let file = try ReferenceFile("p04_apiclus1_onestage_fpc")
    var request = EstimateRequest()
    request.design = file.design
    request.methods = [
      .tTest(try Self.formula("api00~comp.imp")),
      .association(rows: "sch.wide", columns: "stype", statistic: "F"),
    ]
    request.adjustment = "holm"
    let tests = try request.estimates(from: file.data).tests
    let (large, small) = (tests[0], tests[1])
    #expect(large.pValue > small.pValue)
    #expect(small.adjustedPValue == 2 * small.pValue && large.adjustedPValue == large.pValue)
    request.adjustment = "bonferroni"
    #expect(throws: EstimateError.self) { try request.estimates(from: file.data) }
    request.methods = [.effectiveSize]
    request.adjustment = "BH"
    #expect(
      throws:
        EstimateError.needs(
          option: "--adjust", other: "--contrast, --compare-to-whole, --chisq, --regress")
    ) {
      try request.estimates(from: file.data)
    }
  }

  @Test("Importance sums to the R² of the regression")
  func importance() throws {
    let file = try ReferenceFile("p01_apistrat_stratified_fpc")
    var request = EstimateRequest()
    request.design = file.design
    let formula = try Self.formula("api00 ~ ell + meals")
    for word in ["lmg", "johnson"] {
      request.methods = [
        .regression(formula, family: "gaussian"), .importance(formula, method: word),
      ]
      let table = try request.estimates(from: file.data)
      let detail = try #require(table.details.first { $0.name == "importance" })
      let parts = (0..<2).compactMap { detail.number("part", row: $0) }
      let beta = table.rows.map(\.estimate)
      let names = ["api00", "ell", "meals", "pw"]
      let columns = names.compactMap { file.data[$0]?.numbers }
      let weights = columns[3]
      let total = weights.reduce(0, +)
      let mean = zip(weights, columns[0]).reduce(0) { $0 + $1.0 * $1.1 } / total
      var (rest, all) = (0.0, 0.0)
      for row in weights.indices {
        let fitted = beta[0] + beta[1] * columns[1][row] + beta[2] * columns[2][row]
        rest += weights[row] * (columns[0][row] - fitted) * (columns[0][row] - fitted)
        all += weights[row] * (columns[0][row] - mean) * (columns[0][row] - mean)
      }
      #expect(isClose(parts[0] + parts[1], 1 - rest / all), "\(word)")
      #expect(parts[0] > 0 && parts[1] > parts[0])
    }
  }

  @Test("Effective sizes and intra-class correlations are those worked out by hand")
  func sizes() throws {
    let data = try DataColumns(
      Array("w,p,g,y\n1,1,a,1\n1,1,a,3\n2,2,a,5\n2,2,a,7\n3,3,b,1\n3,4,b,2\n".utf8))
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.clusters = ["p"]
    request.by = ["g"]
    request.methods = [.effectiveSize, .intraclassCorrelation(["y"])]
    let table = try request.estimates(from: data)
    let (sizes, alike) = (table.details[0], table.details[1])
    #expect(table.rows.isEmpty && sizes.name == "effectiveSizes")
    #expect(sizes.number("effectiveSize", row: 0) == 36.0 / 10)
    #expect(sizes.number("effectiveSize", row: 1) == 2)
    // MSB = 16, MSW = 2, m₀ = 2: (16 − 2)/(16 + 2).
    #expect(isClose(alike.number("correlation", row: 0), 14.0 / 18))
    #expect(alike.number("correlation", row: 1)?.isNaN == true)
  }

  @Test("Funnel limits narrow with size, hold the target, and widen with dispersion")
  func funnel() throws {
    var lines = ["g,y"]
    for (group, size) in [("a", 40), ("b", 160), ("c", 640)] {
      lines += (0..<size).map { "\(group),\($0 % (group == "b" ? 2 : 5) == 0 ? 1 : 0)" }
    }
    lines = lines.enumerated().map { $1 + ($0 == 0 ? ",w" : ",1") }
    let data = try DataColumns(Array(lines.joined(separator: "\n").utf8))
    var request = EstimateRequest()
    request.design.weight = "w"
    request.by = ["g"]
    request.methods = [.funnel(["y"], target: 0.2, dispersion: "none")]
    let plain = try request.estimates(from: data).details[0]
    request.methods = [.funnel(["y"], target: 0.2, dispersion: "additive")]
    let wide = try request.estimates(from: data).details[0]
    func width(_ detail: EstimateTable.Detail, _ row: Int, _ level: String) throws -> Double {
      try #require(detail.number("upper" + level, row: row))
        - #require(detail.number("lower" + level, row: row))
    }
    for row in 0..<3 {
      #expect(try width(plain, row, "95") < width(plain, row, "998"))
      #expect(try width(plain, row, "95") < width(wide, row, "95"))
      #expect(try #require(plain.number("lower95", row: row)) < 0.2)
      #expect(try #require(plain.number("upper95", row: row)) > 0.2)
    }
    #expect(try width(plain, 1, "95") < width(plain, 0, "95"))
    #expect(try width(plain, 2, "95") < width(plain, 1, "95"))
    #expect(
      try #require(plain.number("estimate", row: 1)) > #require(plain.number("upper998", row: 1)))
    request.by = []
    #expect(throws: EstimateError.needs(option: "--funnel", other: "--by")) {
      try request.estimates(from: data)
    }
  }
}
