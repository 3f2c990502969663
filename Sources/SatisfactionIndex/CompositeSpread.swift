internal import SurveyModel
internal import SurveyStatistics
internal import SurveyWeighting

/// How much respondents differ in a composite: what its variance would be in a simple random sample.
///
/// A respondent's linearised value of Σ cⱼ Rⱼ is u = Σ cⱼ (sⱼ − Rⱼ)/Bⱼ over the criteria answered. With W
/// and n the weight and number of respondents who answered one, a simple random sample drawn with
/// replacement has the variance W Σ w u² / (n − 1); for one criterion this is svyvar/n of R's *survey*.
/// It needs the means, so it is a second pass over the answers; its sums do not depend on their order.
struct CompositeSpread {
  private(set) var squares: ExactSum
  private(set) var weight: Int64 = 0
  /// Respondents who answered a criterion.
  private(set) var count = 0
  /// Respondents who were asked one.
  private(set) var asked = 0

  /// The variance that a simple random sample of as many respondents would have.
  var simpleVariance: Double? {
    count > 1 ? Double(weight) * squares.value / Double(count - 1) : nil
  }

  /// The spread of every composite in every domain.
  ///
  /// `domainOfCell` holds, for each list of domains that do not overlap, the domain of each cell, or −1.
  static func spreads(
    _ sample: WeightedSample, criteria: [Criterion], composites: [Composite],
    domains: [DomainScore], domainOfCell: [[Int]]
  ) -> [[CompositeSpread]] {
    let heaviest = Double(sample.weights.lazy.flatMap(\.self).max() ?? 1)
    var spreads = domains.map { domain in
      composites.map { composite in
        let reach = composite.terms.reduce(0.0) { sum, term in
          let base = domain.criteria[term.criterion].baseWeight
          return base > 0 ? sum + term.coefficient / Double(base) : sum
        }
        // A domain without answers has nothing to sum.
        let bound = reach > 0 ? heaviest * reach * reach : 1
        return CompositeSpread(squares: ExactSum(bound: bound))
      }
    }
    let inverseBases = domains.map { domain in
      domain.criteria.map { $0.baseWeight > 0 ? 1 / Double($0.baseWeight) : 0 }
    }
    var deviations = [Double](repeating: 0, count: criteria.count)
    var isAnswered = [Bool](repeating: false, count: criteria.count)
    var isAsked = [Bool](repeating: false, count: criteria.count)
    for (part, batch) in sample.wave.parts.enumerated() {
      let columns = criteria.map { batch.table.closed($0.item.id) ?? [] }
      for row in 0..<batch.table.rowCount {
        let weight = sample.weights[part][row]
        for partition in domainOfCell {
          let number = partition[Int(sample.cells[part][row])]
          guard number >= 0 else { continue }
          let domain = domains[number]
          for (position, criterion) in criteria.enumerated() {
            let code = Int(columns[position][row])
            isAnswered[position] = criterion.byteBase[code]
            isAsked[position] = criterion.byteAsked[code]
            deviations[position] =
              (criterion.byteScores[code] - (domain.criteria[position].mean ?? 0))
              * inverseBases[number][position]
          }
          for (position, composite) in composites.enumerated() {
            var influence = 0.0
            var answered = false
            for term in composite.terms where isAnswered[term.criterion] {
              influence += term.coefficient * deviations[term.criterion]
              answered = true
            }
            if composite.terms.contains(where: { isAsked[$0.criterion] }) {
              spreads[number][position].asked += 1
            }
            guard answered else { continue }
            spreads[number][position].add(influence, weight: weight)
          }
        }
      }
    }
    return spreads
  }

  private mutating func add(_ influence: Double, weight: Int64) {
    squares.add(Double(weight) * influence * influence)
    self.weight += weight
    count += 1
  }
}
