import SatisfactionIndex
import SurveyModel

@testable import SurveyIngest

/// The index in the slow and obvious way: one row after the other into dictionaries of integer sums.
struct PlainScore {
  private struct Cell: Hashable {
    /// The unit of the study's level, nil for all.
    var unit: Int?
    var item: String
    var code: UInt8
  }

  private let study: Study
  private var weights: [Cell: Int64] = [:]
  private var divisor: Int64 = 0

  init(_ study: Study) { self.study = study }

  /// Adds the row that a decoder holds, its weight being of four decimals at most.
  mutating func add(_ row: RowDecoder, layout: TableLayout) {
    func place(_ name: String) -> Int { layout.position(of: name) ?? -1 }
    let hasWeight = study.design.weightColumn != nil
    let decimal = hasWeight ? row.numbers[place(TableLayout.weight)] : 1
    let weight = Int64((decimal * 10_000).rounded())
    var (left, right) = (divisor, weight)
    while right != 0 { (left, right) = (right, left % right) }
    divisor = left
    let village = row.texts[place(TableLayout.unit)].flatMap { study.units.position(of: $0) }
    let unit = village.flatMap {
      study.units.ancestor(of: $0, kind: study.scoring.level ?? .province)
    }
    for item in study.questionnaire.index.allCriteria {
      let column = place(item)
      let code = row.codes[column]
      weights[Cell(unit: nil, item: item, code: code), default: 0] += weight
      if let unit { weights[Cell(unit: unit, item: item, code: code), default: 0] += weight }
    }
  }

  /// The mean of an item's scores among the answers in its base.
  private func mean(of id: String, unit: Int?) -> Double? {
    let form = study.questionnaire
    guard let item = form.item(id),
      let scores = form.profile(study.scoring.profile)?.scores(of: item)
    else { return nil }
    var sum = 0.0
    var base: Int64 = 0
    let kept = MissingKind.allCases.filter { form.base(of: item).contains($0) }
    let codes = item.options.indices.map { UInt8($0) } + kept.map(\.code)
    for (position, code) in codes.enumerated() {
      let total = (weights[Cell(unit: unit, item: id, code: code)] ?? 0) / max(1, divisor)
      base += total
      if position < scores.count { sum += scores[position] * Double(total) }
    }
    return base > 0 ? sum / Double(base) : nil
  }

  /// What the index or another parameter should be, 0…100.
  func value(of parameter: Parameter, unit: Int?) -> Double? {
    if case .item(let id) = parameter { return mean(of: id, unit: unit).map { 100 * $0 } }
    let form = study.questionnaire
    guard let node = form.index.nodes.first(where: { $0.node.parameter == parameter })?.node,
      let coefficients = form.rollUp(study.scoring.rollUp)?.coefficients(of: node)
    else { return nil }
    var value = 0.0
    for (item, coefficient) in coefficients where coefficient > 0 {
      guard let mean = mean(of: item, unit: unit) else { return nil }
      value += coefficient * mean
    }
    return 100 * value
  }
}
