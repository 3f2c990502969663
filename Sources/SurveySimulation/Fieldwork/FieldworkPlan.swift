internal import SurveyModel
internal import SurveyStatistics

/// Who interviews whom and when, as a seed decides it.
///
/// An interviewer holds the next so many interviews of the batch, about twelve a day from half past seven
/// on. An interview takes 12 minutes times e^(0.15 A + 0.35 B) with A of the interviewer and B of its own,
/// both standard normal, and a walk of up to 20 minutes follows.
struct FieldworkPlan {
  /// One interview.
  struct Interview {
    var interviewer: Int
    var fabrication: Fabrication?
    var started: String
    var ended: String
  }

  private let fieldwork: Fieldwork
  private let fabrications: [Int: Fabrication]
  private let seed: UInt64
  private let firstDay: CalendarDay?
  private let perDay = 12

  init(_ fieldwork: Fieldwork, respondents: Int, seed: UInt64, referenceDate: CalendarDay?) {
    self.fieldwork = fieldwork
    self.seed = seed
    let reference = referenceDate ?? CalendarDay(year: 2024, month: 12, day: 31)
    firstDay = reference.flatMap { CalendarDay(daysSince1970: $0.daysSince1970 - 30) }
    let count = (respondents + fieldwork.interviewsEach - 1) / fieldwork.interviewsEach
    var generator = SeededGenerator(seed: seed ^ 0x6672_6175_64)
    var order = Array(0..<count)
    for place in order.indices.dropFirst().reversed() {
      order.swapAt(place, generator.index(below: place + 1))
    }
    let isAny = fieldwork.fabricatingShare > 0 && !fieldwork.fabrications.isEmpty
    let wanted = (fieldwork.fabricatingShare * Double(count)).rounded()
    var chosen: [Int: Fabrication] = [:]
    for (turn, interviewer) in order.prefix(isAny ? max(1, Int(wanted)) : 0).enumerated() {
      chosen[interviewer] = fieldwork.fabrications[turn % fieldwork.fabrications.count]
    }
    fabrications = chosen
  }

  /// The code of an interviewer.
  static func code(_ interviewer: Int) -> String {
    "DT" + DecimalText.padded(interviewer + 1, width: 3)
  }

  /// Who fabricates, and how, by code.
  var fabricators: [String: Fabrication] {
    Dictionary(uniqueKeysWithValues: fabrications.map { (FieldworkPlan.code($0), $1) })
  }

  /// The interviews, one after the other.
  func interviews(count: Int) -> [Interview] {
    var interviews: [Interview] = []
    var clock = 0.0
    var interviewerEffect = 0.0
    var generator = SeededGenerator(seed: seed)
    for number in 0..<count {
      let interviewer = number / fieldwork.interviewsEach
      let place = number % fieldwork.interviewsEach
      if place == 0 {
        var mixed = SeededGenerator(seed: seed ^ 0x7469_6D65)
        generator = SeededGenerator(seed: mixed.next() ^ UInt64(interviewer))
        interviewerEffect = 0.15 * FieldworkPlan.normal(&generator)
      }
      if place % perDay == 0 { clock = Double(place / perDay) * 86_400 + 7.5 * 3600 }
      let isFabricated =
        fabrications[interviewer] != nil && generator.uniform() < fieldwork.fabricatedPart
      let isHurried = isFabricated && fieldwork.times == .hurried
      let spread = FieldworkPlan.normal(&generator)
      let duration =
        720 * NormalScale.exponential(interviewerEffect + 0.35 * spread) * (isHurried ? 1.0 / 3 : 1)
      let walk = generator.uniform() * 1200
      interviews.append(
        Interview(
          interviewer: interviewer, fabrication: isFabricated ? fabrications[interviewer] : nil,
          started: text(clock), ended: text(clock + duration)))
      clock += isHurried ? duration + 20 : duration + 120 + walk
    }
    return interviews
  }

  /// A time as `2024-12-01 07:30:00`.
  private func text(_ seconds: Double) -> String {
    let whole = Int(seconds)
    let first = firstDay?.daysSince1970 ?? 0
    let day = CalendarDay(daysSince1970: first + whole / 86_400)?.description ?? ""
    let clock = [whole % 86_400 / 3600, whole % 3600 / 60, whole % 60]
    return day + " " + clock.map { DecimalText.padded($0, width: 2) }.joined(separator: ":")
  }

  private static func normal(_ generator: inout SeededGenerator) -> Double {
    NormalDistribution.quantile(max(generator.uniform(), 0x1p-54))
  }
}

/// The exponential function from additions and multiplications alone, so that bytes are the same everywhere.
enum NormalScale {
  /// eˣ for −20…20, to about 10⁻¹³.
  static func exponential(_ x: Double) -> Double {
    // e^x = (e^(x/1024))^1024, the inner one by its series.
    let part = x / 1024
    var term = 1.0
    var sum = 1.0
    for order in 1...8 {
      term *= part / Double(order)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }
}
