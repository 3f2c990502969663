public import SurveyModel

/// Why an index cannot be computed as asked.
public enum IndexError: Error, Hashable, Sendable {
  /// The questionnaire has no profile of this name.
  case noProfile(String, known: [String])
  /// The questionnaire has no roll-up of this name.
  case noRollUp(String, known: [String])
  /// The registry has no unit of this level.
  case noLevel(String, known: [String])
  /// No interval of an index has this name.
  case noInterval(String, known: [String])
  /// The profile gives a criterion no scores.
  case unscored(criterion: String, profile: String)

  /// What is wrong and what is there instead.
  public var statement: LocalizedText {
    switch self {
    case .noProfile(let name, let known):
      IndexError.unknown(vi: "bộ điểm", en: "profile", name, known)
    case .noRollUp(let name, let known):
      IndexError.unknown(vi: "cách tổng hợp", en: "roll-up", name, known)
    case .noLevel(let name, let known):
      IndexError.unknown(vi: "cấp đơn vị", en: "level of units", name, known)
    case .noInterval(let name, let known):
      IndexError.unknown(vi: "khoảng tin cậy", en: "interval", name, known)
    case .unscored(let criterion, let profile):
      .init(
        vi: "bộ điểm \"\(profile)\" không cho điểm tiêu chí \(criterion)",
        en: "profile \"\(profile)\" gives criterion \(criterion) no scores")
    }
  }

  private static func unknown(
    vi: String, en: String, _ name: String, _ known: [String]
  ) -> LocalizedText {
    let list = known.joined(separator: ", ")
    if let nearest = name.nearest(among: known) {
      return .init(
        vi: "không có \(vi) \"\(name)\"; ý là \"\(nearest)\"? (có: \(list))",
        en: "there is no \(en) \"\(name)\"; did you mean \"\(nearest)\"? (there are: \(list))")
    }
    return .init(
      vi: "không có \(vi) \"\(name)\" (có: \(list))",
      en: "there is no \(en) \"\(name)\" (there are: \(list))")
  }
}
