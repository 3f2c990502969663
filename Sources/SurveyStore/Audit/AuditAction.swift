/// What an entry of the log tells.
public enum AuditAction: String, Hashable, Sendable, CaseIterable {
  /// A batch came in.
  case `import`
  /// A batch was removed whole, on request.
  case undo
  /// Batches were removed whole because the time to keep them was over.
  case purge
  /// The store was brought to a later format.
  case migrate
}
