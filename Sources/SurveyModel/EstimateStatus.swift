/// Whether an estimate is shown, and why not where it is not.
public enum EstimateStatus: String, Hashable, Sendable, CaseIterable {
  /// The estimate is shown with its interval.
  case ok
  /// All answers score alike at an end of the scale: the interval is a one-sided bound.
  case allOrNone = "all-or-none"
  /// Too few answers to publish, or another cell would give them away.
  case suppressed
  /// Nobody answered.
  case noAnswers = "no-answers"
  /// A criterion below has no answer, so the composite cannot be computed.
  case incomplete
  /// The answers come from one primary sampling unit for each stratum: no interval can be made.
  case onePSU = "one-psu"
  /// All answers score alike: the sample shows no variance to make an interval from.
  case noVariance = "no-variance"

  /// Whether a number is shown.
  public var isShown: Bool { self == .ok || self == .allOrNone }

  /// What the status means.
  public var statement: LocalizedText {
    switch self {
    case .ok: .init(vi: "công bố", en: "published")
    case .allOrNone:
      .init(
        vi: "mọi câu trả lời ở một đầu thang: cận một phía",
        en: "all answers at one end: a one-sided bound")
    case .suppressed:
      .init(vi: "quá ít câu trả lời để công bố", en: "too few answers to publish")
    case .noAnswers: .init(vi: "không có câu trả lời", en: "nobody answered")
    case .incomplete:
      .init(
        vi: "có tiêu chí không ai trả lời, không tính được chỉ số tổng hợp",
        en: "a criterion has no answer, so the composite cannot be computed")
    case .onePSU:
      .init(
        vi: "chỉ một cụm mẫu (PSU): không tính được khoảng tin cậy",
        en: "one primary sampling unit (PSU): no interval can be made")
    case .noVariance:
      .init(
        vi: "mọi câu trả lời như nhau: mẫu không cho thấy phương sai",
        en: "all answers alike: the sample shows no variance")
    }
  }
}
