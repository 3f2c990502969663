public import SurveyModel

/// One signal of one interviewer (or other unit of comparison).
public struct QualityAssessment: Hashable, Sendable {
  /// The signal.
  public var signal: QualitySignal
  /// The interviewer's code, or that of the unit of comparison.
  public var group: String
  /// The interviews that it rests on.
  public var interviews: Int
  /// What was seen: a share 0…1, a variance of scores, or the geometric mean duration in seconds.
  public var value: Double
  /// What chance gives from the same answers, or what is usual among the others.
  public var expected: Double
  /// (b + 1)/(m + 1) for b of m shuffles that gave as much; nil for a signal that is not shuffled.
  public var permutationPValue: Double?
  /// The probability of so much if the interviewer were like the others.
  public var pValue: Double
  /// The p-value raised for the number of interviewers that the signal was looked for in.
  public var adjustedPValue: Double
  /// Whether the adjusted p-value is not above the stated rate of false alarms.
  public var isFlagged: Bool
}

/// All signals of one interviewer together.
public struct CombinedAssessment: Hashable, Sendable {
  /// The interviewer's code, or that of the unit of comparison.
  public var group: String
  /// The interviews.
  public var interviews: Int
  /// The smallest p-value of the signals times their number, at most 1 (Bonferroni): valid however they
  /// hang together.
  public var pValue: Double
  /// The p-value raised for the number of interviewers (Benjamini and Hochberg).
  public var adjustedPValue: Double
  /// Whether the adjusted p-value is not above the stated rate.
  public var isFlagged: Bool
  /// The signal with the smallest p-value.
  public var strongest: QualitySignal
}

/// Why a signal could not be looked for.
public enum SignalGap: Hashable, Sendable {
  /// The study names no column for it.
  case noColumn(String)
  /// No cell could be read as a time.
  case noTimes
  /// Too few interviewers with enough interviews: what is usual cannot be told.
  case tooFewGroups(count: Int, minimum: Int)
  /// The form has no battery of so many questions with the same options.
  case noBattery(minimum: Int)
  /// The form has no two criteria that the scoring profile scores.
  case noCriteria
  /// Nothing varies, or all groups are of one mind: there is nothing to compare.
  case noVariation

  /// The reason in words, with what to do.
  public var statement: LocalizedText {
    switch self {
    case .noColumn(let key):
      LocalizedText(
        vi: "study.yaml không khai báo quality.\(key); hãy khai báo cột rồi nhập lại các lô",
        en: "study.yaml does not name quality.\(key); name the column and import the batches again")
    case .noTimes:
      LocalizedText(
        vi: "không ô nào đọc được thành ngày giờ, ví dụ 2025-07-05 08:30",
        en: "no cell can be read as a date with a time, such as 2025-07-05 08:30")
    case .tooFewGroups(let count, let minimum):
      LocalizedText(
        vi: "chỉ \(count) nhóm đủ phiếu để so sánh, cần ít nhất \(minimum)",
        en: "only \(count) groups have enough interviews, at least \(minimum) are needed to tell "
          + "what is usual")
    case .noBattery(let minimum):
      LocalizedText(
        vi: "phiếu không có bảng nào từ \(minimum) câu cùng thang",
        en: "the form has no battery of \(minimum) or more questions with the same options")
    case .noCriteria:
      LocalizedText(
        vi: "phiếu không có hai tiêu chí chấm điểm được",
        en: "the form has no two criteria with scores")
    case .noVariation:
      LocalizedText(
        vi: "các nhóm không khác nhau về điểm này, không có gì để so sánh",
        en: "nothing varies between or within the groups, so there is nothing to compare")
    }
  }
}
