/// A number to remember, with what is needed to judge it.
public struct KeyFigure: Hashable, Sendable {
  /// What is measured.
  public let label: String

  /// The number.
  public let value: Cell

  /// The unit printed after the number, such as "%"; empty for a count.
  public let unit: String

  /// The interval in words, such as "95 % CI 81.2–86.7"; `nil` where the value is not shown.
  public let interval: String?

  /// A remark below the number, such as the number of answers; `nil` where the value is not shown.
  public let note: String?

  /// A key figure from its number and the texts around it.
  ///
  /// Edge cases:
  /// - Where `value` is suppressed or not available, the interval and the note are dropped: either
  ///   could give the withheld number back.
  public init(
    label: String, value: Cell, unit: String = "", interval: String? = nil, note: String? = nil
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.interval = value.isShown ? interval : nil
    self.note = value.isShown ? note : nil
  }
}
