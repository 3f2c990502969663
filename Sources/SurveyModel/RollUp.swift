/// How criteria roll up into factors, axes and the index.
///
/// A node's value is Σ cⱼ·Rⱼ over the criteria below it, with Σ cⱼ = 1. The roll-up gives the
/// coefficients cⱼ. The published SIPAS figures follow ``equalCriteria``: the index is
/// (23·policy + 16·service)/39, and neither the mean of the two axes nor of the nine factors.
public struct RollUp: Hashable, Sendable {
  /// The roll-up's name; every printed number carries it.
  public var name: String
  /// The rule.
  public var rule: Rule

  /// How the nodes below a node are weighed.
  public enum Rule: Hashable, Sendable {
    /// Every criterion below a node weighs the same.
    case equalCriteria
    /// The index's children weigh the same; below them every criterion does.
    case equalAxes
    /// Every lowest node weighs the same, at every level above it; in it every criterion does.
    case equalFactors
    /// The index's children weigh as stated, by id (made to add up to 1; absent means 0);
    /// below them every criterion weighs the same.
    case stated([String: Double])
  }

  /// Makes a roll-up.
  public init(name: String, rule: Rule) {
    self.name = name
    self.rule = rule
  }

  /// Every criterion weighs the same.
  public static let equalCriteria = RollUp(name: "equal-criteria", rule: .equalCriteria)
  /// Every axis weighs the same.
  public static let equalAxes = RollUp(name: "equal-axes", rule: .equalAxes)
  /// Every factor weighs the same.
  public static let equalFactors = RollUp(name: "equal-factors", rule: .equalFactors)
  /// The roll-ups that need no statement in a questionnaire.
  public static let builtIn = [equalCriteria, equalAxes, equalFactors]

  /// The coefficient of each criterion below `node`, adding up to 1.
  ///
  /// - Parameter node: The index, an axis or a factor; criteria listed twice weigh twice.
  /// - Returns: The criteria in the order of the form, with their coefficients.
  /// - Complexity: O(*criteria* × *depth*).
  public func coefficients(of node: Axis) -> [(criterion: String, coefficient: Double)] {
    switch rule {
    case .equalCriteria:
      return RollUp.equal(node.allCriteria)
    case .equalAxes, .stated:
      guard node.kind == .index, !node.children.isEmpty else {
        return RollUp.equal(node.allCriteria)
      }
      let weights = childWeights(of: node)
      return zip(node.children, weights).flatMap { child, weight in
        RollUp.equal(child.allCriteria).map { ($0.criterion, $0.coefficient * weight) }
      }
    case .equalFactors:
      let lowest = node.nodes.map(\.node).filter { !$0.criteria.isEmpty }
      return lowest.flatMap { factor in
        RollUp.equal(factor.criteria).map { ($0.criterion, $0.coefficient / Double(lowest.count)) }
      }
    }
  }

  /// The weight of each child in `node`'s value, adding up to 1.
  ///
  /// The index of published axis values is Σ weight × value.
  public func childWeights(of node: Axis) -> [Double] {
    let raw: [Double] = node.children.map { child in
      switch rule {
      case .equalCriteria: Double(child.allCriteria.count)
      case .equalAxes: node.kind == .index ? 1 : Double(child.allCriteria.count)
      case .equalFactors: Double(child.nodes.filter { !$0.node.criteria.isEmpty }.count)
      case .stated(let weights):
        node.kind == .index ? weights[child.id] ?? 0 : Double(child.allCriteria.count)
      }
    }
    let total = raw.reduce(0, +)
    return raw.map { total > 0 ? $0 / total : 0 }
  }

  private static func equal(_ criteria: [String]) -> [(criterion: String, coefficient: Double)] {
    criteria.map { ($0, 1 / Double(criteria.count)) }
  }
}
