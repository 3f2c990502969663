internal import Dispatch
internal import SurveyModel
internal import SurveyWeighting
internal import Synchronization

/// How much respondents differ in a composite: what its variance would be in a simple random sample.
///
/// A respondent's linearised value of Σ cⱼ Rⱼ is u = Σ cⱼ (sⱼ − Rⱼ)/Bⱼ over the criteria answered. With W
/// and n the weight and number of respondents who answered one, a simple random sample drawn with
/// replacement has the variance W Σ w u² / (n − 1); for one criterion this is svyvar/n of R's *survey*.
/// It needs the means, so it is a second pass over the answers; its sums do not depend on their order.
struct CompositeSpread: Sendable {
  /// Σ w u² in quanta of ``CompositeWalk``.
  fileprivate var squares: Int128 = 0
  fileprivate var quantum = 1.0
  fileprivate var weight: Int64 = 0
  /// Respondents who answered a criterion.
  fileprivate(set) var count = 0
  /// Respondents who were asked one.
  fileprivate(set) var asked = 0

  /// The variance that a simple random sample of as many respondents would have.
  var simpleVariance: Double? {
    count > 1 ? Double(weight) * (Double(squares) * quantum) / Double(count - 1) : nil
  }

  /// The spread of every composite in every domain.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - criteria: The criteria.
  ///   - composites: The composites.
  ///   - domains: All together, then domains that do not overlap.
  ///   - domainOfCell: For each cell the domain among those, 0 where it is in none.
  ///   - threads: The most threads to use.
  /// - Returns: By domain and composite.
  /// - Throws: The system's error where answers cannot be read again.
  static func spreads(
    _ sample: WeightedSample, criteria: [Criterion], composites: [Composite],
    domains: [DomainScore], domainOfCell: [Int], threads: Int
  ) throws -> [[CompositeSpread]] {
    let walk = CompositeWalk(
      criteria: criteria, composites: composites, domains: domains, domainOfCell: domainOfCell,
      heaviest: sample.heaviest)
    let items = criteria.map(\.item)
    let count = sample.answerBlockCount
    let workers = max(1, min(threads, count))
    let outcomes = Mutex<[Result<CompositeWalk.Sums, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let outcome = Result {
        var sums = walk.emptySums
        for number in stride(from: worker, to: count, by: workers) {
          walk.add(try sample.answerBlock(number, of: items), to: &sums)
        }
        return sums
      }
      outcomes.withLock { $0.append(outcome) }
    }
    let all = try outcomes.withLock { $0 }.map { try $0.get() }
    return walk.spreads(all)
  }
}

/// Goes through the answers with the linearised value of each in each domain.
private struct CompositeWalk: Sendable {
  /// Sums by composite and domain.
  struct Sums: Sendable {
    /// Of all together, by composite.
    var wholeSquares: [Int128]
    /// By composite and domain; domain 0 are those in none.
    var squares: [Int128]
    /// What is still to be added to them.
    var squaresSince: [Int64]
    var weights: [Int64]
    var counts: [Int]
    var asked: [Int]

    mutating func settle() {
      for slot in squares.indices where squaresSince[slot] != 0 {
        squares[slot] += Int128(squaresSince[slot])
        squaresSince[slot] = 0
      }
    }
  }

  /// Criteria whose coefficients are in one proportion wherever they occur, so that they are added up
  /// once for all composites.
  private struct Group: Sendable {
    var criteria: [(position: Int, coefficient: Double)]
  }

  /// What a composite is made of.
  private struct Recipe: Sendable {
    var groups: [(group: Int, factor: Double)]
    /// For each domain the inverse of the quantum.
    var inverseQuanta: [Double]
  }

  private let domainCount: Int
  private let domainOfCell: [Int]
  private let groups: [Group]
  private let recipes: [Recipe]
  /// For each criterion how many slots a domain has.
  private let widths: [Int]
  /// For each criterion, by domain and slot: the value of the whole, that of the domain, and 1 for an
  /// answer plus 1024 for having been asked.
  private let values: [[SIMD4<Double>]]

  init(
    criteria: [Criterion], composites: [Composite], domains: [DomainScore], domainOfCell: [Int],
    heaviest: Int64
  ) {
    domainCount = domains.count
    self.domainOfCell = domainOfCell
    let widths = criteria.map { criterion in
      var width = 8
      while width < criterion.item.options.count + MissingKind.allCases.count { width *= 2 }
      return width
    }
    self.widths = widths
    values = criteria.map { criterion in
      let width = widths[criterion.position]
      var values = [SIMD4<Double>](repeating: .zero, count: domains.count * width)
      let whole = domains[0].criteria[criterion.position]
      for (number, domain) in domains.enumerated() {
        let score = domain.criteria[criterion.position]
        for code in UInt8.min...UInt8.max {
          let isOption = Int(code) < criterion.item.options.count
          guard isOption || MissingKind(code: code) != nil else { continue }
          var entry = SIMD4<Double>.zero
          if criterion.byteBase[Int(code)] {
            entry.x = whole.influence(of: criterion.byteScores[Int(code)])
            entry.y = number == 0 ? 0 : score.influence(of: criterion.byteScores[Int(code)])
            entry.z += 1
          }
          if criterion.byteAsked[Int(code)] { entry.z += 1024 }
          values[number * width + Int(code &+ 5) & (width - 1)] = entry
        }
      }
      return values
    }
    var groups: [Group] = []
    var factors: [[Double]] = []
    for criterion in criteria.indices {
      let own = composites.map { composite in
        composite.terms.first { $0.criterion == criterion }?.coefficient ?? 0
      }
      guard let lead = own.first(where: { $0 > 0 }) else { continue }
      let shape = own.map { $0 / lead }
      let found = factors.firstIndex { factor in
        zip(factor, shape).allSatisfy { ($0 == 0) == ($1 == 0) && abs($0 - $1) <= 1e-14 * abs($1) }
      }
      if let found {
        groups[found].criteria.append((criterion, lead))
      } else {
        factors.append(shape)
        groups.append(Group(criteria: [(criterion, lead)]))
      }
    }
    self.groups = groups
    recipes = composites.enumerated().map { number, composite in
      Recipe(
        groups: factors.indices.compactMap { group in
          factors[group][number] > 0 ? (group, factors[group][number]) : nil
        },
        inverseQuanta: domains.map { domain in
          let reach = composite.terms.reduce(0.0) { sum, term in
            let base = domain.criteria[term.criterion].baseWeight
            return base > 0 ? sum + term.coefficient / Double(base) : sum
          }
          // A domain without answers has nothing to sum.
          let bound = reach > 0 ? Double(heaviest) * reach * reach : 1
          return 0x1p45 / bound.binade
        })
    }
  }

