internal import Foundation
internal import SurveyModel

/// A column of a table as the bytes of one SQLite blob: little-endian, no padding.
///
/// Closed: one byte a row. Number: IEEE doubles. Integer: 32 bits. Text: the number of different
/// texts (32 bits), each text as its length (32 bits) and UTF-8, then 32 bits a row.
enum ColumnBlob {
  static func encode(_ column: ResponseTable.Column) -> Data {
    switch column {
    case .closed(let codes): return Data(codes)
    case .number(let values):
      var data = Data(capacity: values.count * 8)
      for value in values { append(value.bitPattern, to: &data) }
      return data
    case .integer(let values):
      var data = Data(capacity: values.count * 4)
      for value in values { append(UInt32(bitPattern: value), to: &data) }
      return data
    case .text(let texts):
      var data = Data()
      append(UInt32(texts.values.count), to: &data)
      for text in texts.values {
        append(UInt32(text.utf8.count), to: &data)
        data.append(contentsOf: text.utf8)
      }
      for index in texts.indices { append(UInt32(bitPattern: index), to: &data) }
      return data
    }
  }

  /// The column, or nil where the bytes do not hold `rowCount` values of this kind.
  static func decode(
    _ data: Data, kind: ColumnLayout.Kind, rowCount: Int
  ) -> ResponseTable.Column? {
    var reader = ByteReader(bytes: [UInt8](data))
    switch kind {
    case .closed(let optionCount):
      guard reader.bytes.count == rowCount,
        reader.bytes.allSatisfy({ Int($0) < optionCount || MissingKind(code: $0) != nil })
      else { return nil }
      return .closed(reader.bytes)
    case .number:
      guard reader.bytes.count % 8 == 0, reader.bytes.count / 8 == rowCount else { return nil }
      return .number((0..<rowCount).map { _ in Double(bitPattern: reader.next(UInt64.self) ?? 0) })
    case .integer:
      guard reader.bytes.count % 4 == 0, reader.bytes.count / 4 == rowCount else { return nil }
      return .integer((0..<rowCount).map { _ in Int32(bitPattern: reader.next(UInt32.self) ?? 0) })
    case .text:
      guard let count = reader.next(UInt32.self), Int(count) <= reader.bytes.count else {
        return nil
      }
      var values: [String] = []
      for _ in 0..<count {
        guard let length = reader.next(UInt32.self), let text = reader.text(Int(length)) else {
          return nil
        }
        values.append(text)
      }
      var indices: [Int32] = []
      for _ in 0..<rowCount {
        guard let raw = reader.next(UInt32.self) else { return nil }
        let index = Int32(bitPattern: raw)
        guard index >= -1, Int(index) < values.count else { return nil }
        indices.append(index)
      }
      return reader.isAtEnd ? .text(TextColumn(values: values, indices: indices)) : nil
    }
  }

  private static func append(_ value: some FixedWidthInteger, to data: inout Data) {
    var rest = value
    for _ in 0..<(value.bitWidth / 8) {
      data.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// Reads little-endian integers and texts from bytes, never past their end.
private struct ByteReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func next<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let width = Value.bitWidth / 8
    guard offset + width <= bytes.count else { return nil }
    var value: Value = 0
    for position in 0..<width {
      value |= Value(truncatingIfNeeded: bytes[offset + position]) << Value(8 * position)
    }
    offset += width
    return value
  }

  mutating func text(_ length: Int) -> String? {
    guard offset + length <= bytes.count else { return nil }
    defer { offset += length }
    return String(validating: bytes[offset..<(offset + length)], as: UTF8.self)
  }
}
