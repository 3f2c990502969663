internal import SurveyModel

extension ResponseTable {
  /// For each row a digest of everything but where it stood in its file.
  ///
  /// Two records of one form are told apart by it, so 64 bits (FNV-1a) are ample.
  ///
  /// - Complexity: O(*rows* × *columns*).
  func rowDigests() -> [Int64] {
    var digests = [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: rowCount)
    for (layout, column) in zip(layout.columns, columns)
    where layout.name != TableLayout.record && layout.name != TableLayout.line {
      switch column {
      case .closed(let codes):
        for row in 0..<rowCount { mix(codes[row], into: &digests[row]) }
      case .number(let values):
        for row in 0..<rowCount { mix(values[row].bitPattern, into: &digests[row]) }
      case .integer(let values):
        for row in 0..<rowCount { mix(UInt64(bitPattern: Int64(values[row])), into: &digests[row]) }
      case .text(let texts):
        let ofValue = texts.values.map { text in
          text.utf8.reduce(into: 0xCBF2_9CE4_8422_2325) { mix($1, into: &$0) }
        }
        for row in 0..<rowCount {
          let index = Int(texts.indices[row])
          mix(index < 0 ? 0 : ofValue[index], into: &digests[row])
        }
      }
    }
    return digests.map { Int64(bitPattern: $0) }
  }

  private func mix(_ byte: UInt8, into digest: inout UInt64) {
    digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private func mix(_ word: UInt64, into digest: inout UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      mix(UInt8(truncatingIfNeeded: word >> shift), into: &digest)
    }
  }
}
