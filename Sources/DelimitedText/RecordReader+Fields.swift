// Fields are numbered from 0. Asking for a field or a byte that is not there is a mistake of the
// caller and stops the program. The hottest of these are inlinable: a closed answer is looked up
// once for each cell of a survey.
extension RecordReader {
  /// The number of fields in the record; 0 after a fault.
  @inlinable
  public var fieldCount: Int { fields.count }

  /// The length of a field, without quotes and with doubled quotes counted once.
  @inlinable
  public func byteCount(of field: Int) -> Int { fields.range(of: field).count }

  /// One byte of a field.
  @inlinable
  public func byte(_ index: Int, of field: Int) -> UInt8 { fields.byte(index, of: field) }

  /// Whether a field was empty or blank and not quoted: no answer, where `""` is an empty one.
  @inlinable
  public func isNull(_ field: Int) -> Bool { fields.isNull(field) }

  /// Whether a field is empty or holds only spaces and TABs.
  public func isBlank(_ field: Int) -> Bool {
    (0..<byteCount(of: field)).allSatisfy { byte($0, of: field).isBlank }
  }

  /// A field of up to 7 bytes as one integer, so that a code is looked up without a `String`.
  ///
  /// The bytes stand in the low 56 bits, the first lowest, and their number in the top byte; so
  /// two fields have the same key exactly when they have the same bytes.
  ///
  /// - Parameter field: The field, from 0.
  /// - Returns: The same key as ``packed(_:)-swift.type.method`` makes; nil beyond 7 bytes.
  /// - Complexity: O(1).
  @inlinable
  public func packed(_ field: Int) -> UInt64? {
    let count = byteCount(of: field)
    guard count <= 7 else { return nil }
    let mask = (1 as UInt64) << UInt64(8 * count) &- 1
    return fields.firstEightBytes(of: field) & mask | UInt64(count) << 56
  }

  /// The key of up to 7 bytes, as a field that holds them would have it.
  ///
  /// - Parameter bytes: The bytes of a code, such as `"A1".utf8`.
  /// - Returns: The key; nil beyond 7 bytes.
  public static func packed(_ bytes: some Collection<UInt8>) -> UInt64? {
    let count = bytes.count
    guard count <= 7 else { return nil }
    var key = UInt64(count) << 56
    for (index, byte) in bytes.enumerated() { key |= UInt64(byte) << UInt64(8 * index) }
    return key
  }

  /// A copy of a field's bytes.
  public func bytes(of field: Int) -> [UInt8] { fields.bytes(of: field) }

  /// A field as text; nil when it is not UTF-8.
  ///
  /// Nothing is replaced, and nothing normalised.
  public func string(_ field: Int) -> String? { fields.string(field) }
}
