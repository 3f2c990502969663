internal import SurveyModel

/// What is unusual about when an interviewer's interviews were held.
///
/// Two interviews *overlap* where one starts before the other has ended; times to the minute that only
/// touch do not. One is *at night* where it starts outside office hours, one *too many* where it comes
/// after the stated number of its interviewer's on that day, and part of a *burst* where it starts within
/// so many seconds after the one before. Only the first is impossible, and even that happens where a form
/// is left open or two people share a device; a village may well be interviewed in the evening.
struct Timing {
  /// What is unusual about an interview.
  struct Fact {
    var row: Int
    var kind: QualityEvidence.Kind
    var other: Int?
  }

  /// The facts, by row of the sheet.
  let facts: [Fact]

  init(_ sheet: AnswerSheet, rules: QualityRules) {
    var facts: [Fact] = []
    for row in sheet.started.indices {
      guard let start = sheet.started[row] else { continue }
      let hour = Timing.secondOfDay(start) / 3600
      if hour < Double(rules.officeHours.lowerBound) || hour >= Double(rules.officeHours.upperBound)
      {
        facts.append(Fact(row: row, kind: .outsideHours, other: nil))
      }
    }
    // Whether one person held two interviews at a time is known only where interviewers are.
    if sheet.comparison == .interviewer {
      for group in sheet.groups { facts += Timing.facts(group, sheet, rules) }
    }
    self.facts = facts
  }

  private static func facts(
    _ group: AnswerSheet.Group, _ sheet: AnswerSheet, _ rules: QualityRules
  ) -> [Fact] {
    let starts = group.rows.compactMap { row in sheet.started[row].map { (row: row, time: $0) } }
      .sorted { ($0.time, $0.row) < ($1.time, $1.row) }
    var facts: [Fact] = []
    var latest: (row: Int, end: Double)?
    var day = Double.nan
    var today = 0
    for (place, start) in starts.enumerated() {
      let startDay = (start.time / 86_400).rounded(.down)
      today = startDay == day ? today + 1 : 1
      day = startDay
      if today > rules.maximumPerDay {
        facts.append(Fact(row: start.row, kind: .tooManyInDay, other: nil))
      }
      if place > 0, start.time - starts[place - 1].time < rules.burstSeconds {
        facts.append(Fact(row: start.row, kind: .burst, other: starts[place - 1].row))
      }
      if let latest, start.time < latest.end {
        facts.append(Fact(row: start.row, kind: .overlap, other: latest.row))
      }
      // A form that was open for a day was forgotten, and says nothing about the next ones.
      let before = latest?.end ?? -.infinity
      if let end = sheet.ended[start.row], end > max(start.time, before),
        end < start.time + 86_400
      {
        latest = (start.row, end)
      }
    }
    return facts
  }

  private static func secondOfDay(_ seconds: Double) -> Double {
    let rest = seconds.truncatingRemainder(dividingBy: 86_400)
    return rest < 0 ? rest + 86_400 : rest
  }
}
