import Foundation
import SurveyEstimation
import Testing

/// R's tests and models, asked for as the command line asks.
struct MethodReferenceTests {
  private func expect(
    _ value: Double?, _ expected: Any?, within tolerance: Double = 1e-9, _ title: String
  ) throws {
    let number = try #require((expected as? NSNumber)?.doubleValue, "\(title)")
    let value = try #require(value, "\(title)")
    #expect(
      (value - number).magnitude <= tolerance * number.magnitude, "\(title): \(value), \(number)")
  }

  private func formula(_ text: String) throws -> ModelFormula {
    try ModelFormula(text, option: "test")
  }

  /// The request of a case of `p23`, nil where R's call is not known.
  private func method(_ call: String, name: String) throws -> MethodRequest? {
    if call.hasPrefix("svychisq") {
      return .association(
        rows: "sch.wide", columns: "stype", statistic: name.replacing("svychisq_", with: ""))
    }
    switch name {
    case "svyttest": return .tTest(try formula("api00~comp.imp"))
    case "svyranktest_wilcoxon":
      return .rankTest(try formula("api00~comp.imp"), statistic: "wilcoxon", ties: "middle")
    case "svyranktest_kruskal":
      return .rankTest(try formula("api00~stype"), statistic: "kruskal", ties: "middle")
    case "svygofchisq":
      return .goodnessOfFit(column: "stype", levels: [], shares: [4421, 755, 1018])
    case "cronbach_alpha": return .alpha(["ell", "mobility", "meals"])
    case "logistic":
      return .regression(try formula("awards ~ stype + meals"), family: "binomial")
    case "linear":
      return .regression(try formula("api00 ~ ell + meals + mobility"), family: "gaussian")
    default: return nil
    }
  }

  @Test("All cases of tests and models give R's numbers")
  func documented() throws {
    let file = try ReferenceFile("p23_tests")
    let stratified = try ReferenceFile("p01_apistrat_stratified_fpc")
    #expect(file.cases.count == 13)
    for words in file.cases {
      let name = try #require(words["name"] as? String)
      let call = try #require(words["r"] as? String)
      let expected = try #require(words["expected"] as? [String: Any])
      var request = EstimateRequest()
      request.design = name == "linear" ? stratified.design : file.design
      request.methods = [try #require(try method(call, name: name), "\(name)")]
      let table = try request.estimates(from: name == "linear" ? stratified.data : file.data)
      switch name {
      case "cronbach_alpha":
        try expect(table.rows[0].estimate, expected["alpha"], name)
        #expect(table.rows[0].standardError > 0)
        #expect(table.details[0].number("alpha", row: 0) == table.rows[0].estimate)
      case "logistic", "linear": try compareModel(table, expected, name)
      default: try compareTest(table.tests[0], expected, name)
      }
    }
  }

  private func compareTest(
    _ test: EstimateTable.TestRow, _ expected: [String: Any], _ name: String
  ) throws {
    let parameters = ReferenceFile.numbers(expected["parameter"]).compactMap(\.self)
    // R without CompQuadForm gives its saddlepoint for lincom, which cuts the denominator to a whole
    // number; the exact tail is near.
    let tolerance = name.hasSuffix("lincom") ? 0.2 : name.hasSuffix("saddlepoint") ? 1e-4 : 1e-9
    try expect(test.pValue, expected["p_value"], within: tolerance, "\(name) p")
    if name == "svyranktest_kruskal" {
      // R prints the degrees of freedom as the statistic, and the sum q F as the parameter.
      try expect(2 * test.statistic, parameters[0], "\(name) statistic")
      #expect(test.numeratorDegreesOfFreedom == 2)
      return
    }
    try expect(test.statistic, expected["statistic"], "\(name) statistic")
    switch name {
    case "svygofchisq":
      try expect(test.scale, parameters[0], "\(name) scale")
      try expect(test.numeratorDegreesOfFreedom, parameters[1], "\(name) df")
    case "svyttest", "svyranktest_wilcoxon":
      #expect(test.denominatorDegreesOfFreedom == parameters[0])
    case "svychisq_Chisq": #expect(test.numeratorDegreesOfFreedom == parameters[0])
    case "svychisq_lincom", "svychisq_saddlepoint": #expect(parameters.isEmpty)
    default:
      try expect(test.numeratorDegreesOfFreedom, parameters[0], "\(name) numerator")
      try expect(test.denominatorDegreesOfFreedom, parameters[1], "\(name) denominator")
    }
    if name == "svyttest" { try expect(test.estimate, expected["difference"], name) }
  }

  private func compareModel(
    _ table: EstimateTable, _ expected: [String: Any], _ name: String
  ) throws {
    #expect(table.rows.compactMap(\.category) == expected["labels"] as? [String])
    // In p23 R's covariance of the logistic model is that of its last step but one.
    let tolerance = name == "linear" ? 1e-9 : 1e-6
    for (index, row) in table.rows.enumerated() {
      #expect(row.statistic == "coefficient")
      try expect(row.estimate, (expected["estimate"] as? [Any])?[index], "\(name) \(index)")
      try expect(
        row.standardError, (expected["se"] as? [Any])?[index], within: tolerance, "\(name) se")
      try expect(row.degreesOfFreedom, expected["df_residual"], "\(name) df")
      let line = (expected["vcov"] as? [[Any]])?[index] ?? []
      for (value, number) in zip(table.covariance[index], line) {
        try expect(value, number, within: 2 * tolerance, "\(name) covariance")
      }
    }
  }

  @Test("Regressions under replicate weights and in domains have R's intervals and p-values")
  func regressions() throws {
    let file = try ReferenceFile(content: "regression")
    for words in file.cases {
      let name = try #require(words["name"] as? String)
      let id = try #require(words["design"] as? String)
      let expected = try #require(words["expected"] as? [String: Any])
      let source = try ReferenceFile(id)
      var request = EstimateRequest()
      request.design = source.design
      let labels = try #require(expected["labels"] as? [String])
      var terms: [String] = []
      for label in labels.dropFirst() {
        let term = label.hasPrefix("stype") ? "stype" : label
        if !terms.contains(term) { terms.append(term) }
      }
      let isLogistic = name == "logistic"
      if name == "domain" { request.domain = "stype == 'E'" }
      request.methods = [
        .regression(
          ModelFormula(outcome: isLogistic ? "awards" : "api00", terms: terms),
          family: isLogistic ? "binomial" : "gaussian")
      ]
      let table = try request.estimates(from: source.data)
      let title = "\(id), \(name)"
      #expect(table.rows.compactMap(\.category) == labels, "\(title)")
      for (index, row) in table.rows.enumerated() {
        func number(_ key: String) -> Any? { (expected[key] as? [Any])?[index] }
        try expect(row.estimate, number("estimate"), title)
        try expect(row.standardError, number("se"), title)
        try expect(row.lower, number("lower"), within: 1e-8, title)
        try expect(row.upper, number("upper"), within: 1e-8, title)
        try expect(row.degreesOfFreedom, expected["df_residual"], title)
        let test = table.tests.first { $0.variables.last == row.category && $0.form == "t" }
        if index > 0 {
          // Far out in the tail the last digits of t count many times over.
          try expect(test?.pValue, number("p_value"), within: 1e-7, title)
        } else {
          #expect(test == nil)
        }
      }
    }
  }

  @Test("Tests under replicate weights give R's numbers")
  func replicates() throws {
    let source = try ReferenceFile("p12_apiclus1_jk1")
    var compared = 0
    for words in try ReferenceFile(content: "replicate_tests").cases {
      let name = try #require(words["name"] as? String)
      let expected = try #require(words["expected"] as? [String: Any])
      // R leaves the denominator out of its saddlepoint here, and sums a linearised variable for ranks.
      if name.contains("saddlepoint") || name.contains("lincom") || name.contains("rank") {
        continue
      }
      var request = EstimateRequest()
      request.design = source.design
      request.methods = [
        try (words["form"] as? String).map {
          .association(rows: "awards", columns: "stype", statistic: $0)
        } ?? .tTest(try formula("api00~awards"))
      ]
      let test = try request.estimates(from: source.data).tests[0]
      try expect(test.statistic, expected["statistic"], name)
      try expect(test.pValue, expected["p_value"], name)
      compared += 1
    }
    #expect(compared == 5)
  }

  @Test("Further tests on other designs, in domains and with R's ties give R's numbers")
  func further() throws {
    let sources = [
      "strat": "p01_apistrat_stratified_fpc", "clus1": "p04_apiclus1_onestage_fpc",
      "clus2": "p06_apiclus2_twostage_fpc",
    ]
    var compared = 0
    for words in try ReferenceFile(content: "tests").cases {
      let name = try #require(words["name"] as? String)
      let source = try ReferenceFile(try #require(sources[words["design"] as? String ?? ""]))
      let expected = try #require(words["expected"] as? [String: Any])
      func word(_ key: String) -> String { words[key] as? String ?? "" }
      var request = EstimateRequest()
      request.design = source.design
      request.domain = (words["domain"] as? String)?.replacing("==", with: " == ")
      let method: MethodRequest
      switch word("test") {
      case "association":
        if ["lincom", "saddlepoint"].contains(word("form")) { continue }
        method = .association(
          rows: word("rows"), columns: word("columns"), statistic: word("form"))
      case "t": method = .tTest(try formula("\(word("values")) ~ \(word("groups"))"))
      case "rank":
        method = .rankTest(
          try formula("\(word("values")) ~ \(word("groups"))"),
          statistic: word("score").replacing("KruskalWallis", with: "kruskal"), ties: "row")
      case "fit":
        method = .goodnessOfFit(
          column: word("groups"), levels: [],
          shares: ReferenceFile.numbers(words["shares"]).compactMap(\.self))
      default: continue
      }
      request.methods = [method]
      let test = try request.estimates(from: source.data).tests[0]
      try expect(test.pValue, expected["p_value"], name)
      if let chiSquare = expected["chisq"] {
        try expect(2 * test.statistic, chiSquare, name)
      } else {
        try expect(test.statistic, expected["statistic"], name)
      }
      compared += 1
    }
    #expect(compared > 70)
  }
}
