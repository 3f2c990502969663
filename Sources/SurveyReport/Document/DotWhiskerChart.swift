/// A chart with one row for each unit: a dot at the estimate, a whisker over its interval.
///
/// Rows are drawn in the order given, on one common scale, with their values in words beside them.
public struct DotWhiskerChart: Hashable, Sendable {
  /// What the chart shows, in one line.
  public var title: String

  /// The chart in a sentence, for readers who cannot see it.
  public var summary: String

  /// The unit printed after tick labels, such as "%".
  public var unit: String

  /// The values at the left and the right end of the scale, in the unit of the estimates.
  public let scale: ClosedRange<Double>

  /// The number of decimals of the printed values.
  public var digits: Int

  /// The rows from top to bottom.
  public var rows: [Row]

  /// A value to compare all rows with, such as the provincial mean.
  public var reference: Reference?

  /// A chart over a fixed scale; marks beyond the scale are drawn as arrows at its ends.
  ///
  /// - Precondition: The scale is finite and longer than zero.
  public init(
    title: String, summary: String, unit: String = "%", scale: ClosedRange<Double> = 0...100,
    digits: Int = 1, rows: [Row], reference: Reference? = nil
  ) {
    precondition(
      scale.lowerBound.isFinite && scale.upperBound.isFinite
        && scale.lowerBound < scale.upperBound,
      "the scale of a chart must be finite and longer than zero")
    self.title = title
    self.summary = summary
    self.unit = unit
    self.scale = scale
    self.digits = digits
    self.rows = rows
    self.reference = reference
  }

  /// One unit of the chart.
  public struct Row: Hashable, Sendable {
    /// The name of the unit.
    public var name: String

    /// What is drawn for it.
    public var mark: Mark

    /// A remark below the name, such as the number of answers; `nil` where no estimate is shown.
    public let note: String?

    /// A row from its name and its mark.
    ///
    /// Edge cases:
    /// - The note is dropped where the mark is suppressed: it could give the value back.
    public init(name: String, mark: Mark, note: String? = nil) {
      self.name = name
      self.mark = mark
      self.note = mark.cell(digits: 0).isShown ? note : nil
    }
  }

  /// A value marked by a line across all rows.
  public struct Reference: Hashable, Sendable {
    /// The value, in the unit of the estimates.
    public var value: Double

    /// What the value is, such as "Whole province".
    public var label: String

    /// A reference line at a value.
    public init(value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }
}
