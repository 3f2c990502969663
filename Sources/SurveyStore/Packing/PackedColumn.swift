internal import SurveyModel

/// A column of a block of rows as bytes.
///
/// The number of rows comes first (32 bits), then, by the kind of column:
/// - closed: how many different codes there are, less one (8 bits); the codes, rising, a byte each; for
///   each row the position of its code among them, in as few bits as hold every position;
/// - integer: ``PackedIntegers``;
/// - number: ``PackedNumbers``;
/// - text: ``PackedTexts``.
enum PackedColumn {
  /// A block has fewer rows than this.
  static let rowLimit = 1 << 20

  /// The bytes of some rows of a column.
  static func encode(_ column: ResponseTable.Column, rows: some Collection<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt32(rows.count))
    switch column {
    case .closed(let codes): encode(codes, rows: rows, into: &bytes)
    case .integer(let values):
      PackedIntegers.encode(rows.map { Int64(values[$0]) }, into: &bytes)
    case .number(let values):
      PackedNumbers.encode(rows.map { values[$0] }, into: &bytes)
    case .text(let texts): PackedTexts.encode(texts, rows: rows, into: &bytes)
    }
    return bytes
  }

  /// The column, or nil where the bytes do not hold `rowCount` values of this kind.
  static func decode(
    _ bytes: [UInt8], kind: ColumnLayout.Kind, rowCount: Int
  ) -> ResponseTable.Column? {
    var reader = ByteReader(bytes)
    guard let count: UInt32 = reader.next(), Int(count) == rowCount, rowCount < rowLimit else {
      return nil
    }
    let column: ResponseTable.Column?
    switch kind {
    case .closed(let optionCount):
      column = codes(&reader, count: rowCount, optionCount: optionCount).map { .closed($0) }
    case .integer:
      column = PackedIntegers.decode(&reader, count: rowCount, in: Int32.min...Int32.max)
        .map { .integer($0) }
    case .number:
      column = PackedNumbers.decode(&reader, count: rowCount).map { .number($0) }
    case .text: column = PackedTexts.decode(&reader, count: rowCount).map { .text($0) }
    }
    return reader.isAtEnd ? column : nil
  }

  private static func encode(
    _ codes: [UInt8], rows: some Collection<Int>, into bytes: inout [UInt8]
  ) {
    var isUsed = [Bool](repeating: false, count: 256)
    for row in rows { isUsed[Int(codes[row])] = true }
    let different = isUsed.indices.filter { isUsed[$0] }
    guard !different.isEmpty else { return }
    bytes.append(UInt8(different.count - 1))
    var positions = [UInt64](repeating: 0, count: 256)
    for (position, code) in different.enumerated() {
      bytes.append(UInt8(code))
      positions[code] = UInt64(position)
    }
    BitPacking.pack(
      rows, of: codes, table: positions,
      width: BitPacking.width(holding: UInt64(different.count - 1)), into: &bytes)
  }

  private static func codes(
    _ reader: inout ByteReader, count: Int, optionCount: Int
  ) -> [UInt8]? {
    guard count > 0 else { return [] }
    guard let last: UInt8 = reader.next(), let listed = reader.range(of: Int(last) + 1) else {
      return nil
    }
    let different = reader.bytes[listed]
    // Behind the codes that there are the table goes on with one that there is not.
    guard different.allSatisfy({ Int($0) < optionCount || MissingKind(code: $0) != nil }) else {
      return nil
    }
    let lost = (UInt8.min...UInt8.max).first { !different.contains($0) } ?? 0
    let width = BitPacking.width(holding: UInt64(last))
    guard let range = reader.packed(count, width: width) else { return nil }
    guard width > 0 else { return Array(repeating: different[listed.lowerBound], count: count) }
    let table = Array(different) + Array(repeating: lost, count: 256 - different.count)
    let codes = BitPacking.unpack(
      reader.bytes, range, count: count, width: width, table: table)
    guard different.count < 1 << width else { return codes }
    var found: UInt8 = 0
    for code in codes { found |= code == lost ? 1 : 0 }
    return found == 0 ? codes : nil
  }
}
