import Foundation
import SurveyEstimation
import SurveyModel
import SurveyStatistics
import Testing

@Suite("What a row or a message must not pretend")
struct HonestRowTests {
  /// Three groups of three PSUs of four; nobody in c answered y, and note holds a text in row 3.
  private static let text: String = {
    var lines = ["g,psu,w,x,y,note,wave"]
    for (group, level) in [("a", 1), ("b", 5), ("c", 9)] {
      for row in 0..<12 {
        let y = group == "c" ? "" : "\(level + row % 5)"
        let note = group == "a" && row == 2 ? "Chi An 0912" : "\(row)"
        lines.append(
          "\(group),\(group)\(row / 4),1,\(level + row * row % 7),\(y),\(note),\(row % 2)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private func table(
    _ text: String = text, _ change: (inout EstimateRequest) -> Void
  ) throws
    -> EstimateTable
  {
    var request = EstimateRequest()
    request.design.weight = "w"
    request.design.clusters = ["psu"]
    change(&request)
    return try request.estimates(from: DataColumns(Array(text.utf8)))
  }

  @Test(
    "A contrast that does not exist has no standard error, and says why",
    arguments: [
      ("x / 0", "no value"), ("log(0 - x)", "no value"), ("sqrt(x - x)", "slope"),
    ])
  func contrasts(_ contrast: String, reason: String) throws {
    let row = try table {
      $0.statistics = [.mean(["x"])]
      $0.contrasts = [contrast]
    }.rows[1]
    #expect(row.standardError.isNaN && row.lower == nil && row.pValue == nil)
    #expect(row.note?.contains(reason) == true, "\(row.note ?? "")")
  }

  @Test("A difference from a group without estimate has no standard error")
  func emptyGroup() throws {
    let table = try table {
      $0.statistics = [.mean(["y"])]
      $0.by = ["g"]
      $0.dropsMissing = true
      $0.comparesToWhole = true
      $0.contrasts = ["y[a] - y[c]", "y[a] - y[b]"]
    }
    for index in [2, 5, 6] {
      #expect(table.rows[index].estimate.isNaN && table.rows[index].standardError.isNaN)
      #expect(table.rows[index].note != nil && table.rows[index].pValue == nil)
      #expect(table.covariance[index].allSatisfy { $0.isNaN })
    }
    #expect(table.rows[6].note == "no number: a part of it has no estimate")
    #expect(table.rows[7].standardError > 0 && table.rows[7].pValue != nil)
  }

  @Test("The covariance of differences and contrasts is that of the formula")
  func covariance() throws {
    let table = try table {
      $0.statistics = [.mean(["x"]), .total(["x"])]
      $0.by = ["g"]
      $0.comparesToWhole = true
      $0.contrasts = ["mean:x[a] - mean:x[b]", "mean:x[a] / mean:x[b]"]
    }
    let (a, b) = (table.rows[0].estimate, table.rows[1].estimate)
    let covariance = table.covariance
    for (row, slopes) in [(12, [1, -1]), (13, [1 / b, -a / (b * b)])] {
      for other in 0..<12 {
        let expected = slopes[0] * covariance[0][other] + slopes[1] * covariance[1][other]
        #expect((covariance[row][other] - expected).magnitude <= 1e-12 * (1 + expected.magnitude))
      }
    }
    // The whole cancels between two differences from it.
    for other in covariance.indices {
      let difference = covariance[6][other] - covariance[7][other]
      #expect((difference - covariance[12][other]).magnitude < 1e-10, "\(other)")
    }
  }

  @Test("A text among numbers is told by its column and its row of the file, never by its words")
  func text() throws {
    for only in [nil, "x > 1 or wave == 0"] {
      let error = try #require(throws: EstimateError.self) {
        try table {
          $0.statistics = [.quantile(["note"], probabilities: [0.5], rule: "math")]
          $0.only = only
        }
      }
      #expect(error == .notNumeric(column: "note", row: 3))
      #expect(!error.description.contains("An") && error.description.contains("row 3"))
      #expect(error.statement.vietnamese.contains("dòng 3"))
    }
  }

  @Test("Rows in messages are those of the file, whatever --only leaves")
  func rows() throws {
    #expect(throws: EstimateError.missingValues(column: "y", count: 12, row: 25)) {
      try table {
        $0.statistics = [.mean(["y"])]
        $0.only = "g != 'a'"
      }
    }
    let text = "x,w\n1,1\n2,1\n3,-1\n"
    #expect(throws: EstimationError.negativeWeight(unit: 2)) {
      try table(text) {
        $0.design.clusters = []
        $0.statistics = [.mean(["x"])]
        $0.only = "x > 1"
      }
    }
  }

