internal import SurveyModel
internal import SurveyWeighting

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
  /// - Returns: For each domain the spreads of the composites.
  /// - Throws: The system's error where answers cannot be read again.
  static func spreads(
    _ sample: WeightedSample, criteria: [Criterion], composites: [Composite],
    domains: [DomainScore], domainOfCell: [Int], threads: Int
  ) throws -> [[CompositeSpread]] {
    let packing = sample.answerPacking(of: criteria.map(\.item))
    let walk = CompositeWalk(
      criteria: criteria, packing: packing, composites: composites, domains: domains,
      domainOfCell: domainOfCell, heaviest: sample.heaviest)
    let count = sample.answerBlockCount
    let workers = max(1, min(threads, count))
    let all = try concurrentMap(workers, threads: workers) { worker in
      var sums = walk.emptySums
      for number in stride(from: worker, to: count, by: workers) {
        walk.add(try sample.answerBlock(number, in: packing), to: &sums)
      }
      return sums
    }
    return walk.spreads(all)
  }
}

/// Goes through the answers with the linearised value of each in each domain.
private struct CompositeWalk: Sendable {
  /// Sums by domain, or by composite and domain; domain 0 are those in none.
  struct Sums: Sendable {
    /// Of u in all together (low) and in the domain (high), by composite and domain.
    var squares: [(whole: Int128, own: Int128)]
    /// What is still to be added to them.
    var squaresSince: [SIMD2<Int64>]
    /// Of all respondents, by domain.
    var weights: [Int64]
    var counts: [Int]
    /// Of those who answered none of the composite's criteria, and who were asked none.
    var unansweredWeights: [Int64]
    var unanswered: [Int]
    var unasked: [Int]

    mutating func settle() {
      for slot in squares.indices {
        squares[slot].whole += Int128(squaresSince[slot].x)
        squares[slot].own += Int128(squaresSince[slot].y)
        squaresSince[slot] = .zero
      }
    }
  }

  /// The values of the answers in one column of bytes to the criteria of one group.
  ///
  /// A group holds criteria whose coefficients are in one proportion wherever they occur, so that they
  /// are added up once for all composites.
  private struct Table: Sendable {
    var column: Int
    var group: Int
    /// How many bytes there can be.
    var width: Int
    /// By domain and byte: the value of the whole, and that of the domain.
    var values: [SIMD2<Double>]
    /// By byte whether a criterion was answered, and whether one was asked.
    var isAnswered: [Bool]
    var isAsked: [Bool]
  }

  /// What a composite is made of.
  private struct Recipe: Sendable {
    var groups: [(group: Int, factor: Double)]
    /// For each domain the inverses of the quanta of the whole and of the domain.
    var inverseQuanta: [SIMD2<Double>]
  }

  private let domainCount: Int
  private let domainOfCell: [Int]
  private let groupCount: Int
  /// By group.
  private let tables: [Table]
  private let recipes: [Recipe]
  /// Whether somebody may have answered without having been asked, so that a value tells nothing.
  private let countsEveryone: Bool

