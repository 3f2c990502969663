/// One thing that is known about both the sample and the population.
///
/// Either a classification with a count of the population for each category, or a variable with its
/// total over the population. A variable of ones controls the size of the population.
public struct CalibrationMargin: Hashable, Sendable {
  /// What each unit has of the margin.
  enum Content: Hashable, Sendable {
    case categories([Int])
    case values([Double])
  }

  /// What the margin is called in error messages.
  public let name: String

  /// The totals of the population: one for each category, or one for the variable.
  public let totals: [ControlTotal]

  let content: Content

  /// The number of units.
  public var count: Int {
    switch content {
    case .categories(let codes): codes.count
    case .values(let values): values.count
    }
  }

  /// Makes a margin of a classification.
  ///
  /// A crossing of several classifications is a classification too: number its cells.
  ///
  /// - Parameters:
  ///   - name: What the margin is called.
  ///   - codes: The category of each unit, an index into `totals`; negative for a missing one.
  ///   - totals: How many of the population are in each category.
  public init(_ name: String, codes: [Int], totals: [ControlTotal]) {
    precondition(codes.allSatisfy { $0 < totals.count }, "each category of a margin has a total")
    self.name = name
    self.totals = totals
    content = .categories(codes)
  }

  /// Makes a margin of a variable.
  ///
  /// - Parameters:
  ///   - name: What the variable is called.
  ///   - values: Its value for each unit.
  ///   - total: Its total over the population.
  public init(_ name: String, values: [Double], total: Double) {
    self.name = name
    totals = [ControlTotal(name, total)]
    content = .values(values)
  }

  /// The codes of a classification.
  ///
  /// A variable has none; methods of cells refuse it as a mistake of the caller.
  var codes: [Int] {
    switch content {
    case .categories(let codes):
      return codes
    case .values:
      preconditionFailure("post-stratification and raking by cells take classifications only")
    }
  }

  /// The names of the totals in error messages.
  var labels: [String] {
    switch content {
    case .categories: totals.map { "\(name): \($0.name)" }
    case .values: [name]
    }
  }
}
