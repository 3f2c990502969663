internal import CReadStat

/// A value as ReadStat delivers it, its text not yet decoded.
enum RawValue: Hashable {
  case number(Double)
  case text([UInt8])
  case tagged(UInt8)
  case systemMissing

  init(_ value: readstat_value_t) {
    if unsafe readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
      self = unsafe .text(ReadStat.bytes(readstat_string_value(value)))
    } else if unsafe readstat_value_is_tagged_missing(value) != 0 {
      self = unsafe .tagged(UInt8(bitPattern: readstat_value_tag(value)))
    } else {
      let number = unsafe readstat_double_value(value)
      self = number.isNaN ? .systemMissing : .number(number)
    }
  }

  /// The value with its text decoded; nil where the text is not in the encoding.
  ///
  /// A number that is none has no value either; it is given as not a number, which equals nothing.
  func decoded(by decoder: TextDecoder) -> StatisticalValue? {
    switch self {
    case .number(let number): .number(number)
    case .text(let bytes): decoder.text(bytes).map { .text($0) }
    case .tagged(let tag): .tagged(Character(UnicodeScalar(tag)))
    case .systemMissing: .number(.nan)
    }
  }
}
