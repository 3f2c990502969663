enum Kind: UInt8 {
  case unread, text, keptText, code, label, number, key, keptKey, irregular
}

/// What the callbacks write to.
@safe
struct ScanSink {
  /// What the next field is decoded with; behind the last field stands one that is never plain.
  var next: UnsafeMutablePointer<Slot>
  var row = 0
  var end: UnsafeMutablePointer<Slot>
  var fieldCount: Int
  var isIrregular = false
  var isNotUTF8 = false
  var slots: UnsafeMutablePointer<Slot>
  var irregular: UnsafeMutablePointer<Int32>
  var irregularCount = 0
  var kept: UnsafeMutablePointer<UInt8>
  var keptBytes = 0
  var keptCapacity = 1 << 16
  var keeps: Bool
  var keys = KeyOrder()
  /// 10⁰ … 10¹⁶, exactly.
  var powers: UnsafeMutablePointer<Double>

  init(_ fields: [FieldDecoding], rows: Int) {
    fieldCount = fields.count
    unsafe slots = .allocate(capacity: fields.count + 1)
    unsafe next = slots
    unsafe end = slots + fields.count
    keeps = false
    unsafe powers = .allocate(capacity: 17)
    var power = 1.0
    for exponent in 0...16 {
      unsafe (powers + exponent).initialize(to: power)
      power *= 10
    }
    unsafe irregular = .allocate(capacity: rows)
    unsafe irregular.initialize(repeating: 0, count: rows)
    unsafe kept = .allocate(capacity: keptCapacity)
    unsafe kept.initialize(repeating: 0, count: keptCapacity)
    for (position, field) in fields.enumerated() {
      unsafe (slots + position).initialize(to: Slot(field, rows: rows))
      switch field {
      case .text(isKept: true), .key(isKept: true, isOnly: _): keeps = true
      default: break
      }
    }
    unsafe end.initialize(to: Slot(.irregular, rows: 1))
  }

  /// Makes room for the bytes of kept texts that `count` bytes of text can yield.
  mutating func makeRoom(for count: Int) {
    guard keeps, keptBytes + count > keptCapacity else { return }
    let capacity = max(2 * keptCapacity, keptBytes + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.initialize(repeating: 0, count: capacity)
    unsafe larger.update(from: kept, count: keptBytes)
    unsafe kept.deallocate()
    unsafe kept = larger
    keptCapacity = capacity
  }

  func deallocate() {
    for field in 0...fieldCount { unsafe slots[field].deallocate() }
    unsafe slots.deallocate()
    unsafe irregular.deallocate()
    unsafe kept.deallocate()
    unsafe powers.deallocate()
  }
}

struct KeptRange {
  var start: UInt32 = 0
  var count: UInt32 = 0
}

/// What one field is decoded with, and where to.
@safe
struct Slot {
  /// For each byte what a field of just that byte stands for: 256 bytes, unknown in fields without codes.
  var single: UnsafeMutablePointer<UInt8>
  var bytes: UnsafeMutablePointer<UInt8>
  let kind: Kind
  /// What an empty field stands for, unknown in fields without codes.
  var blank = CodeDecoding.unknown
  var labels: UnsafeMutablePointer<Int32>
  var numbers: UnsafeMutablePointer<Double>
  var ranges: UnsafeMutablePointer<KeptRange>
  var wordKeys: UnsafeMutablePointer<UInt64>
  var wordCodes: UnsafeMutablePointer<UInt8>
  var wordCount = 0
  var minimum = 0.0
  var maximum = 0.0
  var isInteger = false
  var isRequired = false
  var isOnlyKey = false
  var exceptions: UnsafeMutablePointer<Double>
  var exceptionCount = 0
  /// Of a label field.
  var names = LabelNames()

  init(_ field: FieldDecoding, rows: Int) {
    var (codes, words): ([UInt8], [(key: UInt64, code: UInt8)]) = ([], [])
    var isIn = [Kind.code: false]
    var exceptionNumbers: [Double] = []
    switch field {
    case .unread:
      kind = .unread
      // Any one character of ASCII will do; what is written of it is never read.
      codes = (0..<128).map { _ in 0 }
    case .text(let isKept): kind = isKept ? .keptText : .text
    case .code(let decoding):
      kind = .code
      codes = decoding.single
      words = decoding.words
      blank = decoding.blank
    case .label: kind = .label
    case .number(let decoding):
      kind = .number
      minimum = decoding.range.lowerBound
      maximum = decoding.range.upperBound
      isInteger = decoding.isInteger
      isRequired = decoding.isRequired
      exceptionNumbers = decoding.exceptions
    case .key(let isKept, let isOnly):
      kind = isKept ? .keptKey : .key
      isOnlyKey = isOnly
    case .irregular: kind = .irregular
    }
    isIn[kind] = true
    func room<Value: ExpressibleByIntegerLiteral>(_ kinds: Kind...) -> UnsafeMutablePointer<Value> {
      let count = kinds.contains { isIn[$0] ?? false } ? rows : 1
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: count)
      unsafe memory.initialize(repeating: 0, count: count)
      return unsafe memory
    }
    unsafe bytes = room(.code, .unread)
    unsafe labels = room(.label)
    unsafe numbers = room(.number)
    exceptionCount = exceptionNumbers.count
    unsafe exceptions = .allocate(capacity: max(1, exceptionCount))
    for (position, number) in exceptionNumbers.enumerated() {
      unsafe (exceptions + position).initialize(to: number)
    }
    let kept = kind == .keptText || kind == .keptKey ? rows : 1
    unsafe ranges = .allocate(capacity: kept)
    unsafe ranges.initialize(repeating: KeptRange(), count: kept)
    unsafe single = .allocate(capacity: 256)
    unsafe single.initialize(repeating: CodeDecoding.unknown, count: 256)
    for (byte, code) in codes.enumerated() { unsafe single[byte] = code }
    wordCount = words.count
    unsafe wordKeys = .allocate(capacity: max(1, words.count))
    unsafe wordCodes = .allocate(capacity: max(1, words.count))
    for (position, word) in words.enumerated() {
      unsafe (wordKeys + position).initialize(to: word.key)
      unsafe (wordCodes + position).initialize(to: word.code)
    }
  }

  func deallocate() {
    unsafe bytes.deallocate()
    unsafe labels.deallocate()
    unsafe numbers.deallocate()
    unsafe exceptions.deallocate()
    unsafe ranges.deallocate()
    unsafe single.deallocate()
    unsafe wordKeys.deallocate()
    unsafe wordCodes.deallocate()
    names.deallocate()
  }
}
