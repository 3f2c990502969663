public import SurveyModel

/// What may show that interviews were not held as they are written down.
///
/// None is a proof. Each is a number that is compared with what chance, or the other interviewers, would
/// give; what to make of it is for somebody who can ask.
public enum QualitySignal: String, Hashable, Sendable, CaseIterable, Codable {
  /// Interviews with exactly the same answers.
  case duplicateAnswers = "duplicate-answers"
  /// Interviews that agree with another one in more items than chance gives.
  case percentMatch = "percent-match"
  /// The same option on and on, down a battery of questions.
  case straightlining
  /// Answers to different questions that hang together less than people's do.
  case variance
  /// Blank, refused and don't-know answers, more or fewer than elsewhere.
  case itemNonresponse = "item-nonresponse"
  /// Interviews in too little time.
  case speed
  /// Interviews at impossible or unusual times.
  case timing

  /// What is counted, in words.
  public var statement: LocalizedText {
    switch self {
    case .duplicateAnswers:
      LocalizedText(vi: "Phiếu trùng hệt câu trả lời", en: "Exactly the same answers")
    case .percentMatch:
      LocalizedText(vi: "Phiếu giống nhau quá mức", en: "Nearly the same answers")
    case .straightlining:
      LocalizedText(vi: "Đánh một cột từ trên xuống", en: "The same option down a battery")
    case .variance:
      LocalizedText(
        vi: "Câu trả lời rời rạc, thiếu nhất quán", en: "Answers that hang together too little")
    case .itemNonresponse:
      LocalizedText(vi: "Tỷ lệ bỏ trống, không biết khác thường", en: "Unusual item non-response")
    case .speed: LocalizedText(vi: "Phỏng vấn quá nhanh", en: "Interviews in too little time")
    case .timing: LocalizedText(vi: "Thời điểm bất thường", en: "Unusual times")
    }
  }
}

/// Whose interviews are compared with each other.
public enum UnitOfComparison: String, Hashable, Sendable {
  /// An interviewer's.
  case interviewer
  /// A primary sampling unit's, as the files name no interviewer.
  case cluster
  /// An administrative unit's, as there is neither interviewer nor primary sampling unit.
  case unit
}

/// Where an interview stands: enough to find the form, and nothing of what is in it.
public struct InterviewPosition: Hashable, Sendable, Comparable {
  /// The batch's number in the store; 0 for a file that is in no store.
  public var batch: Int
  /// The record's number in the file, the header being record 1.
  public var record: Int
  /// The record's first line in the file, where it is known.
  public var line: Int?

  /// Makes a position.
  public init(batch: Int, record: Int, line: Int? = nil) {
    self.batch = batch
    self.record = record
    self.line = line
  }

  /// By batch, then record.
  public static func < (left: InterviewPosition, right: InterviewPosition) -> Bool {
    (left.batch, left.record) < (right.batch, right.record)
  }
}
