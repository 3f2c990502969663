internal import SurveyStatistics

extension EstimateTable {
  /// Adjusts the p-values of differences: the groups of one estimate are a family.
  mutating func adjustDifferences(by adjustment: FamilyAdjustment) {
    let places = rows.indices.filter { rows[$0].differenceOf != nil }
    guard let first = places.first else { return }
    var families: [[Int]] = []
    for place in places {
      // The groups come in the same order within each estimate.
      if rows[place].domain == rows[first].domain { families.append([]) }
      families[families.count - 1].append(place)
    }
    for family in families {
      let adjusted = adjustment.adjusted(family.map { rows[$0].pValue ?? .nan })
      for (index, p) in zip(family, adjusted) {
        rows[index].adjustedPValue = p.isNaN ? nil : p
      }
    }
  }
}