  var emptySums: Sums {
    let count = recipes.count * domainCount
    return Sums(
      wholeSquares: Array(repeating: 0, count: recipes.count),
      squares: Array(repeating: 0, count: count),
      squaresSince: Array(repeating: 0, count: count), weights: Array(repeating: 0, count: count),
      counts: Array(repeating: 0, count: count), asked: Array(repeating: 0, count: count))
  }

  private static let stripe = 512

  func add(_ block: AnswerBlock, to sums: inout Sums) {
    let rows = block.cells.count
    var sum = [SIMD4<Double>](repeating: .zero, count: groups.count * CompositeWalk.stripe)
    var domains = [Int](repeating: 0, count: CompositeWalk.stripe)
    for start in stride(from: 0, to: rows, by: CompositeWalk.stripe) {
      let count = min(CompositeWalk.stripe, rows - start)
      for row in 0..<count { domains[row] = domainOfCell[Int(block.cells[start + row])] }
      for position in sum.indices { sum[position] = .zero }
      for (group, members) in groups.enumerated() {
        for (criterion, coefficient) in members.criteria where !block.codes[criterion].isEmpty {
          CompositeWalk.add(
            values[criterion], block.codes[criterion], start: start, count: count,
            domains: domains, width: widths[criterion],
            factor: SIMD4(coefficient, coefficient, 1, 0), to: &sum,
            at: group * CompositeWalk.stripe)
        }
      }
      for (number, recipe) in recipes.enumerated() {
        finish(recipe, number, sum, block.weights, start: start, count: count, domains, &sums)
      }
      // A square is below 2⁴⁶ quanta, so some 2¹⁷ of them fit.
      if (start / CompositeWalk.stripe) % 64 == 63 { sums.settle() }
    }
    sums.settle()
  }

  private static func add(
    _ values: [SIMD4<Double>], _ codes: [UInt8], start: Int, count: Int, domains: [Int],
    width: Int, factor: SIMD4<Double>, to sum: inout [SIMD4<Double>], at offset: Int
  ) {
    let mask = UInt8(truncatingIfNeeded: width - 1)
    for row in 0..<count {
      let slot = Int(codes[start &+ row] &+ 5 & mask)
      sum[offset &+ row] += values[domains[row] &* width &+ slot] * factor
    }
  }

  private func finish(
    _ recipe: Recipe, _ number: Int, _ sum: [SIMD4<Double>], _ weights: [Int64], start: Int,
    count: Int, _ domains: [Int], _ sums: inout Sums
  ) {
    let inverseQuantum = recipe.inverseQuanta[0]
    var whole: Int64 = 0
    for row in 0..<count {
      var value = SIMD4<Double>.zero
      for (group, factor) in recipe.groups {
        value += sum[group &* CompositeWalk.stripe &+ row] * SIMD4(factor, factor, 1, 0)
      }
      let flags = Int(value.z)
      guard flags > 0 else { continue }
      let domain = domains[row]
      let slot = number &* domainCount &+ domain
      if flags >= 1024 { sums.asked[slot] &+= 1 }
      guard flags & 1023 > 0 else { continue }
      let weight = weights[start &+ row]
      let heavy = Double(weight)
      whole &+= Int64((heavy * value.x * value.x * inverseQuantum).rounded(.toNearestOrEven))
      let own = (heavy * value.y * value.y * recipe.inverseQuanta[domain])
        .rounded(.toNearestOrEven)
      sums.squaresSince[slot] &+= Int64(own)
      sums.weights[slot] &+= weight
      sums.counts[slot] &+= 1
    }
    sums.wholeSquares[number] += Int128(whole)
  }

  /// The spreads by domain and composite.
  func spreads(_ all: [Sums]) -> [[CompositeSpread]] {
    (0..<domainCount).map { domain in
      recipes.enumerated().map { number, recipe in
        var spread = CompositeSpread()
        spread.quantum = 1 / recipe.inverseQuanta[domain]
        // All together are those of every domain and those of none.
        let slots = domain == 0 ? 0..<domainCount : domain..<(domain + 1)
        for sums in all {
          spread.squares +=
            domain == 0
            ? sums.wholeSquares[number] : sums.squares[number * domainCount + domain]
          for slot in slots.map({ number * domainCount + $0 }) {
            spread.weight += sums.weights[slot]
            spread.count += sums.counts[slot]
            spread.asked += sums.asked[slot]
          }
        }
        return spread
      }
    }
  }
}

extension DomainScore.CriterionScore {
  /// (s − R)/B, 0 where the base is empty.
  fileprivate func influence(of score: Double) -> Double {
    baseWeight > 0 ? (score - (mean ?? 0)) * (1 / Double(baseWeight)) : 0
  }
}
