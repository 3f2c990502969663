/// Integers as a progression, as distances from the smallest, or as steps from each to the next,
/// whichever takes the fewest bytes.
///
/// | first byte | then |
/// |---|---|
/// | 0, progression | first value and step, 64 bits each |
/// | 1, distances | the smallest value (64 bits), a width (8 bits), the packed distances from it |
/// | 2, steps | the first value and the smallest step (64 bits each), a width (8 bits), for each further value the packed distance of its step from the smallest |
///
/// Sums are taken modulo 2⁶⁴, so there are no values that cannot be packed.
enum PackedIntegers {
  private enum Shape: UInt8 {
    case progression, distances, steps
  }

  /// Appends integers.
  static func encode(_ values: [Int64], into bytes: inout [UInt8]) {
    let first = values.first ?? 0
    var (lowest, highest) = (first, first)
    var previous = first
    let firstStep = values.count > 1 ? values[1] &- first : 0
    var (lowestStep, highestStep) = (firstStep, firstStep)
    for value in values.dropFirst() {
      let step = value &- previous
      previous = value
      lowest = min(lowest, value)
      highest = max(highest, value)
      lowestStep = min(lowestStep, step)
      highestStep = max(highestStep, step)
    }
    // What a lazy map holds has to be constant, or every access to it would be checked.
    let (smallest, smallestStep) = (lowest, lowestStep)
    let width = BitPacking.width(holding: UInt64(bitPattern: highest &- lowest))
    let stepWidth = BitPacking.width(holding: UInt64(bitPattern: highestStep &- lowestStep))
    if stepWidth == 0 {
      bytes.append(Shape.progression.rawValue)
      bytes.append(littleEndian: first)
      bytes.append(littleEndian: firstStep)
    } else if width <= stepWidth {
      bytes.append(Shape.distances.rawValue)
      bytes.append(littleEndian: lowest)
      bytes.append(UInt8(width))
      BitPacking.pack(
        values.lazy.map { UInt64(bitPattern: $0 &- smallest) }, width: width, into: &bytes)
    } else {
      bytes.append(Shape.steps.rawValue)
      bytes.append(littleEndian: first)
      bytes.append(littleEndian: lowestStep)
      bytes.append(UInt8(stepWidth))
      BitPacking.pack(
        zip(values.dropFirst(), values).lazy.map {
          UInt64(bitPattern: $0 &- $1 &- smallestStep)
        }, width: stepWidth, into: &bytes)
    }
  }

  /// The next `count` integers, each as something else; nil where there are none.
  @inline(__always)
  static func decode<Value>(
    _ reader: inout ByteReader, count: Int, zero: Value, _ value: (Int64) -> Value
  ) -> [Value]? {
    guard let raw: UInt8 = reader.next(), let shape = Shape(rawValue: raw),
      let first: Int64 = reader.next()
    else { return nil }
    switch shape {
    case .progression:
      guard let step: Int64 = reader.next() else { return nil }
      var values = [Value](repeating: zero, count: count)
      for row in 0..<count { values[row] = value(first &+ Int64(row) &* step) }
      return values
    case .distances:
      guard let width: UInt8 = reader.next(),
        let range = reader.packed(count, width: Int(width))
      else { return nil }
      return BitPacking.unpack(reader.bytes, range, count: count, width: Int(width), zero: zero) {
        value(first &+ Int64(bitPattern: $0))
      }
    case .steps:
      guard count > 0, let lowest: Int64 = reader.next(), let width: UInt8 = reader.next(),
        let range = reader.packed(count - 1, width: Int(width))
      else { return nil }
      var last = first
      let rest = BitPacking.unpack(
        reader.bytes, range, count: count - 1, width: Int(width), zero: zero
      ) { distance in
        last = last &+ lowest &+ Int64(bitPattern: distance)
        return value(last)
      }
      return [value(first)] + rest
    }
  }

  /// The next `count` integers; nil where there are none.
  static func decode(_ reader: inout ByteReader, count: Int) -> [Int64]? {
    decode(&reader, count: count, zero: 0) { $0 }
  }

  /// The next `count` integers, all from `range`; nil where there are none or others.
  static func decode(
    _ reader: inout ByteReader, count: Int, in range: ClosedRange<Int32>
  ) -> [Int32]? {
    var isWithin = true
    let bounds = Int64(range.lowerBound)...Int64(range.upperBound)
    let values = decode(&reader, count: count, zero: Int32(0)) { value in
      if !bounds.contains(value) { isWithin = false }
      return Int32(truncatingIfNeeded: value)
    }
    return isWithin ? values : nil
  }
}
