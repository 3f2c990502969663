/// What is known of the population about one category or one variable: a name and a total.
public struct ControlTotal: Hashable, Sendable {
  /// What the total is of, for error messages.
  public let name: String

  /// The total over the population: how many people are in the category.
  public let total: Double

  /// Makes a control total.
  ///
  /// - Parameters:
  ///   - name: What the total is of.
  ///   - total: The total over the population.
  public init(_ name: String, _ total: Double) {
    self.name = name
    self.total = total
  }
}

/// A control total that weights do not reproduce, and what they came to.
public struct UnmetTotal: Hashable, Sendable {
  /// The margin and the category or variable, such as `sex: female`.
  public let name: String

  /// The total of the population.
  public let target: Double

  /// The nearest that the weights came to it.
  public let reached: Double

  /// Makes an unmet total.
  ///
  /// - Parameters:
  ///   - name: The margin and the category or variable.
  ///   - target: The total of the population.
  ///   - reached: The nearest that the weights came to it.
  public init(_ name: String, target: Double, reached: Double) {
    self.name = name
    self.target = target
    self.reached = reached
  }
}
