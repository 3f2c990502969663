public import SurveyModel

/// One interview that is worth a look, and why: where it stands, never what was answered.
public struct QualityEvidence: Hashable, Sendable {
  /// Why.
  public var kind: Kind
  /// Where the interview stands.
  public var position: InterviewPosition
  /// The interviewer, or the unit of comparison; nil where none is known.
  public var group: String?
  /// The other interview, where two are concerned.
  public var other: InterviewPosition?
  /// How much, where that is a number: the share of items that agree.
  public var value: Double?

  /// Makes a piece of evidence.
  public init(
    kind: Kind, position: InterviewPosition, group: String?, other: InterviewPosition? = nil,
    value: Double? = nil
  ) {
    self.kind = kind
    self.position = position
    self.group = group
    self.other = other
    self.value = value
  }

  /// Why an interview is worth a look.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// It bears the key of another interview, with other answers.
    case conflictingKey = "conflicting-key"
    /// It bears the key of another interview, with the same answers.
    case repeatedKey = "repeated-key"
    /// It agrees with another in everything, where chance did not once give that.
    case duplicateAnswers = "duplicate-answers"
    /// It agrees with another in more than any two did by chance.
    case nearCopy = "near-copy"
    /// All its batteries were answered with one option each, in a group that does so beyond chance.
    case straightlining
    /// It ended before it started.
    case endedBeforeStarted = "ended-before-started"
    /// It took too little time.
    case short
    /// It started before the interviewer's last one had ended.
    case overlap
    /// It started outside office hours.
    case outsideHours = "outside-hours"
    /// It came after the most that an interviewer holds in a day.
    case tooManyInDay = "too-many-in-day"
    /// It started right after another one.
    case burst

    /// Whether it cannot be so, whatever honest people do: the interview contradicts itself or another.
    public var isContradiction: Bool {
      switch self {
      case .conflictingKey, .endedBeforeStarted: true
      case .repeatedKey, .duplicateAnswers, .nearCopy, .straightlining, .short, .overlap,
        .outsideHours, .tooManyInDay, .burst:
        false
      }
    }

    /// The reason in words.
    public var statement: LocalizedText {
      switch self {
      case .conflictingKey:
        LocalizedText(
          vi: "Trùng số phiếu, câu trả lời khác nhau", en: "The same key with different answers")
      case .repeatedKey:
        LocalizedText(vi: "Trùng số phiếu, trùng câu trả lời", en: "The same key and answers again")
      case .duplicateAnswers:
        LocalizedText(
          vi: "Trùng hệt một phiếu khác, hơn mức ngẫu nhiên",
          en: "Exactly like another interview, beyond chance")
      case .nearCopy:
        LocalizedText(
          vi: "Gần như trùng một phiếu khác, hơn mức ngẫu nhiên",
          en: "Nearly like another interview, beyond chance")
      case .straightlining:
        LocalizedText(
          vi: "Mỗi bảng hỏi chỉ đánh một cột, hơn mức ngẫu nhiên",
          en: "One option down every battery, beyond chance")
      case .endedBeforeStarted:
        LocalizedText(vi: "Kết thúc trước khi bắt đầu", en: "Ended before it started")
      case .short: LocalizedText(vi: "Phỏng vấn quá nhanh", en: "Took too little time")
      case .overlap:
        LocalizedText(
          vi: "Bắt đầu khi phiếu trước chưa xong", en: "Started before the last one had ended")
      case .outsideHours:
        LocalizedText(vi: "Ngoài giờ làm việc", en: "Started outside office hours")
      case .tooManyInDay:
        LocalizedText(vi: "Quá số phiếu một ngày", en: "Beyond the most in a day")
      case .burst:
        LocalizedText(vi: "Bắt đầu sát phiếu trước", en: "Started right after another")
      }
    }
  }
}
