import SurveyEstimation
import SurveyStatistics
import Testing

@Suite("Margins of a calibration")
struct MarginsTests {
  private static let text = """
    g,sex,age,code,x,w
    a,F,young,1,2,10
    a,M,old,1,3,12
    b,F,old,2,5,9
    b,M,young,2,4,11
    b,F,young,2,1,8
    a,F,old,1,6,14

    """

  private func calibrated(
    _ method: CalibrationRequest.Method, _ files: [String], of columns: [String],
    isPartial: Bool = false
  ) throws -> [String: Double] {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.calibration = CalibrationRequest(
      method,
      margins: files.enumerated().map {
        TableFile(name: "m\($0 + 1).csv", bytes: Array($1.utf8))
      })
    request.design.calibration?.ignoresEmptyCells = isPartial
    request.statistics = [.total(columns)]
    var totals: [String: Double] = [:]
    for row in try request.estimates(from: try DataColumns(Array(Self.text.utf8))).rows {
      totals[row.variable + (row.category.map { ":" + $0 } ?? "")] = row.estimate
    }
    return totals
  }

  private static let sexes = ["sex:F": 60.0, "sex:M": 40]

  @Test(
    "may be written in several ways",
    arguments: [
      ["variable,category,total\nsex,F,60\nsex,M,40\n"],
      ["Variable;Level;N\nsex;F;60\nsex;M;40\n"],
      ["margin\tvalue\ttarget\nsex\tF\t60\nsex\tM\t40\n"],
      ["sex,Freq\nF,60\nM,40\n"], ["sex,people\nF,60\nM,40\n"],
      ["variable,category,people of the province\nsex,F,60\nsex,M,40\n"],
      ["\"\",\"sex\",\"Freq\"\n\"1\",\"F\",60\n\"2\",\"M\",40\n"],
      ["sex,population\nM,40\nF,60\n", "variable,total\n_population,100\n"],
      ["sex,age,count\nF,young,25\nF,old,35\nM,young,15\nM,old,25\n"],
      [
        "variable,category,total\nsex:age,F:young,25\nsex:age,F:old,35\nsex:age,M:young,15\nsex:age,M:old,25\n"
      ],
    ])
  func shapes(_ files: [String]) throws {
    let methods: [CalibrationRequest.Method] = [
      .poststratification(["sex"]), .poststratification([]), .raking(["sex"]), .raking([]),
      .equations(.linear), .equations(.raking),
    ]
    for method in methods {
      let totals = try calibrated(method, files, of: ["sex"])
      for (name, total) in Self.sexes {
        #expect((totals[name, default: .nan] - total).magnitude < 1e-9, "\(method)")
      }
    }
  }

  @Test(
    "may be R's terms",
    arguments: [
      "\"\",\"x\"\n\"(Intercept)\",100\n\"sexM\",40\n\"x\",350\n",
      "term,total\n1,100\nsexM,40\nx,350\n",
      "variable,value\nIntercept,100\nsexM,40\nx,350\n",
      "(Intercept),sexM,x\n100,40,350\n",
      "variable,category,total\nsex,F,60\nsex,M,40\nx,,350\n",
    ])
  func terms(_ file: String) throws {
    let totals = try calibrated(.equations(.linear), [file], of: ["sex", "x"])
    for (name, total) in Self.sexes.merging(["x": 350], uniquingKeysWith: { $1 }) {
      #expect((totals[name, default: .nan] - total).magnitude < 1e-9, "\(name)")
    }
  }

  @Test("may be of products of terms")
  func products() throws {
    let file = "term,total\n(Intercept),100\nsexM,40\nx,350\nsexM:x,140\nsexM:ageold,20\n"
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.calibration = CalibrationRequest(
      .equations(.linear), margins: [TableFile(name: "m", bytes: Array(file.utf8))])
    request.domain = "sex == 'M'"
    request.statistics = [.total(["x", "age"])]
    let table = try request.estimates(from: try DataColumns(Array(Self.text.utf8)))
    #expect(zip(table.rows, [140.0, 20, 20]).allSatisfy { ($0.estimate - $1).magnitude < 1e-9 })
  }

  @Test("of a crossing are added up to those that are named")
  func crossing() throws {
    let file = "sex,age,Freq\nF,young,25\nF,old,35\nM,young,15\nM,old,25\n"
    let both = try calibrated(.raking(["sex", "age"]), [file], of: ["sex", "age"])
    #expect((both["age:old", default: 0] - 60).magnitude < 1e-9)
    #expect((both["sex:M", default: 0] - 40).magnitude < 1e-9)
    let cells = try calibrated(.raking(["sex:age"]), [file], of: ["sex"])
    #expect((cells["sex:M", default: 0] - 40).magnitude < 1e-9)
  }

