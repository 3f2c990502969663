/// The keys read so far, each with the place of the record that has it first.
///
/// While keys rise, shorter ones first, no key can come twice and none is looked up.
struct KeyLedger {
  private var keys: [String] = []
  private var places: [Place] = []
  private var known: [String: Place]?

  /// Where a record stands.
  struct Place: Hashable {
    var record: Int32
    var line: Int32

    init(record: Int, line: Int) {
      self.record = Int32(truncatingIfNeeded: record)
      self.line = Int32(truncatingIfNeeded: line)
    }
  }

  /// Where the record stands that has the key already; nil where it is new.
  mutating func first(_ key: String, at place: Place) -> Place? {
    if known == nil, keys.last.map({ KeyLedger.rises(from: $0, to: key) }) ?? true {
      keys.append(key)
      places.append(place)
      return nil
    }
    if known == nil {
      known = Dictionary(uniqueKeysWithValues: zip(keys, places))
      keys = []
      places = []
    }
    if let first = known?[key] { return first }
    known?[key] = place
    return nil
  }

  private static func rises(from last: String, to next: String) -> Bool {
    let (own, other) = (last.utf8.count, next.utf8.count)
    return own != other ? own < other : last < next
  }
}
