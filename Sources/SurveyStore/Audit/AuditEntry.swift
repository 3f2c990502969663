internal import Digests

/// One entry of the store's log.
///
/// Its ``hash`` is SHA-256 of the previous entry's hash, its own number, time, actor, action and details
/// as they are stored, each with its length before it. So no entry can be changed, taken out or put in
/// without changing the hash of every later one.
public struct AuditEntry: Hashable, Sendable {
  /// The entry's number, from 1.
  public var sequence: Int
  /// The hash of the entry before; 64 zeros for the first.
  public var previous: String
  /// When, as ISO 8601.
  public var recordedAt: String
  /// Who, as the program was told; empty where it was not.
  public var actor: String
  /// What was done.
  public var action: AuditAction
  /// To which batches, and how.
  public var details: AuditDetails
  /// The entry's hash, in hexadecimal.
  public var hash: String

  /// The hash before the first entry.
  static let origin = String(repeating: "0", count: 64)

  /// The hash of an entry's parts, in their order.
  static func hash(of parts: [[UInt8]]) -> String {
    let digest = SHA256()
    for part in parts { digest.add(counted: part) }
    return digest.hexadecimal()
  }
}
