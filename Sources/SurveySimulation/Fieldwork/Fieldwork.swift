/// How the interviews of a synthetic batch are held, and which of them are not held at all.
///
/// Interviewers take one respondent after the other, so that one works in few places. A stated part of
/// them fabricate: each in one way, by turns. Who they are is decided by the batch's seed and told by
/// ``SyntheticBatch/fabricators``; nothing in the batch says it. A study whose `quality` names columns
/// of interviewer and times has them in its batch.
public struct Fieldwork: Hashable, Sendable {
  /// How many interviews an interviewer holds.
  public var interviewsEach: Int
  /// The part of interviewers who fabricate, 0…1: so many, rounded, and at least one for more than 0.
  public var fabricatingShare: Double
  /// The ways in which they do.
  public var fabrications: [Fabrication]
  /// The part of their interviews that are fabricated, 0…1.
  public var fabricatedPart: Double
  /// How many criteria are answered anew in a copy.
  public var changedAnswers: Int
  /// When fabricated interviews are said to have been held.
  public var times: FabricatedTimes
  /// The part of clusters in which people are satisfied with everything: of their answers to criteria
  /// nineteen of twenty are the second-best option.
  public var satisfiedShare: Double

  /// Makes fieldwork; without arguments everybody is honest.
  public init(
    interviewsEach: Int = 25, fabricatingShare: Double = 0,
    fabrications: [Fabrication] = Fabrication.allCases, fabricatedPart: Double = 1,
    changedAnswers: Int = 3, times: FabricatedTimes = .plausible, satisfiedShare: Double = 0
  ) {
    precondition(interviewsEach > 0, "an interviewer holds interviews")
    self.interviewsEach = interviewsEach
    self.fabricatingShare = fabricatingShare
    self.fabrications = fabrications
    self.fabricatedPart = fabricatedPart
    self.changedAnswers = changedAnswers
    self.times = times
    self.satisfiedShare = satisfiedShare
  }
}

/// How interviews are made up.
public enum Fabrication: String, Hashable, Sendable, CaseIterable {
  /// An earlier interview of the same interviewer is copied with few changes.
  case copying
  /// All criteria are answered with one option, another one for each interview.
  case straightlining
  /// Every answer is drawn by itself, from what people answer on the whole.
  case inventing
}

/// When fabricated interviews are said to have been held.
public enum FabricatedTimes: String, Hashable, Sendable, CaseIterable {
  /// As honest ones are.
  case plausible
  /// In a third of the time, one right after the other.
  case hurried
}
