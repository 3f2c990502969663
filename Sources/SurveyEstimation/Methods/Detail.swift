extension EstimateTable {
  /// Further numbers of a method, as a table of their own.
  public struct Detail: Hashable, Sendable {
    /// One field.
    public enum Value: Hashable, Sendable {
      /// A text.
      case text(String)
      /// Several texts.
      case texts([String])
      /// A number; NaN where there is none.
      case number(Double)
      /// A count.
      case count(Int)
      /// A group.
      case domain([DomainValue])
    }

    /// What it holds, as JSON calls it: `tests`, `reliability`, `importance` and so on.
    public var name: String
    /// The names of the fields.
    public var columns: [String]
    /// The rows, each with a field per column.
    public var records: [[Value]]

    /// The number of a field; nil where it holds none.
    public func number(_ column: String, row: Int) -> Double? {
      guard let index = columns.firstIndex(of: column) else { return nil }
      switch records[row][index] {
      case .number(let number): return number
      case .count(let count): return Double(count)
      case .text, .texts, .domain: return nil
      }
    }
  }

  /// Adds the rows of a method, to those that are there under the same name.
  mutating func add(_ detail: Detail) {
    if let index = details.firstIndex(where: { $0.name == detail.name }) {
      details[index].records += detail.records
    } else {
      details.append(detail)
    }
  }

  /// Tests and details, in the order in which they are shown.
  var blocks: [Detail] {
    guard !tests.isEmpty else { return details }
    let isAdjusted = tests.contains { $0.adjustedPValue != nil }
    let block = Detail(
      name: "tests",
      columns: [
        "test", "form", "variables", "domain", "statistic", "numeratorDf", "denominatorDf", "scale",
        "pValue",
      ] + (isAdjusted ? ["adjustedPValue"] : []) + ["estimate", "standardError"],
      records: tests.map { test in
        [
          .text(test.test), .text(test.form), .texts(test.variables), .domain(test.domain),
          .number(test.statistic), .number(test.numeratorDegreesOfFreedom),
          .number(test.denominatorDegreesOfFreedom), .number(test.scale), .number(test.pValue),
        ] + (isAdjusted ? [.number(test.adjustedPValue ?? .nan)] : []) + [
          .number(test.estimate ?? .nan), .number(test.standardError ?? .nan),
        ]
      })
    return [block] + details
  }
}
