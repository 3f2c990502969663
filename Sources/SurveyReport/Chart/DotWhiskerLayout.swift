/// Where everything of a dot-and-whisker chart stands, in units of its view box.
///
/// Names stand on the left, the scale in the middle, values on the right. Long names are broken
/// into lines, and a row is as high as its lines.
struct DotWhiskerLayout {
  /// One row's place, and the lines of its texts.
  struct Row {
    let top: Double
    let height: Double
    let name: [String]
    let note: [String]

    /// Where the dot and the value stand.
    var middle: Double { top + height / 2 }
  }

  /// The width of the view box.
  static let width = 760.0

  /// The distance between the base lines of two lines of text.
  static let lineHeight = 17.0

  private static let nameWidth = 34
  private static let rowPadding = 11.0
  private static let labelHeight = 30.0
  private static let footHeight = 28.0

  /// The left and the right end of the scale.
  let plot = 250.0...600.0

  /// The values at the ends of the scale.
  let scale: ClosedRange<Double>

  /// The upper end of the rows; above it there is room for the label of a reference line.
  let top: Double

  /// The rows from top to bottom.
  let rows: [Row]

  /// The place of a chart's parts.
  init(_ chart: DotWhiskerChart) {
    scale = chart.scale
    top = chart.reference == nil ? 1 : Self.labelHeight
    var top = self.top
    rows = chart.rows.map { row in
      let name = TextWrapping.lines(of: SafeText(row.name).string, width: Self.nameWidth)
      let note =
        row.note.map {
          TextWrapping.lines(of: SafeText($0).string, width: Self.nameWidth)
        } ?? []
      let height = Double(name.count + note.count) * Self.lineHeight + Self.rowPadding
      defer { top += height }
      return Row(top: top, height: height, name: name, note: note)
    }
  }

  /// The lower end of the rows.
  var bottom: Double { rows.last.map { $0.top + $0.height } ?? top }

  /// The height of the view box.
  var height: Double { bottom + Self.footHeight }

  /// Where a value stands on the scale; values beyond the scale stand at its ends.
  func x(of value: Double) -> Double {
    let share = (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return plot.lowerBound + min(max(share, 0), 1) * (plot.upperBound - plot.lowerBound)
  }
}
