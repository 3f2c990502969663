/// Up to 16 digits with at most one point among them.
@inline(__always)
func plainDecimal(
  _ text: UnsafeMutablePointer<UInt8>, _ count: Int
) -> (mantissa: Int64, places: Int, digits: Int)? {
  if count <= 8 {
    // The digits move to the high end; zeros fill the rest.
    let gap = UInt64(8 &* (8 &- count))
    let word = unsafe firstBytes(text, count)
    let (digits, place) = withoutPoint((word ^ (zeros &>> gap)) &<< gap)
    guard let mantissa = eightDigits(digits), count > 0 else { return nil }
    guard let place else { return (mantissa, 0, count) }
    let before = place &- (8 &- count)
    let places = 7 &- place
    return before > 0 && places > 0 ? (mantissa, places, count &- 1) : nil
  }
  var mantissa: Int64 = 0
  var point = -1
  var index = 0
  while index < count {
    let digit = unsafe text[index] &- 0x30
    if digit < 10 {
      mantissa = mantissa &* 10 &+ Int64(digit)
    } else if digit == 0xFE, point < 0, index > 0 {
      point = index
    } else {
      return nil
    }
    index &+= 1
  }
  if point < 0 { return (mantissa, 0, count) }
  let places = count &- point &- 1
  return places > 0 ? (mantissa, places, count &- 1) : nil
}

/// Eight characters "0".
let zeros: UInt64 = 0x3030_3030_3030_3030

/// Takes the first point out of eight bytes less "0" each, so that a zero stands first; and its place.
@inline(__always)
func withoutPoint(_ word: UInt64) -> (digits: UInt64, place: Int?) {
  // A point less "0" by exclusive or is 0x1E, which no digit is.
  let marked = word ^ 0x1E1E_1E1E_1E1E_1E1E
  let found = (marked &- 0x0101_0101_0101_0101) & ~marked & 0x8080_8080_8080_8080
  guard found != 0 else { return (word, nil) }
  let place = found.trailingZeroBitCount &>> 3
  // What stands before the point moves up by one.
  let below = word & ((1 as UInt64) &<< UInt64(8 &* place) &- 1)
  let above = place == 7 ? 0 : word & (UInt64.max &<< UInt64(8 &* (place &+ 1)))
  return (above | below &<< 8, place)
}

/// The number of eight digits 0…9, the first lowest; nil where a byte is no digit.
@inline(__always)
func eightDigits(_ word: UInt64) -> Int64? {
  guard (word | (word &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
  let pairs = word &* 10 &+ (word &>> 8)
  let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let high = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return Int64((low &+ high) &>> 32)
}
