internal import SurveyStatistics

/// Copies earlier interviews of an interviewer who does so.
struct CopiedInterviews {
  /// Where the criteria stand among the items.
  private let criteria: [Int]
  private let changes: Int
  private var generator: SeededGenerator
  private var interviewer = -1
  /// The items of the interviewer's interviews so far that were not copied.
  private var originals: [[String]] = []

  /// How many interviews are held before any is copied.
  private static let heldFirst = 2

  init(criteria: [Int], changes: Int, seed: UInt64) {
    self.criteria = criteria
    self.changes = changes
    generator = SeededGenerator(seed: seed ^ 0x636F_7079)
  }

  /// Replaces the items of a record by a copy where its interview is one, and else keeps them.
  ///
  /// Some criteria keep the answers that the record had, as far as both have one.
  mutating func take(
    _ fields: inout [String], from offset: Int, of interview: FieldworkPlan.Interview
  ) {
    if interview.interviewer != interviewer {
      interviewer = interview.interviewer
      originals = []
    }
    guard interview.fabrication == .copying, originals.count >= CopiedInterviews.heldFirst else {
      originals.append(Array(fields[offset...]))
      return
    }
    let own = Array(fields[offset...])
    var copy = originals[generator.index(below: originals.count)]
    for _ in 0..<changes where !criteria.isEmpty {
      let criterion = criteria[generator.index(below: criteria.count)]
      if !copy[criterion].isEmpty && !own[criterion].isEmpty { copy[criterion] = own[criterion] }
    }
    fields.replaceSubrange(offset..., with: copy)
  }
}
