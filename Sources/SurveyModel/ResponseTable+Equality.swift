extension ResponseTable.Column {
  /// Whether both hold the same values; missing numbers are alike, though NaN is not NaN.
  public static func == (left: ResponseTable.Column, right: ResponseTable.Column) -> Bool {
    switch (left, right) {
    case (.closed(let codes), .closed(let others)): codes == others
    case (.number(let values), .number(let others)):
      values.elementsEqual(others) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.integer(let values), .integer(let others)): values == others
    case (.text(let texts), .text(let others)): texts == others
    case (.closed, _), (.number, _), (.integer, _), (.text, _): false
    }
  }

  /// Hashes the values, all missing numbers alike.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .closed(let codes): hasher.combine(codes)
    case .number(let values): hasher.combine(values.map { $0.isNaN ? nil : $0 })
    case .integer(let values): hasher.combine(values)
    case .text(let texts): hasher.combine(texts)
    }
  }
}