  @Test("match categories that are numbers however they are written")
  func numbers() throws {
    let totals = try calibrated(
      .raking([]), ["code,total\n1.0,30\n02,70\n"], of: ["code"])
    #expect((totals["code", default: 0] - 170).magnitude < 1e-9)
  }

  @Test("leave categories without a row out only when asked to")
  func partial() throws {
    let file = "sex,total\nF,60\nM,40\nX,1\n"
    #expect(throws: EstimateError.wrongMargins([.notInData("sex: X", total: 1)])) {
      try calibrated(.poststratification([]), [file], of: ["sex"])
    }
    let totals = try calibrated(.poststratification([]), [file], of: ["sex"], isPartial: true)
    #expect((totals["sex:F", default: 0] - 60).magnitude < 1e-9)
  }

  @Test("are refused with all that is wrong")
  func problems() throws {
    let cases: [(method: CalibrationRequest.Method, files: [String], problems: [MarginsProblem])] =
      [
        (
          .raking([]),
          [
            "variable,category,total\nsexx,F,60\nsex,F,60\nsex,W,30\nage,young,50\nage,old,60\nx,,3\n"
          ],
          [
            .unknownColumn("sexx", in: "m1.csv", nearest: "sex"), .notACategory("x"),
            .notInData("sex: W", total: 30), .noTarget("sex: M", rows: 2),
            .unequalSums([
              .init(margin: "sex", total: 90), .init(margin: "age", total: 110),
            ]),
          ]
        ),
        (
          .raking(["sex", "agee", "g"]), ["sex,N\nF,60\nM,forty\n", "sex,N\nF,1\n"],
          [
            .invalidTotal(file: "m1.csv", row: 2), .repeated("sex: F"),
            .noTarget("sex: M", rows: 2),
            .unknownColumn("agee", in: "--rake", nearest: "age"), .noMargin("g"),
          ]
        ),
        (
          .poststratification([]),
          ["variable,category,N\nsex,F,60\nsex,M,40\nage,young,50\nage,old,50\n"],
          [.needsCrossing(["sex", "age"])]
        ),
        (
          .poststratification(["sex", "age"]), ["sex,N\nF,60\nM,40\n"], [.noMargin("sex:age")]
        ),
        (
          .equations(.linear), ["variable,total\n(Intercept),100\nsex,40\ny,3\nx,\n"],
          [
            .invalidTotal(file: "m1.csv", row: 4), .categoryMissing("sex"),
            .unknownColumn("y", in: "--margins", nearest: nil),
          ]
        ),
        (.raking([]), ["sex,wat\nF,many\nM,40\n"], [.noTotals(file: "m1.csv")]),
        (.raking([]), ["sex,N\n"], [.noRows(file: "m1.csv")]),
        (.raking([]), ["sax,N\nF,60\n"], [.unknownColumn("sax", in: "m1.csv", nearest: "sex")]),
        (
          .raking([]), ["sex,N\nF,60\nM,40\nF,60\n"],
          [.repeated("sex: F")]
        ),
      ]
    for (method, files, problems) in cases {
      let error = #expect(throws: EstimateError.self, "\(files)") {
        try calibrated(method, files, of: ["sex"])
      }
      #expect(error == .wrongMargins(problems), "\(files)")
    }
  }

  @Test("that cannot be met are named with the nearest that was reached")
  func unmet() throws {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.calibration = CalibrationRequest(
      .equations(.linear),
      margins: [TableFile(name: "m", bytes: Array("sex,N\nF,60\nM,40\n".utf8))])
    request.design.calibration?.bounds = 0.9...1.1
    request.statistics = [.total(["sex"])]
    let error = #expect(throws: CalibrationError.self) {
      try request.estimates(from: try DataColumns(Array(Self.text.utf8)))
    }
    guard case .totalsNotMet(let totals)? = error else {
      Issue.record("the margins are not named: \(String(describing: error))")
      return
    }
    #expect(totals.map(\.name) == ["sex: M", "sex: F"])
    #expect((totals[0].reached - 1.1 * 23).magnitude < 1e-6)
    request.design.calibration = CalibrationRequest(
      .equations(.logit), margins: request.design.calibration?.margins ?? [])
    #expect(throws: EstimateError.needs(option: "--calibrate logit", other: "--bounds")) {
      try request.estimates(from: try DataColumns(Array(Self.text.utf8)))
    }
  }
}
