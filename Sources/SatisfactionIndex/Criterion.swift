internal import SurveyModel
internal import SurveyWeighting

/// A criterion with its scores by slot of the tally and by byte of a column.
struct Criterion {
  let item: Item
  /// The position of the item in the tally.
  let position: Int
  /// For each slot the score; kinds of missing that stay in the base score 0.
  let slotScores: [Double]
  /// For each slot whether it belongs to the base.
  let slotBase: [Bool]
  /// For each byte the score, whether it belongs to the base, and whether the item was asked.
  let byteScores: [Double]
  let byteBase: [Bool]
  let byteAsked: [Bool]

  init(item: Item, position: Int, scores: [Double], questionnaire: Questionnaire) {
    self.item = item
    self.position = position
    let base = AnswerTally.base(of: item, in: questionnaire)
    slotBase = base
    let slotScores = scores + Array(repeating: 0, count: base.count - scores.count)
    self.slotScores = slotScores
    let slots = AnswerTally.slots(of: item)
    byteScores = slots.map { slotScores[$0] }
    byteBase = slots.map { base[$0] }
    byteAsked = slots.map { $0 != AnswerTally.notAskedSlot(of: item) }
  }
}

/// A node of the axis tree with the coefficient of each criterion below it.
struct Composite {
  let node: Axis
  let depth: Int
  /// Positions of criteria, with their coefficients, which add up to 1.
  let terms: [(criterion: Int, coefficient: Double)]
}