  init(
    criteria: [Criterion], packing: AnswerPacking, composites: [Composite],
    domains: [DomainScore], domainOfCell: [Int], heaviest: Int64
  ) {
    domainCount = domains.count
    self.domainOfCell = domainOfCell
    countsEveryone = criteria.contains { criterion in
      zip(criterion.byteBase, criterion.byteAsked).contains { $0 && !$1 }
    }
    var groups: [[(criterion: Int, coefficient: Double)]] = []
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
        groups[found].append((criterion, lead))
      } else {
        factors.append(shape)
        groups.append([(criterion, lead)])
      }
    }
    groupCount = groups.count
    tables = groups.enumerated().flatMap { group, members in
      packing.columns.indices.compactMap { column in
        CompositeWalk.table(
          packing, column: column, group: group,
          members: members.map { (criteria[$0.criterion], $0.coefficient) }, domains: domains)
      }
    }
    recipes = composites.enumerated().map { number, composite in
      let inverseQuanta = domains.map { domain in
        let reach = composite.terms.reduce(0.0) { sum, term in
          let base = domain.criteria[term.criterion].baseWeight
          return base > 0 ? sum + term.coefficient / Double(base) : sum
        }
        // A domain without answers has nothing to sum.
        let bound = reach > 0 ? Double(heaviest) * reach * reach : 1
        return 0x1p45 / bound.binade
      }
      return Recipe(
        groups: factors.indices.compactMap { group in
          factors[group][number] > 0 ? (group, factors[group][number]) : nil
        }, inverseQuanta: inverseQuanta.map { SIMD2(inverseQuanta[0], $0) })
    }
  }

  private static func table(
    _ packing: AnswerPacking, column: Int, group: Int,
    members: [(criterion: Criterion, coefficient: Double)], domains: [DomainScore]
  ) -> Table? {
    let layout = packing.columns[column]
    var table = Table(
      column: column, group: group, width: layout.width,
      values: Array(repeating: .zero, count: domains.count * layout.width),
      isAnswered: Array(repeating: false, count: layout.width),
      isAsked: Array(repeating: false, count: layout.width))
    var isEmpty = true
    for (place, item) in layout.items.enumerated() {
      let id = packing.items[item].id
      guard let (criterion, coefficient) = members.first(where: { $0.criterion.item.id == id })
      else { continue }
      isEmpty = false
      for (byte, slot) in layout.slots(at: place).enumerated() {
        let code = UInt8(truncatingIfNeeded: slot - AnswerPacking.missingSlots)
        if criterion.byteAsked[Int(code)] { table.isAsked[byte] = true }
        guard criterion.byteBase[Int(code)] else { continue }
        table.isAnswered[byte] = true
        let score = criterion.byteScores[Int(code)]
        let whole = domains[0].criteria[criterion.position].influence(of: score)
        for (number, domain) in domains.enumerated() {
          let own = number == 0 ? 0 : domain.criteria[criterion.position].influence(of: score)
          table.values[number * layout.width + byte] += coefficient * SIMD2(whole, own)
        }
      }
    }
    return isEmpty ? nil : table
  }

  var emptySums: Sums {
    let count = recipes.count * domainCount
    return Sums(
      squares: Array(repeating: (0, 0), count: count),
      squaresSince: Array(repeating: .zero, count: count),
      weights: Array(repeating: 0, count: domainCount),
      counts: Array(repeating: 0, count: domainCount),
      unansweredWeights: Array(repeating: 0, count: count),
      unanswered: Array(repeating: 0, count: count), unasked: Array(repeating: 0, count: count))
  }

  // MARK: - Adding

  private static let stripe = 512

  /// Some rows of a block on their way into the sums.
  private struct Stripe {
    var start = 0
    var count = 0
    var domains = [Int](repeating: 0, count: stripe)
    var weights = [Double](repeating: 0, count: stripe)
    /// By group and row.
    var values: [SIMD2<Double>]
    /// Of a composite of several groups, by row.
    var composite = [SIMD2<Double>](repeating: .zero, count: stripe)
  }

  func add(_ block: AnswerBlock, to sums: inout Sums) {
    let rows = block.cells.count
    var stripe = Stripe(
      values: Array(repeating: .zero, count: groupCount * CompositeWalk.stripe))
    for (number, start) in stride(from: 0, to: rows, by: CompositeWalk.stripe).enumerated() {
      stripe.start = start
      stripe.count = min(CompositeWalk.stripe, rows - start)
      for row in 0..<stripe.count {
        let domain = domainOfCell[Int(block.cells[start + row])]
        let weight = block.weights[start + row]
        stripe.domains[row] = domain
        stripe.weights[row] = Double(weight)
        sums.weights[domain] += weight
        sums.counts[domain] += 1
      }
      var group = -1
      for table in tables {
        CompositeWalk.add(
          table.values, width: table.width, of: block.columns[table.column], start: start,
          stripe.count, stripe.domains, to: &stripe.values,
          at: table.group * CompositeWalk.stripe, isFirst: table.group != group)
        group = table.group
      }
      for number in recipes.indices { finish(number, &stripe, block, &sums) }
      // A square is below 2⁴⁶ quanta, so some 2¹⁷ of them fit.
      if number % 128 == 127 { sums.settle() }
    }
    sums.settle()
  }

  private static func add(
    _ values: [SIMD2<Double>], width: Int, of bytes: [UInt8], start: Int, _ count: Int,
    _ domains: [Int], to sums: inout [SIMD2<Double>], at offset: Int, isFirst: Bool
  ) {
    var sums = sums.mutableSpan
    if isFirst {
      for row in 0..<count {
        sums[offset &+ row] = values[domains[row] &* width &+ Int(bytes[start &+ row])]
      }
    } else {
      for row in 0..<count {
        sums[offset &+ row] += values[domains[row] &* width &+ Int(bytes[start &+ row])]
      }
    }
  }

  private func finish(
    _ number: Int, _ stripe: inout Stripe, _ block: AnswerBlock, _ sums: inout Sums
  ) {
    let recipe = recipes[number]
    let (count, values) = (stripe.count, stripe.values)
    if recipe.groups.isEmpty { for row in 0..<count { stripe.composite[row] = .zero } }
    for (place, (group, factor)) in recipe.groups.enumerated() {
      var composite = stripe.composite.mutableSpan
      let offset = group * CompositeWalk.stripe
      if place == 0 {
        for row in 0..<count { composite[row] = values[offset &+ row] * factor }
      } else {
        for row in 0..<count { composite[row] += values[offset &+ row] * factor }
      }
    }
    var hasEmpty = countsEveryone
    var since = sums.squaresSince.mutableSpan
    let offset = number &* domainCount
    for row in 0..<stripe.count {
      let value = stripe.composite[row]
      let domain = stripe.domains[row]
      let scaled = value * value * (stripe.weights[row] * recipe.inverseQuanta[domain])
      // Below 2⁵¹ the sum's last bits are the nearest integer, halves going to the even one.
      let rounded = scaled + SIMD2(repeating: CompositeWalk.rounding)
      let quanta = SIMD2(
        Int64(bitPattern: rounded.x.bitPattern), Int64(bitPattern: rounded.y.bitPattern))
      since[offset &+ domain] &+= quanta &- SIMD2(repeating: CompositeWalk.roundingBits)
      hasEmpty = hasEmpty || (value.x == 0 && value.y == 0)
    }
    if hasEmpty { countEmpty(number, stripe, block, &sums) }
  }

  private static let rounding = 0x1.8p52
  private static let roundingBits = Int64(bitPattern: rounding.bitPattern)

  /// Counts who answered none of a composite's criteria; their values are 0.
  private func countEmpty(
    _ number: Int, _ stripe: Stripe, _ block: AnswerBlock, _ sums: inout Sums
  ) {
    let own = tables.filter { table in recipes[number].groups.contains { $0.group == table.group } }
    for row in 0..<stripe.count {
      let value = stripe.composite[row]
      guard countsEveryone || (value.x == 0 && value.y == 0) else { continue }
      let slot = number * domainCount + stripe.domains[row]
      let place = stripe.start + row
      if !own.contains(where: { $0.isAnswered[Int(block.columns[$0.column][place])] }) {
        sums.unansweredWeights[slot] += block.weights[place]
        sums.unanswered[slot] += 1
      }
      if !own.contains(where: { $0.isAsked[Int(block.columns[$0.column][place])] }) {
        sums.unasked[slot] += 1
      }
    }
  }

  /// The spreads by domain and composite.
  func spreads(_ all: [Sums]) -> [[CompositeSpread]] {
    (0..<domainCount).map { domain in
      recipes.enumerated().map { number, recipe in
        var spread = CompositeSpread()
        spread.quantum = 1 / recipe.inverseQuanta[domain].y
        // All together are those of every domain and those of none.
        for part in domain == 0 ? 0..<domainCount : domain..<(domain + 1) {
          let slot = number * domainCount + part
          for sums in all {
            spread.squares += domain == 0 ? sums.squares[slot].whole : sums.squares[slot].own
            spread.weight += sums.weights[part] - sums.unansweredWeights[slot]
            spread.count += sums.counts[part] - sums.unanswered[slot]
            spread.asked += sums.counts[part] - sums.unasked[slot]
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
