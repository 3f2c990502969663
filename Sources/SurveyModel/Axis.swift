/// A node of the axis tree: the index, an axis, a factor; its leaves are criteria.
///
/// The tree may have any depth. A node holds either children or criteria.
public struct Axis: Hashable, Sendable {
  /// The node's name, unique in the tree.
  public var id: String
  /// The node's title.
  public var label: LocalizedText
  /// Whether the node is the index, an axis or a factor.
  public var kind: Kind
  /// The nodes below, empty at the lowest level.
  public var children: [Axis]
  /// The ids of the criteria that stand directly below.
  public var criteria: [String]

  /// What a node is called.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The root.
    case index
    /// A node below the root.
    case axis
    /// A node below an axis.
    case factor
  }

  /// Makes a node.
  public init(
    id: String, label: LocalizedText, kind: Kind, children: [Axis] = [], criteria: [String] = []
  ) {
    self.id = id
    self.label = label
    self.kind = kind
    self.children = children
    self.criteria = criteria
  }

  /// The ids of all criteria below, in the order of the form.
  public var allCriteria: [String] {
    criteria + children.flatMap(\.allCriteria)
  }

  /// The parameter that the node's value is an estimate of.
  public var parameter: Parameter {
    switch kind {
    case .index: .index
    case .axis: .axis(id)
    case .factor: .factor(id)
    }
  }

  /// The node and all nodes below it with their depth, parents before their children.
  public var nodes: [(node: Axis, depth: Int)] {
    [(self, 0)] + children.flatMap { child in child.nodes.map { ($0.node, $0.depth + 1) } }
  }
}

/// What an estimate is an estimate of.
public enum Parameter: Hashable, Sendable, CustomStringConvertible {
  /// The index as a whole.
  case index
  /// An axis, by id.
  case axis(String)
  /// A factor, by id.
  case factor(String)
  /// A criterion, by the item's id.
  case item(String)

  /// The name used in files: `index`, `axis:ID`, `factor:ID`, `item:ID`.
  public var description: String {
    switch self {
    case .index: "index"
    case .axis(let id): "axis:\(id)"
    case .factor(let id): "factor:\(id)"
    case .item(let id): "item:\(id)"
    }
  }
}
