import DelimitedText
import Foundation
import Testing

/// A row of the reference: one estimate of one item in one district, made with R's *survey*.
///
/// It is rounded to four decimals; a mean is on the scale 1…5, a share on 0…1. Each was made from a
/// data set of the district's valid answers alone.
struct ReferenceRow {
  var file: String
  var item: String
  /// The code of the district, nil for the whole city.
  var unit: String?
  var statistic: Statistic
  var answered: Int
  var estimate: Double
  var lower: Double
  var upper: Double
  /// The interval's method, by the name that a study gives it.
  var interval: String

  enum Statistic: String, CaseIterable {
    case mean = "mean_1to5"
    case share = "prop_top2"

    var profile: String {
      switch self {
      case .mean: "mean-score"
      case .share: "top-two-box"
      }
    }

    /// What 1 is on the scale of a scoring profile.
    var scale: Double {
      switch self {
      case .mean: 5
      case .share: 1
      }
    }
  }

  /// Half a unit of the last decimal that is printed.
  static let tolerance = 0.000_05 + 1e-9

  /// The rows for one file of answers.
  static func all(of file: String) throws -> [ReferenceRow] {
    let bytes = [UInt8](try Data(contentsOf: RealData.url(KansasCity.reference)))
    var reader = RecordReader(bytes, dialect: .detected(in: bytes))
    var rows: [ReferenceRow] = []
    while let step = reader.next() {
      try #require(step == .record)
      let fields = (0..<reader.fieldCount).map { reader.string($0) ?? "" }
      guard fields[0] == file else { continue }
      rows.append(try ReferenceRow(fields))
    }
    return rows
  }

  private init(_ fields: [String]) throws {
    file = fields[0]
    item = fields[1]
    unit = fields[2] == "ALL" ? nil : String(fields[2].dropFirst("CD".count))
    statistic = try #require(Statistic(rawValue: fields[3]))
    answered = try #require(Int(fields[4]))
    estimate = try #require(Double(fields[5]))
    lower = try #require(Double(fields[6]))
    upper = try #require(Double(fields[7]))
    let isWald = fields[8].hasSuffix("Wald normal 95%")
    try #require(isWald || fields[8] == "Wilson 95%")
    interval = isWald ? "normal" : "wilson"
  }

  /// The row's name in messages.
  var name: String { "\(item) \(unit ?? "all") \(statistic.rawValue) \(interval)" }
}
