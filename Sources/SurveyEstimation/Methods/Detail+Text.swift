internal import DelimitedText

extension EstimateTable.Detail {
  /// The member of the JSON object, name and array.
  var json: String {
    let lines = records.map { record in
      let pairs = zip(columns, record).map { "\($0.jsonQuoted): \($1.json)" }
      return "    {" + pairs.joined(separator: ", ") + "}"
    }
    return "  \(name.jsonQuoted): [\n" + lines.joined(separator: ",\n") + "\n  ]"
  }

  /// Writes the table as delimited text.
  func write(to writer: inout ExportWriter) {
    writer.write(texts: columns)
    for record in records { writer.write(record.map(\.cell)) }
  }

  /// The table in columns of text, numbers to six digits.
  var text: String {
    let fields = [columns] + records.map { $0.map { $0.field } }
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

  fileprivate var cell: ExportCell {
    switch self {
    case .number(let number): .number(number)
    case .count(let count): .integer(count)
    case .text, .texts, .domain: .text(field)
    }
  }

  fileprivate var field: String {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: " ")
    case .number(let number):
      number.isFinite ? number.rounded(toDigits: 6) : ""
    case .count(let count): "\(count)"
    case .domain(let domain): domain.map { "\($0.column)=\($0.value)" }.joined(separator: " ")
    }
  }
}
