/// How the interviews of a wave are examined: where interviewer and times stand, what was planned, and
/// from when on something is worth a look.
///
/// Everything has a default, so that a study without a `quality` block can be examined too; what needs
/// a column that is not named is then left out, and said to be.
public struct QualityRules: Hashable, Sendable {
  /// The column with the interviewer's code; nil where the files tell none, and primary sampling units
  /// are compared instead.
  public var interviewerColumn: String?
  /// The column with the date and time when the interview started.
  public var startedColumn: String?
  /// The column with the date and time when it ended.
  public var endedColumn: String?
  /// The hours of the day, 0…24, between which interviews start.
  public var officeHours: Range<Int>
  /// The most interviews that one interviewer holds in a day.
  public var maximumPerDay: Int
  /// How many interviews were planned, by unit and perhaps interviewer; empty where nothing is known.
  public var plan: [PlannedInterviews]
  /// How interviews that were held again are matched; nil where none were.
  public var recheck: RecheckRule?
  /// The expected share of false ones among those that are flagged, 0…1.
  public var falseDiscoveryRate: Double
  /// The fewest interviews of an interviewer who is compared with others.
  public var minimumInterviews: Int
  /// How often answers are shuffled to see what chance alone would give.
  public var permutations: Int
  /// What decides how they are shuffled.
  public var seed: UInt64
  /// The part of the median duration below which an interview is short, 0…1.
  public var shortShare: Double
  /// The seconds for each item that was asked below which an interview is short.
  public var secondsPerItem: Double
  /// The seconds between the starts of two interviews of one interviewer below which they are a burst.
  public var burstSeconds: Double

  /// Makes rules.
  public init(
    interviewerColumn: String? = nil, startedColumn: String? = nil, endedColumn: String? = nil,
    officeHours: Range<Int> = 7..<20, maximumPerDay: Int = 20, plan: [PlannedInterviews] = [],
    recheck: RecheckRule? = nil, falseDiscoveryRate: Double = 0.05, minimumInterviews: Int = 10,
    permutations: Int = 199, seed: UInt64 = 1, shortShare: Double = 1.0 / 3,
    secondsPerItem: Double = 2, burstSeconds: Double = 60
  ) {
    self.interviewerColumn = interviewerColumn
    self.startedColumn = startedColumn
    self.endedColumn = endedColumn
    self.officeHours = officeHours
    self.maximumPerDay = maximumPerDay
    self.plan = plan
    self.recheck = recheck
    self.falseDiscoveryRate = falseDiscoveryRate
    self.minimumInterviews = minimumInterviews
    self.permutations = permutations
    self.seed = seed
    self.shortShare = shortShare
    self.secondsPerItem = secondsPerItem
    self.burstSeconds = burstSeconds
  }
}

/// How many interviews were planned in a unit, by one interviewer or by all.
public struct PlannedInterviews: Hashable, Sendable {
  /// The unit's code.
  public var unit: String
  /// The interviewer's code; nil for all together.
  public var interviewer: String?
  /// How many.
  public var count: Int

  /// Makes an entry of a plan.
  public init(unit: String, interviewer: String? = nil, count: Int) {
    self.unit = unit
    self.interviewer = interviewer
    self.count = count
  }
}

/// How interviews that were held again (*phúc tra*) are matched with the first ones.
///
/// Rows are matched by the study's key.
public struct RecheckRule: Hashable, Sendable {
  /// The file with the second answers, relative to the study's folder.
  public var file: String
  /// The items that were asked again; empty for all closed items with one answer.
  public var items: [String]

  /// Makes a rule.
  public init(file: String, items: [String] = []) {
    self.file = file
    self.items = items
  }
}
