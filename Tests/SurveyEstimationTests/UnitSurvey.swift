import SurveyEstimation

/// A survey of 63 units that nobody answered, with all that makes columns hard to read.
enum UnitSurvey {
  /// Names with spaces, accents and R's own words; answers missing in three ways; `T`, `NaN` and
  /// `01` as texts; numbers written in two ways.
  static let text: String = {
    var generator = Noise(state: 63)
    var text = "đơn vị,psu,w,Hài lòng,if,giới tính,T,d,code,Ngoài phí\n"
    for unit in 1...63 {
      for respondent in 0..<12 {
        let satisfied = ["1", "2", "3", "4", "4.0", "5", "", "NA", "."][generator.next(9)]
        let other = ["0", "1", "1", ""][generator.next(4)]
        let sex = ["Nam", "Nữ", "\"Khác, \"\"x\"\"\"", "nam"][generator.next(4)]
        let truth = ["T", "F", "TRUE", ""][generator.next(4)]
        let odd = ["NaN", "1", "Inf", "0x1"][generator.next(4)]
        let code = ["01", "1", "A1"][generator.next(3)]
        let paid = generator.next(5) == 0 ? "1" : "0"
        let weight = "\(1 + generator.next(7)).\(generator.next(10))"
        text += "Xã \(unit),\(unit * 10 + respondent / 3),\(weight),\(satisfied),\(other),\(sex),"
        text += "\(truth),\(odd), \(code) ,\(paid)\n"
      }
    }
    return text
  }()

  static let cases: [RScriptTests.Case] = [
    asked("missing answers leave the domain of their variable alone") {
      $0.statistics = [
        .mean(["Hài lòng", "if"]), .total(["Hài lòng"]),
        .ratio(numerator: "Hài lòng", denominator: "if"), .variance(["Hài lòng"]),
      ]
    },
    asked("63 groups") {
      $0.by = ["đơn vị"]
      $0.statistics = [.mean(["Hài lòng"])]
      $0.contrasts = ["`Hài lòng`[Xã 1] - `Hài lòng`[Xã 63]"]
    },
    asked("levels are texts, in the order of code points") {
      $0.statistics = [.proportion(["giới tính", "T", "d", "code", "Hài lòng"])]
    },
    asked("groups by numbers and texts with missing values") {
      $0.by = ["if", "giới tính"]
      $0.statistics = [.mean(["Ngoài phí"])]
    },
    asked("missing answers in conditions") {
      $0.only = "`đơn vị` != 'Xã 7'"
      $0.domain =
        "not (`Hài lòng` > 3) or `if` == 1 and T in ('T', 'TRUE') or code == 1 or "
        + "`if` not in (1, 'x') or `giới tính` < 'Nữ' and 1 / `if` > 0 or d > 2"
      $0.statistics = [.mean(["Ngoài phí"])]
    },
    asked("shares with missing answers", tolerance: 1e-6) {
      $0.statistics = [.mean(["if", "Ngoài phí"])]
      $0.interval = "logit"
    },
  ]

  private static func asked(
    _ name: String, tolerance: Double = 1e-9, _ change: (inout EstimateRequest) -> Void
  ) -> RScriptTests.Case {
    RScriptTests.Case(name, "", tolerance: tolerance) {
      $0.design.weight = "w"
      $0.design.strata = "đơn vị"
      $0.design.clusters = ["psu"]
      $0.design.nests = true
      $0.dropsMissing = true
      change(&$0)
    }
  }

  /// A linear congruential generator, of which the high bits are used.
  private struct Noise {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }
}
