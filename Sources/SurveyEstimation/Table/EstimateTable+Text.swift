extension EstimateTable {
  /// The table as JSON, numbers in full precision; what is not a number is `null`.
  public var json: String {
    let lines = rows.map { "    " + $0.json }
    let matrix = covariance.map { row in
      "    [" + row.map { Self.number($0) }.joined(separator: ", ") + "]"
    }
    return """
      {
        "degreesOfFreedom": \(degreesOfFreedom),
        "estimates": [
      \(lines.joined(separator: ",\n"))
        ],
        "covariance": [
      \(matrix.joined(separator: ",\n"))
        ]\(blocks.map { ",\n" + $0.json }.joined())
      }

      """
  }

  /// The table as comma-separated values, one column for each column of `--by`.
  ///
  /// Tests and further numbers follow as tables with headers of their own, an empty line before each;
  /// without estimates the first of them is the first table.
  public var csv: String {
    ((rows.isEmpty ? [] : [estimatesCSV]) + blocks.map(\.csv)).joined(separator: "\n")
  }

  private var estimatesCSV: String {
    let by = rows.first?.domain.map(\.column) ?? []
    let header =
      ["statistic", "variable", "category"] + by + [
        "estimate", "standardError", "lower", "upper", "interval", "degreesOfFreedom",
        "designEffect", "n",
      ]
    let records = [header] + rows.map { $0.fields(by: by, digits: nil) }
    return records.map { record in
      record.map { Self.quoted($0) }.joined(separator: ",") + "\n"
    }.joined()
  }

  /// The table in columns of text, numbers to six digits; tests and further numbers follow.
  public var text: String {
    (rows.isEmpty ? "" : estimatesText) + blocks.map(\.text).joined()
  }

  private var estimatesText: String {
    let by = rows.first?.domain.map(\.column) ?? []
    let header =
      ["statistic", "variable", "category"] + by
      + ["estimate", "std.error", "lower", "upper", "interval", "df", "deff", "n"]
    let records = [header] + rows.map { $0.fields(by: by, digits: 6) }
    let widths = header.indices.map { column in records.map { $0[column].count }.max() ?? 0 }
    let names = 3 + by.count
    return records.map { record in
      let cells = record.enumerated().map { column, field in
        let space = String(repeating: " ", count: widths[column] - field.count)
        return column < names ? field + space : space + field
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  static func number(_ number: Double?) -> String {
    number.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null"
  }

  static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension EstimateTable.Row {
  fileprivate var json: String {
    let groups = domain.map { "\($0.column.jsonQuoted): \($0.value.jsonQuoted)" }
    let pairs: [(String, String)] = [
      ("statistic", statistic.jsonQuoted), ("variable", variable.jsonQuoted),
      ("category", category?.jsonQuoted ?? "null"),
      ("domain", "{" + groups.joined(separator: ", ") + "}"),
      ("estimate", EstimateTable.number(estimate)),
      ("standardError", EstimateTable.number(standardError)),
      ("lower", EstimateTable.number(lower)), ("upper", EstimateTable.number(upper)),
      ("interval", interval.jsonQuoted),
      ("degreesOfFreedom", EstimateTable.number(degreesOfFreedom)),
      ("designEffect", EstimateTable.number(designEffect)), ("n", "\(count)"),
    ]
    return "{" + pairs.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
  }

  fileprivate func fields(by columns: [String], digits: Int?) -> [String] {
    func text(_ number: Double?) -> String {
      guard let number, number.isFinite else { return "" }
      return digits.map { number.rounded(toDigits: $0) } ?? "\(number)"
    }
    let groups = columns.map { column in
      domain.first { $0.column == column }?.value ?? ""
    }
    return [statistic, variable, category ?? ""] + groups + [
      text(estimate), text(standardError), text(lower), text(upper), interval,
      text(degreesOfFreedom), text(designEffect), "\(count)",
    ]
  }
}
