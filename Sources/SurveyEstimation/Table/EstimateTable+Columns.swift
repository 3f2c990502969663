extension EstimateTable {
  /// A column of the table as CSV and text.
  struct Field {
    enum Value {
      case word(String?)
      case number(Double?)
      case count(Int?)
    }

    var name: String
    var shortName: String
    var isWord = false
    var value: (Row) -> Value
  }

  /// A key of the table as JSON.
  struct JSONColumn {
    var name: String
    var json: (Row) -> String
  }

  /// The columns of CSV and text.
  ///
  /// Those of one kind of row alone are there if there is such a row.
  var fields: [Field] {
    func word(_ name: String, _ value: @escaping (Row) -> String?) -> Field {
      Field(name: name, shortName: name, isWord: true) { .word(value($0)) }
    }
    func number(
      _ name: String, _ short: String, _ value: @escaping (Row) -> Double?
    ) -> Field {
      Field(name: name, shortName: short) { .number(value($0)) }
    }
    func count(_ name: String, _ value: @escaping (Row) -> Int?) -> Field {
      Field(name: name, shortName: name) { .count(value($0)) }
    }
    let by = rows.first?.domain.map(\.column) ?? []
    var fields = [word("statistic", \.statistic), word("variable", \.variable)]
    fields.append(word("category", \.category))
    fields += by.map { column in
      word(column) { row in row.domain.first { $0.column == column }?.value }
    }
    fields += [
      number("estimate", "estimate", \.estimate),
      number("standardError", "std.error", \.standardError),
      number("lower", "lower", \.lower), number("upper", "upper", \.upper),
      Field(name: "interval", shortName: "interval") { .word($0.interval) },
      number("degreesOfFreedom", "df", \.degreesOfFreedom),
      number("designEffect", "deff", \.designEffect), count("n", \.count),
    ]
    if has(\.probability) { fields.append(number("probability", "prob", \.probability)) }
    if has(\.differenceOf) { fields.append(word("differenceOf", \.differenceOf)) }
    if has(\.pValue) { fields.append(number("pValue", "p", \.pValue)) }
    if has(\.adjustedPValue) {
      fields.append(number("adjustedPValue", "p.adjusted", \.adjustedPValue))
    }
    if has(\.rank) {
      fields += [
        count("rank") { $0.rank?.estimate },
        count("rankLower") { $0.rank?.simultaneous.lowerBound },
        count("rankUpper") { $0.rank?.simultaneous.upperBound },
        count("rankMarginalLower") { $0.rank?.marginal.lowerBound },
        count("rankMarginalUpper") { $0.rank?.marginal.upperBound },
        count("rankJointLower") { $0.rank?.jointIntervals.lowerBound },
        count("rankJointUpper") { $0.rank?.jointIntervals.upperBound },
        count("tier") { $0.rank?.tier },
      ]
    }
    if has(\.note) { fields.append(word("note", \.note)) }
    return fields
  }

  /// The keys of a row in JSON.
  ///
  /// Those of one kind of row alone are there if there is such a row, and then in every row.
  var columns: [JSONColumn] {
    func word(_ name: String, _ value: @escaping (Row) -> String?) -> JSONColumn {
      JSONColumn(name: name) { value($0)?.jsonQuoted ?? "null" }
    }
    func number(_ name: String, _ value: @escaping (Row) -> Double?) -> JSONColumn {
      JSONColumn(name: name) { value($0)?.jsonText ?? "null" }
    }
    var columns = [
      word("statistic", \.statistic), word("variable", \.variable), word("category", \.category),
      JSONColumn(name: "domain") { row in
        let groups = row.domain.map { "\($0.column.jsonQuoted): \($0.value.jsonQuoted)" }
        return "{" + groups.joined(separator: ", ") + "}"
      },
      number("estimate", \.estimate), number("standardError", \.standardError),
      number("lower", \.lower), number("upper", \.upper), word("interval", \.interval),
      number("degreesOfFreedom", \.degreesOfFreedom), number("designEffect", \.designEffect),
      JSONColumn(name: "n") { "\($0.count)" },
    ]
    if has(\.probability) { columns.append(number("probability", \.probability)) }
    if has(\.differenceOf) { columns.append(word("differenceOf", \.differenceOf)) }
    if has(\.pValue) { columns.append(number("pValue", \.pValue)) }
    if has(\.adjustedPValue) { columns.append(number("adjustedPValue", \.adjustedPValue)) }
    if has(\.rank) { columns.append(JSONColumn(name: "rank") { $0.rank?.json ?? "null" }) }
    if has(\.note) { columns.append(word("note", \.note)) }
    return columns
  }

  private func has<Value>(_ key: (Row) -> Value?) -> Bool { rows.contains { key($0) != nil } }
}

extension EstimateTable.RankPlaces {
  fileprivate var json: String {
    func ends(_ places: ClosedRange<Int>) -> String {
      "\"lower\": \(places.lowerBound), \"upper\": \(places.upperBound)"
    }
    return "{\"estimate\": \(estimate), \(ends(simultaneous)), "
      + "\"marginal\": {\(ends(marginal))}, \"jointIntervals\": {\(ends(jointIntervals))}, "
      + "\"tier\": \(tier)}"
  }
}
