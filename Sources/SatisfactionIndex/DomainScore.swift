internal import SurveyModel
internal import SurveyStatistics
internal import SurveyWeighting

/// The criteria of one domain: means, bases, and linearised variables over its cells.
///
/// The mean of criterion j is Rⱼ = Σ w s / Σ w over the answers in its base. Its linearised variable is,
/// summed by cell, zⱼ = (Σ w s − Rⱼ Σ w) / Bⱼ with Bⱼ the base's weight. A composite Σ cⱼ Rⱼ has the
/// linearised variable Σ cⱼ zⱼ, whatever is missing where (Wolter 2007, §6.5).
struct DomainScore {
  /// The cells of the domain, ascending.
  let cells: [Int]
  /// For each criterion, what was found.
  let criteria: [CriterionScore]

  struct CriterionScore {
    /// Σ w s / Σ w, nil where the base is empty.
    var mean: Double?
    /// What the base weighs.
    var baseWeight: Int64
    /// Respondents in the base.
    var answered: Int
    /// Respondents who were asked.
    var asked: Int
    /// Σ w (s − R)² / Σ w.
    var spread: Double
    /// For each cell of the domain, its part of the linearised variable.
    var linearised: [Double]
    /// For each cell of the domain, whether it has answers.
    var hasAnswers: [Bool]
  }

  init(cells: [Int], tally: AnswerTally, criteria: [Criterion]) {
    self.cells = cells
    self.criteria = criteria.map { DomainScore.score($0, cells: cells, tally: tally) }
  }

  private static func score(
    _ criterion: Criterion, cells: [Int], tally: AnswerTally
  ) -> CriterionScore {
    let slots = criterion.slotScores.indices
    var totals = [Int64](repeating: 0, count: slots.count)
    var answered = 0
    var asked = 0
    let notAsked = AnswerTally.notAskedSlot(of: criterion.item)
    for cell in cells {
      let weights = tally.weights(item: criterion.position, cell: cell)
      let counts = tally.counts(item: criterion.position, cell: cell)
      for slot in slots {
        totals[slot] += weights[weights.startIndex + slot]
        let count = Int(counts[counts.startIndex + slot])
        if criterion.slotBase[slot] { answered += count }
        if slot != notAsked { asked += count }
      }
    }
    let base = slots.reduce(Int64(0)) { criterion.slotBase[$1] ? $0 + totals[$1] : $0 }
    guard base > 0 else {
      return CriterionScore(
        mean: nil, baseWeight: 0, answered: answered, asked: asked, spread: 0,
        linearised: cells.map { _ in 0 }, hasAnswers: cells.map { _ in false })
    }
    let baseWeight = Double(base)
    let mean =
      slots.reduce(0.0) { sum, slot in
        criterion.slotBase[slot] ? sum + criterion.slotScores[slot] * Double(totals[slot]) : sum
      } / baseWeight
    let spread =
      slots.reduce(0.0) { sum, slot in
        let deviation = criterion.slotScores[slot] - mean
        return criterion.slotBase[slot] ? sum + deviation * deviation * Double(totals[slot]) : sum
      } / baseWeight
    var hasAnswers: [Bool] = []
    let linearised = cells.map { cell -> Double in
      let weights = tally.weights(item: criterion.position, cell: cell)
      var scored = 0.0
      var weight: Int64 = 0
      for slot in slots where criterion.slotBase[slot] {
        let inSlot = weights[weights.startIndex + slot]
        scored += criterion.slotScores[slot] * Double(inSlot)
        weight += inSlot
      }
      hasAnswers.append(weight > 0)
      return (scored - mean * Double(weight)) / baseWeight
    }
    return CriterionScore(
      mean: mean, baseWeight: base, answered: answered, asked: asked, spread: spread,
      linearised: linearised, hasAnswers: hasAnswers)
  }

  /// The linearised variable of Σ cⱼ Rⱼ, over the cells that answered one of the criteria.
  func linearised(_ terms: [(criterion: Int, coefficient: Double)]) -> LinearisedVariable {
    var units: [Int] = []
    var values: [Double] = []
    for (position, cell) in cells.enumerated()
    where terms.contains(where: { criteria[$0.criterion].hasAnswers[position] }) {
      units.append(cell)
      values.append(
        terms.reduce(0) { $0 + $1.coefficient * criteria[$1.criterion].linearised[position] })
    }
    return LinearisedVariable(units: units, values: values)
  }
}
