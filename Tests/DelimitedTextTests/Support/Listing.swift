import DelimitedText

/// One step of a reader with all that it says of it.
enum Listed: Hashable {
  case record([String], lines: ClosedRange<Int>)
  case fault(RecordFault.Kind, lines: ClosedRange<Int>, at: Int)
}

/// Everything a reader finds in `text`; fields that are not UTF-8 stand as "?".
func listing(
  _ text: some Sequence<UInt8>, dialect: Dialect = .comma,
  limits: RecordReader.Limits = RecordReader.Limits()
) -> [Listed] {
  var reader = RecordReader(Array(text), dialect: dialect, limits: limits)
  var steps: [Listed] = []
  while let step = reader.next() {
    switch step {
    case .record:
      let fields = (0..<reader.fieldCount).map { reader.string($0) ?? "?" }
      steps.append(.record(fields, lines: reader.lines))
    case .fault(let fault):
      steps.append(.fault(fault.kind, lines: fault.lines, at: fault.byteOffset))
    }
  }
  return steps
}

/// The fields of every record of `text`, without their places and without faults.
func fields(_ text: some Sequence<UInt8>, dialect: Dialect = .comma) -> [[String]] {
  listing(text, dialect: dialect).compactMap {
    if case .record(let fields, _) = $0 { fields } else { nil }
  }
}
