import SurveyModel

/// A dot-and-whisker chart in characters: `o` the estimate, `-` its interval, `:` the reference.
///
/// A whisker that goes on beyond the scale ends in `<` or `>`.
struct TextChart {
  let chart: DotWhiskerChart
  let language: Language

  /// The number of columns available.
  let width: Int

  private var style: NumberStyle { NumberStyle(language) }

  /// The unit as it follows a number.
  private var unit: String { chart.unit.isEmpty ? "" : " " + SafeText(chart.unit).string }

  /// The rows, and the scale and the reference below them.
  var lines: [String] {
    let legend = Legend(chart)
    let values = chart.rows.map {
      style.string($0.mark, digits: chart.digits, legend: legend)
    }
    let valueWidth = values.map(\.count).max() ?? 0
    let names = chart.rows.map { SafeText($0.name).string }
    let nameWidth = max(12, min(names.map(\.count).max() ?? 0, width / 3))
    let stripWidth = min(41, max(11, width - nameWidth - valueWidth - 4))
    let rows = chart.rows.indices.flatMap { index in
      let remark = chart.rows[index].note.map {
        TextWrapping.lines(of: SafeText($0).string, width: nameWidth)
      }
      let parts = TextWrapping.lines(of: names[index], width: nameWidth) + (remark ?? [])
      let strip = strip(of: chart.rows[index].mark, width: stripWidth)
      let first = [
        TextWrapping.padded(parts[0], to: nameWidth), strip,
        TextWrapping.rightAligned(values[index], in: valueWidth),
      ]
      return [first.joined(separator: "  ")] + parts.dropFirst()
    }
    return rows + [scaleLine(nameWidth: nameWidth, stripWidth: stripWidth)] + referenceLines
  }

  private func strip(of mark: DotWhiskerChart.Mark, width: Int) -> String {
    var strip = [Character](repeating: " ", count: width)
    if let reference = chart.reference, chart.scale.contains(reference.value) {
      strip[column(of: reference.value, width: width)] = ":"
    }
    guard let (lower, value, upper) = mark.drawn else { return String(strip) }
    if lower < upper {
      for place in column(of: lower, width: width)...column(of: upper, width: width) {
        strip[place] = "-"
      }
      if lower < chart.scale.lowerBound { strip[0] = "<" }
      if upper > chart.scale.upperBound { strip[width - 1] = ">" }
    }
    if chart.scale.contains(value) { strip[column(of: value, width: width)] = "o" }
    return String(strip)
  }

  private func column(of value: Double, width: Int) -> Int {
    let share =
      (value - chart.scale.lowerBound) / (chart.scale.upperBound - chart.scale.lowerBound)
    return Int((min(max(share, 0), 1) * Double(width - 1)).rounded())
  }

  private func scaleLine(nameWidth: Int, stripWidth: Int) -> String {
    let digits = AxisTicks(chart.scale).digits
    let left = style.string(chart.scale.lowerBound, digits: digits) + unit
    let right = style.string(chart.scale.upperBound, digits: digits) + unit
    return String(repeating: " ", count: nameWidth + 2) + left
      + TextWrapping.rightAligned(right, in: max(right.count + 1, stripWidth - left.count))
  }

  private var referenceLines: [String] {
    guard let reference = chart.reference, chart.scale.contains(reference.value) else { return [] }
    let value = style.string(reference.value, digits: chart.digits)
    return [": \(SafeText(reference.label).string) \(value)\(unit)"]
  }
}
