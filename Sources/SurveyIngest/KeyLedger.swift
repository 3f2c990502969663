/// The keys read so far, each with the record that has it first.
///
/// While keys rise, shorter ones first, no key can come twice and none is looked up.
struct KeyLedger {
  private var keys: [String] = []
  private var records: [Int32] = []
  private var known: [String: Int32]?

  /// The record that has the key already; nil where it is new.
  mutating func first(_ key: String, record: Int) -> Int? {
    if known == nil, keys.last.map({ KeyLedger.rises(from: $0, to: key) }) ?? true {
      keys.append(key)
      records.append(Int32(truncatingIfNeeded: record))
      return nil
    }
    if known == nil {
      known = Dictionary(uniqueKeysWithValues: zip(keys, records))
      keys = []
      records = []
    }
    if let first = known?[key] { return Int(first) }
    known?[key] = Int32(truncatingIfNeeded: record)
    return nil
  }

  private static func rises(from last: String, to next: String) -> Bool {
    let (own, other) = (last.utf8.count, next.utf8.count)
    return own != other ? own < other : last < next
  }
}
