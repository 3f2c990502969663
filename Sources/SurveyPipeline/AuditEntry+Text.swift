public import SurveyModel
public import SurveyStore

extension AuditEntry {
  /// The entry in lines: number, time, who, what, each batch, and the hash.
  public func lines(in language: Language) -> [String] {
    let isVietnamese = language == .vietnamese
    let who = actor.isEmpty ? "?" : actor.printable
    let what = action.name[language]
    var head = "\(sequence)  \(recordedAt.printable)  \(who)  \(what)"
    if let from = details.fromFormat, let to = details.toFormat { head += " \(from) → \(to)" }
    if let before = details.before {
      head += isVietnamese ? " (trước \(before))" : " (before \(before))"
    }
    let batches = details.batches.map { seal in
      let counts =
        isVietnamese
        ? "nhận \(seal.accepted) trong \(seal.read)" : "accepted \(seal.accepted) of \(seal.read)"
      let lead = isVietnamese ? "lô" : "batch"
      return "   \(lead) \(seal.batch): \(seal.fileName.printable) "
        + "(\(counts); SHA-256 \(seal.fileDigest.prefix(12))…; \(seal.questionnaire.printable))"
    }
    return [head] + batches + ["   \(hash)"]
  }
}

extension AuditAction {
  /// The action's name.
  fileprivate var name: LocalizedText {
    switch self {
    case .import: .init(vi: "nhập", en: "import")
    case .undo: .init(vi: "huỷ", en: "undo")
    case .purge: .init(vi: "xoá hết hạn", en: "purge")
    case .migrate: .init(vi: "đổi định dạng", en: "migrate")
    }
  }
}
