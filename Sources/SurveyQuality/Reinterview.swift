public import SurveyModel
public import SurveyStatistics

/// How far a second interview (*phúc tra*) gave the same answers as the first.
public struct Reinterview: Hashable, Sendable {
  /// Second interviews whose key is that of a first one.
  public var matched: Int
  /// Second interviews whose key no first one bears.
  public var unmatched: Int
  /// The items, in the order of the form.
  public var items: [ItemAgreement]

  /// Matches second interviews with the first ones by key and compares their answers.
  ///
  /// Of a key that comes several times in a file the first row in the order of the batches counts.
  ///
  /// - Parameters:
  ///   - wave: The first interviews.
  ///   - second: The second ones, in a table of the same study.
  ///   - ids: The ids of the items to compare; empty for all closed items with one answer that do not
  ///     tell who answered.
  ///   - minimum: The fewest pairs of answers that an item's figures are shown for.
  /// - Complexity: O(*rows* × *items*).
  public init(_ wave: Wave, second: ResponseTable, items ids: [String], minimum: Int) {
    var places: [String: (part: Int, row: Int)] = [:]
    for (part, batch) in wave.parts.enumerated() {
      guard let keys = batch.table.texts(TableLayout.key) else { continue }
      for row in 0..<batch.table.rowCount {
        guard let key = keys[row], places[key] == nil else { continue }
        places[key] = (part, row)
      }
    }
    let keys = second.texts(TableLayout.key)
    var pairs: [(first: (part: Int, row: Int), second: Int)] = []
    var seen: Set<String> = []
    for row in 0..<second.rowCount {
      guard let key = keys?[row], let place = places[key], seen.insert(key).inserted else {
        continue
      }
      pairs.append((place, row))
    }
    matched = pairs.count
    unmatched = second.rowCount - pairs.count
    let criteria = Set(wave.study.questionnaire.index.allCriteria)
    items = wave.study.questionnaire.items.compactMap { item in
      let isWanted = ids.isEmpty ? item.pii != .quasi : ids.contains(item.id)
      guard isWanted, !item.isMultiple, !item.options.isEmpty,
        let again = second.closed(item.id)
      else { return nil }
      let columns = wave.parts.map { $0.table.closed(item.id) }
      var first: [Int] = []
      var other: [Int] = []
      for pair in pairs {
        guard let code = columns[pair.first.part]?[pair.first.row],
          Int(code) < item.options.count, Int(again[pair.second]) < item.options.count
        else { continue }
        first.append(Int(code))
        other.append(Int(again[pair.second]))
      }
      guard first.count >= minimum else {
        return ItemAgreement(item: item.id, pairs: first.count)
      }
      let same = zip(first, other).count { $0 == $1 }
      return ItemAgreement(
        item: item.id, pairs: first.count, agreement: Double(same) / Double(first.count),
        kappa: CohenKappa(first, other, categories: item.options.count),
        weightedKappa: criteria.contains(item.id)
          ? CohenKappa(first, other, categories: item.options.count, weights: .quadratic) : nil)
    }
  }
}

/// How far the answers to one item agree.
public struct ItemAgreement: Hashable, Sendable {
  /// The item.
  public var item: String
  /// Pairs of interviews that both answered it.
  public var pairs: Int
  /// The share of pairs with the same answer, 0…1; nil where there are too few pairs to show.
  public var agreement: Double?
  /// Cohen's κ; nil where there are too few pairs, or all chose one answer.
  public var kappa: CohenKappa?
  /// κ with quadratic weights, for a criterion, whose options have an order.
  public var weightedKappa: CohenKappa?
}
