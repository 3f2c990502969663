internal import Digests
internal import GRDB
internal import SurveyModel

extension Study {
  /// By what the log knows the key for pseudonyms; nil where identifiers are dropped.
  ///
  /// It is the beginning of an HMAC of fixed words under the key.
  var identifierKeyMark: String? {
    guard identifiers == .pseudonym, let key = identifierKey else { return nil }
    let words = Array("sipas: which key is this?".utf8)
    return hexadecimalText(of: Array(hmacSHA256(words, key: key.bytes).prefix(8)))
  }

  /// - Throws: ``StoreError/otherIdentifierKey(batch:)`` where a batch of the wave that is still there
  ///   came in under another key: the same person would not be known again.
  func checkIdentifierKey(in database: Database) throws {
    guard identifiers == .pseudonym else { return }
    let present = Set(try BatchSeal.numbers(in: database))
    for entry in try AuditLog.entries(in: database) where entry.action == .import {
      for seal in entry.details.batches
      where seal.wave == wave && present.contains(seal.batch)
        && seal.identifierKey != identifierKeyMark
      {
        throw StoreError.otherIdentifierKey(batch: seal.batch)
      }
    }
  }
}
