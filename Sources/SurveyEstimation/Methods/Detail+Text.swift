extension EstimateTable.Detail {
  /// The member of the JSON object, name and array.
  var json: String {
    let lines = records.map { record in
      let pairs = zip(columns, record).map { "\($0.jsonQuoted): \($1.json)" }
      return "    {" + pairs.joined(separator: ", ") + "}"
    }
    return "  \(name.jsonQuoted): [\n" + lines.joined(separator: ",\n") + "\n  ]"
  }

  /// The table as comma-separated values.
  var csv: String {
    ([columns] + records.map { $0.map { $0.field(digits: nil) } }).map { record in
      record.map { EstimateTable.quoted($0) }.joined(separator: ",") + "\n"
    }.joined()
  }

  /// The table in columns of text, numbers to six digits.
  var text: String {
    let fields = [columns] + records.map { $0.map { $0.field(digits: 6) } }
    let widths = columns.indices.map { column in fields.map { $0[column].count }.max() ?? 0 }
    let isNumber = columns.indices.map { column in records.contains { $0[column].isNumber } }
    let lines = fields.map { record in
      record.enumerated().map { column, field in
        let space = String(repeating: " ", count: widths[column] - field.count)
        return isNumber[column] ? space + field : field + space
      }.joined(separator: "  ") + "\n"
    }
    return "\n\(name)\n" + lines.joined()
  }
}

extension EstimateTable.Detail.Value {
  fileprivate var isNumber: Bool {
    switch self {
    case .number, .count: true
    case .text, .texts, .domain: false
    }
  }

  fileprivate var json: String {
    switch self {
    case .text(let text): text.jsonQuoted
    case .texts(let texts): "[" + texts.map(\.jsonQuoted).joined(separator: ", ") + "]"
    case .number(let number): number.jsonText
    case .count(let count): "\(count)"
    case .domain(let domain):
      "{"
        + domain.map { "\($0.column.jsonQuoted): \($0.value.jsonQuoted)" }
        .joined(separator: ", ") + "}"
    }
  }

  fileprivate func field(digits: Int?) -> String {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: " ")
    case .number(let number):
      number.isFinite ? digits.map { number.rounded(toDigits: $0) } ?? "\(number)" : ""
    case .count(let count): "\(count)"
    case .domain(let domain): domain.map { "\($0.column)=\($0.value)" }.joined(separator: " ")
    }
  }
}
