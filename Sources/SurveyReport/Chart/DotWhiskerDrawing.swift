import SurveyModel

/// A dot-and-whisker chart as SVG.
///
/// The drawing is legible without the page's style sheet: colours come from attributes first.
struct DotWhiskerDrawing {
  let chart: DotWhiskerChart
  let language: Language

  /// The prefix of the identifiers of title and description, unique in the page.
  let identifier: String

  /// The markers of the whole chart, of which this may draw a part.
  let legend: Legend

  private let layout: DotWhiskerLayout
  private var style: NumberStyle { NumberStyle(language) }

  init(chart: DotWhiskerChart, language: Language, identifier: String, legend: Legend) {
    self.chart = chart
    self.language = language
    self.identifier = identifier
    self.legend = legend
    layout = DotWhiskerLayout(chart)
  }

  /// The whole drawing.
  var markup: Markup {
    let (title, summary) = (identifier + "-title", identifier + "-desc")
    let width = FixedPoint(DotWhiskerLayout.width, digits: 0).integer
    let height = FixedPoint(layout.height.rounded(.up), digits: 0).integer
    return element(
      "svg", Attribute("xmlns", "http://www.w3.org/2000/svg"),
      Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("role", "img"),
      Attribute("aria-labelledby", title + " " + summary),
      Attribute("font-family", "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"),
      Attribute("font-size", "13"), Attribute("fill", "currentColor"),
      Attribute("stroke", "none")
    ) {
      element("title", Attribute("id", title)) { chart.title }
      element("desc", Attribute("id", summary)) { chart.summary }
      axis
      reference
      zip(chart.rows, layout.rows).map(markup)
    }
  }

  private var axis: Markup {
    let ticks = AxisTicks(chart.scale)
    return element("g", Attribute("class", "axis")) {
      for value in ticks.values {
        line(
          "grid", from: (layout.x(of: value), layout.top),
          to: (layout.x(of: value), layout.bottom))
        text(
          style.string(value, digits: ticks.digits) + unitSuffix, "axis",
          at: (layout.x(of: value), layout.bottom + 18), anchor: "middle", size: 12)
      }
    }
  }

  private var reference: Markup? {
    guard let reference = chart.reference, chart.scale.contains(reference.value) else {
      return nil
    }
    let x = layout.x(of: reference.value)
    let value = style.string(reference.value, digits: chart.digits) + unitSuffix
    return element("g") {
      element(
        "line", Attribute("class", "reference"), Attribute("stroke", "currentColor"),
        Attribute("stroke-dasharray", "4 3"), Attribute("x1", x), Attribute("y1", layout.top - 6),
        Attribute("x2", x), Attribute("y2", layout.bottom))
      // The label may reach over the names and the values: nothing else stands at its height.
      text(
        SafeText(reference.label).string + " " + value, "reference-label",
        at: (x, layout.top - 12), anchor: anchor(at: x), size: 12)
    }
  }

  /// The side of a label that leaves a long label the most room.
  private func anchor(at x: Double) -> String {
    switch x / DotWhiskerLayout.width {
    case ..<0.4: "start"
    case 0.6...: "end"
    default: "middle"
    }
  }

  private func markup(of row: DotWhiskerChart.Row, at place: DotWhiskerLayout.Row) -> Markup {
    element("g") {
      line("grid", from: (0, place.top), to: (DotWhiskerLayout.width, place.top))
      names(at: place)
      if let (lower, value, upper) = row.mark.drawn {
        mark(value, lower: lower, upper: upper, y: place.middle)
      }
      text(
        style.string(row.mark, digits: chart.digits, legend: legend),
        row.mark.drawn == nil ? "missing" : "value", at: (612, place.middle + 4.5))
    }
  }

  private func names(at place: DotWhiskerLayout.Row) -> Markup {
    let lines = place.name.map { ($0, "name") } + place.note.map { ($0, "note") }
    let first = place.middle + 4.5 - Double(lines.count - 1) / 2 * DotWhiskerLayout.lineHeight
    return Markup(
      joining: lines.enumerated().map { index, line in
        text(
          line.0, line.1, at: (0, first + Double(index) * DotWhiskerLayout.lineHeight),
          size: line.1 == "note" ? 12 : 13)
      })
  }

  private func mark(_ value: Double, lower: Double, upper: Double, y: Double) -> Markup {
    let (left, right) = (layout.x(of: lower), layout.x(of: upper))
    return element("g") {
      if left < right {
        whisker(from: (left, y), to: (right, y))
        end(at: (left, y), isBeyond: lower < chart.scale.lowerBound, towards: -1)
        end(at: (right, y), isBeyond: upper > chart.scale.upperBound, towards: 1)
      }
      if chart.scale.contains(value) {
        element(
          "circle", Attribute("class", "mark"), Attribute("cx", layout.x(of: value)),
          Attribute("cy", y), Attribute("r", 4.5))
      }
    }
  }

  /// A cap where the whisker ends, an arrow head where it goes on beyond the scale.
  private func end(at point: (x: Double, y: Double), isBeyond: Bool, towards: Double) -> Markup {
    guard isBeyond else {
      return whisker(from: (point.x, point.y - 4), to: (point.x, point.y + 4))
    }
    let back = point.x - 6 * towards
    return Markup(joining: [
      whisker(from: (back, point.y - 4), to: point), whisker(from: (back, point.y + 4), to: point),
    ])
  }

  private func whisker(from: (Double, Double), to: (Double, Double)) -> Markup {
    line("whisker", from: from, to: to, width: 2)
  }

  private func line(
    _ name: String, from: (Double, Double), to: (Double, Double), width: Double = 1
  ) -> Markup {
    element(
      "line", Attribute("class", name),
      Attribute("stroke", name == "grid" ? "#d5dbe0" : "currentColor"),
      Attribute("stroke-width", width), Attribute("x1", from.0), Attribute("y1", from.1),
      Attribute("x2", to.0), Attribute("y2", to.1))
  }

  private func text(
    _ words: String, _ name: String, at point: (Double, Double), anchor: String = "start",
    size: Double = 13
  ) -> Markup {
    element(
      "text", Attribute("class", name), Attribute("x", point.0), Attribute("y", point.1),
      Attribute("text-anchor", anchor), Attribute("font-size", size)
    ) { words }
  }

  /// The unit as it follows a number, on the same line.
  private var unitSuffix: String { chart.unit.isEmpty ? "" : "\u{A0}" + chart.unit }
}
