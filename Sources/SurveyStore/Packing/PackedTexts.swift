internal import SurveyModel

/// Texts: numbers behind a common beginning, or a list of the different texts and positions in it.
///
/// | first byte | then |
/// |---|---|
/// | 0, listed | how many texts (32 bits); ``PackedIntegers`` of the lengths in bytes that each shares with the one before; of the lengths of the rest; the rests in UTF-8; of each row's position in the list, −1 where there is no text |
/// | 1, numbered | the length of the beginning (32 bits) and its UTF-8; the number of digits (8 bits), 0 where they differ; ``PackedIntegers`` of the numbers |
enum PackedTexts {
  private enum Shape: UInt8 {
    case listed, numbered
  }

  /// Appends the texts of rows.
  static func encode(_ column: TextColumn, rows: some Collection<Int>, into bytes: inout [UInt8]) {
    // The different texts that these rows have, in the order of the rows.
    let used = rows.lazy.map { column.indices[$0] }
    let lowest = Int(used.lazy.filter { $0 >= 0 }.min() ?? 0)
    let span = Int(used.max() ?? -1) - lowest + 1
    var numbers = [Int64](repeating: -1, count: max(0, span))
    var texts: [String] = []
    var positions: [Int64] = []
    positions.reserveCapacity(rows.count)
    for index in used {
      guard index >= 0 else {
        positions.append(-1)
        continue
      }
      let slot = Int(index) - lowest
      if numbers[slot] < 0 {
        numbers[slot] = Int64(texts.count)
        texts.append(column.values[Int(index)])
      }
      positions.append(numbers[slot])
    }
    if texts.count == rows.count, texts.count > 1, let run = NumberedTexts(texts) {
      bytes.append(Shape.numbered.rawValue)
      bytes.append(littleEndian: UInt32(run.beginning.count))
      bytes += run.beginning
      bytes.append(UInt8(run.digits))
      PackedIntegers.encode(run.numbers, into: &bytes)
      return
    }
    bytes.append(Shape.listed.rawValue)
    bytes.append(littleEndian: UInt32(texts.count))
    var shared: [Int64] = []
    var lengths: [Int64] = []
    var rests: [UInt8] = []
    var last: [UInt8] = []
    for text in texts {
      let own = Array(text.utf8)
      let common = zip(last, own).prefix { $0 == $1 }.count
      shared.append(Int64(common))
      lengths.append(Int64(own.count - common))
      rests += own[common...]
      last = own
    }
    PackedIntegers.encode(shared, into: &bytes)
    PackedIntegers.encode(lengths, into: &bytes)
    bytes += rests
    PackedIntegers.encode(positions, into: &bytes)
  }

  /// The texts of the next `count` rows; nil where there are none.
  static func decode(_ reader: inout ByteReader, count: Int) -> TextColumn? {
    guard let raw: UInt8 = reader.next(), let shape = Shape(rawValue: raw) else { return nil }
    switch shape {
    case .listed: return listed(&reader, count: count)
    case .numbered: return numbered(&reader, count: count)
    }
  }

  private static func listed(_ reader: inout ByteReader, count: Int) -> TextColumn? {
    guard let textCount: UInt32 = reader.next(), Int(textCount) <= count,
      let shared = PackedIntegers.decode(&reader, count: Int(textCount)),
      let lengths = PackedIntegers.decode(&reader, count: Int(textCount))
    else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(shared.count)
    var last: [UInt8] = []
    for (common, length) in zip(shared, lengths) {
      guard (0...Int64(last.count)).contains(common),
        (0...Int64(reader.remaining)).contains(length),
        let range = reader.range(of: Int(length))
      else { return nil }
      last.removeSubrange(Int(common)...)
      last += reader.bytes[range]
      guard let text = String(validating: last, as: UTF8.self) else { return nil }
      texts.append(text)
    }
    guard
      let indices = PackedIntegers.decode(&reader, count: count, in: -1...(Int32(textCount) - 1))
    else { return nil }
    return TextColumn(values: texts, indices: indices)
  }

  private static func numbered(_ reader: inout ByteReader, count: Int) -> TextColumn? {
    guard let length: UInt32 = reader.next(), let range = reader.range(of: Int(length)),
      String(validating: reader.bytes[range], as: UTF8.self) != nil,
      let digits: UInt8 = reader.next(), Int(digits) <= NumberedTexts.mostDigits
    else { return nil }
    let run = NumberedTexts(
      beginning: Array(reader.bytes[range]), digits: Int(digits),
      numbers: PackedIntegers.decode(&reader, count: count) ?? [])
    guard run.numbers.count == count, let texts = run.texts else { return nil }
    return TextColumn(values: texts, indices: Array(0..<Int32(count)))
  }
}

/// Different texts that are numbers behind a common beginning, such as P000000001, P000000002, ….
struct NumberedTexts {
  /// A number of so many digits fits into 64 bits.
  static let mostDigits = 18

  var beginning: [UInt8]
  /// How many digits every text has, 0 where they differ and no number begins with a zero.
  var digits: Int
  var numbers: [Int64]

  init(beginning: [UInt8], digits: Int, numbers: [Int64]) {
    self.beginning = beginning
    self.digits = digits
    self.numbers = numbers
  }

  /// Nil where the texts are something else.
  init?(_ texts: [String]) {
    guard let first = texts.first else { return nil }
    let own = Array(first.utf8)
    let digitCount = min(own.reversed().prefix { NumberedTexts.isDigit($0) }.count, Self.mostDigits)
    guard digitCount > 0 else { return nil }
    let count = own.count - digitCount
    var numbers: [Int64] = []
    numbers.reserveCapacity(texts.count)
    var isPadded = true
    var isPlain = true
    for text in texts {
      var number: Int64 = 0
      var position = 0
      for byte in text.utf8 {
        if position < count {
          guard byte == own[position] else { return nil }
        } else {
          guard NumberedTexts.isDigit(byte), position - count < Self.mostDigits else { return nil }
          if position > count, number == 0 { isPlain = false }
          number = number * 10 + Int64(byte - 0x30)
        }
        position += 1
      }
      guard position > count else { return nil }
      if position != own.count { isPadded = false }
      numbers.append(number)
    }
    guard isPadded || isPlain else { return nil }
    self.init(
      beginning: Array(own[..<count]), digits: isPadded ? digitCount : 0, numbers: numbers)
  }

  /// The texts, nil where a number has more digits than there are.
  var texts: [String]? {
    var texts: [String] = []
    texts.reserveCapacity(numbers.count)
    var bytes = beginning
    for number in numbers {
      guard number >= 0 else { return nil }
      bytes.removeSubrange(beginning.count...)
      var rest = number
      repeat {
        bytes.append(0x30 + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      let written = bytes.count - beginning.count
      guard digits == 0 || written <= digits else { return nil }
      for _ in written..<max(written, digits) { bytes.append(0x30) }
      bytes[beginning.count...].reverse()
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
