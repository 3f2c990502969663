internal import DelimitedText
internal import SurveyModel

// What labels mean, asked once for each.
extension BlockDecoder {
  /// Asks the careful decoder about each label that a plain record is the first to have.
  ///
  /// - Parameter irregular: The records that are not plain.
  /// - Returns: These, and the records with a label that means nothing by itself.
  mutating func askLabels(besides irregular: [Int]) -> [Int] {
    var unclear: Set<Int> = []
    for (field, use) in uses {
      guard case .label = use else { continue }
      memories[field]?.extend(to: scanner.labelCount(of: field))
      guard let unknownCount = memories[field]?.unknownCount, unknownCount > 0 else { continue }
      let labels = scanner.labels(of: field)
      var isPlain = [Bool](repeating: true, count: labels.count)
      for row in irregular { isPlain[row] = false }
      var states = memories[field]?.states ?? []
      for (row, label) in labels.enumerated() where label >= 0 && isPlain[row] {
        if states[Int(label)] == .unasked {
          ask(Int(label), of: field)
          states = memories[field]?.states ?? states
        }
        if states[Int(label)] == .unclear { unclear.insert(row) }
      }
    }
    return unclear.isEmpty ? irregular : Set(irregular).union(unclear).sorted()
  }

  /// Asks the careful decoder what a label means, in a record that holds it alone.
  mutating func ask(_ label: Int, of field: Int) {
    guard let memory = memories[field] else { return }
    let quote = plan.dialect.quote
    var record = [UInt8](repeating: plan.dialect.delimiter, count: field) + [quote]
    for byte in scanner.text(of: label, field: field) {
      record += byte == quote ? [quote, quote] : [byte]
    }
    var reader = RecordReader(record + [quote], dialect: plan.dialect, firstLine: 2)
    guard case .record = reader.next(), reader.fieldCount == field + 1,
      decoder.decodeAlone(field, memory.steps, of: reader)
    else {
      memories[field]?.giveUp(on: label)
      return
    }
    memories[field]?.remember(
      label, codes: memory.columns.map { decoder.codes[$0] },
      numbers: memory.columns.map { decoder.numbers[$0] },
      texts: memory.columns.map { column in
        decoder.texts[column].map { texts[column].keep($0) } ?? -1
      })
  }
}