  @Test("A group named twice, and weights without a finite sum, are refused by name")
  func refusals() throws {
    #expect(throws: EstimateError.repeatedColumn(option: "--by", column: "g")) {
      try table {
        $0.statistics = [.mean(["x"])]
        $0.by = ["g", "g"]
      }
    }
    #expect(throws: EstimationError.weightSumNotFinite) {
      try table("psu,w,x\n1,1e308,1\n2,1e308,2\n") { $0.statistics = [.mean(["x"])] }
    }
  }

  @Test("One PSU has neither a standard error of rounding nor a design effect")
  func onePSU() throws {
    let row = try table("psu,w,x\n1,1.1,0.1\n1,2.3,0.7\n1,0.9,0.35\n") {
      $0.design.lonelyPSU = "certainty"
      $0.statistics = [.mean(["x"])]
    }.rows[0]
    #expect(row.standardError.isNaN && row.designEffect.isNaN && row.lower == nil)
    #expect(row.note?.contains("one PSU") == true)
  }

  @Test("A quantile that many answers equal says that its width is not certainty")
  func quantile() throws {
    let lines = (0..<40).map { "\($0 % 10),1,\($0 < 4 ? 1 : 2)" }
    let row = try table((["psu,w,x"] + lines).joined(separator: "\n")) {
      $0.statistics = [.quantile(["x"], probabilities: [0.5], rule: "math")]
    }.rows[0]
    #expect(row.lower == row.upper && row.note?.contains("many answers") == true, "\(row)")
  }

  @Test("Lonely strata are listed up to ten, with the option that decides")
  func lonely() throws {
    let lines = (0..<15).map { "\($0),\($0),1,\($0)" }
    let error = try #require(throws: EstimationError.self) {
      try table((["h,psu,w,x"] + lines).joined(separator: "\n")) {
        $0.design.strata = "h"
        $0.statistics = [.mean(["x"])]
      }
    }
    for text in [error.description, error.statement.vietnamese] {
      #expect(text.contains("9 … (5 ") && !text.contains("10,") && text.contains("--lonely-psu"))
    }
  }

  /// Shares with events in PSUs of six, each PSU with another number of them.
  private func shares(psus: Int) -> String {
    let lines = (0..<psus * 6).map { row in
      "\(row / 6),1,\(row % 6 <= row / 6 % 4 ? 1 : 0),\(row % 6 <= row / 6 % 4 ? 0 : 2)"
    }
    return (["psu,w,share,x"] + lines).joined(separator: "\n")
  }

  @Test(
    "--interval auto is pooled from 30 degrees of freedom on, else logit, and t for what is no share",
    arguments: [(30, "logit"), (31, "pooled")])
  func auto(psus: Int, name: String) throws {
    func rows(_ interval: String, _ column: String) throws -> EstimateTable.Row {
      try table(shares(psus: psus)) {
        $0.statistics = [.mean([column])]
        $0.interval = interval
      }.rows[0]
    }
    let (found, alone) = (try rows("auto", "share"), try rows(name, "share"))
    #expect(found.lower == alone.lower && found.upper == alone.upper && found.lower != nil)
    #expect(found.interval == name && found.note == alone.note)
    let others = (try rows("auto", "x"), try rows("t", "x"))
    #expect(others.0.lower == others.1.lower && others.0.lower != nil)
    #expect(others.0.interval == "t")
    let pooled = try rows("pooled", "share")
    #expect(pooled.note?.contains("prefer logit") == (psus == 30))
  }

  @Test("Under replicate weights --interval auto is logit")
  func replicates() throws {
    let row = try table(shares(psus: 40)) {
      $0.statistics = [.mean(["share"])]
      $0.interval = "auto"
      $0.design.replicateType = "JK1"
    }.rows[0]
    #expect(row.interval == "logit" && row.lower != nil)
  }
}
