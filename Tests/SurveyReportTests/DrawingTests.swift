import SurveyModel
import SurveyReport
import Testing

@Suite struct DrawingTests {
  private func elements(
    scale: ClosedRange<Double>, rows: [DotWhiskerChart.Row],
    reference: DotWhiskerChart.Reference? = nil
  ) throws -> [MarkupReader.Element] {
    let chart = DotWhiskerChart(
      title: "Chart", summary: "A chart.", scale: scale, rows: rows, reference: reference)
    return try #require(
      MarkupReader.elements(of: SVGRenderer(language: .english).render(chart)))
  }

  @Test(
    "places larger values further to the right, and equal values on one line",
    arguments: [0.0...100, 60...100, -5...5])
  func monotone(scale: ClosedRange<Double>) throws {
    let step = (scale.upperBound - scale.lowerBound) / 40
    let values = stride(from: scale.lowerBound, through: scale.upperBound, by: step)
    let elements = try elements(
      scale: scale,
      rows: values.map { .init(name: "Unit", mark: .estimate($0)) },
      reference: .init(value: scale.lowerBound + 20 * step, label: "Mean"))
    let dots = elements.filter { $0.name == "circle" }
    let places = dots.compactMap { $0.number("cx") }
    #expect(places.count == 41)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    let heights = dots.compactMap { $0.number("cy") }
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 < $1 })
    let reference = elements.first { $0.attributes["class"] == "reference" }
    #expect(reference?.number("x1") == places[20])
  }

  @Test(
    "keeps every mark inside the view box, far outliers and bad bounds too",
    arguments: [
      (91.0, 88.0, 94.0), (50, -1e300, 1e300), (-20, -30, -10), (120, 110, 130),
      (50, -.infinity, .infinity), (50, .nan, 60), (.nan, 40, 60), (.infinity, 40, 60),
      (50, 60, 40),
    ])
  func inside(value: Double, lower: Double, upper: Double) throws {
    let elements = try elements(
      scale: 0...100,
      rows: [
        .init(
          name: "Thị trấn Phước Bình (sáp nhập từ xã Phước Bình và xã Long Giang cũ)",
          mark: .estimate(value, lower: lower, upper: upper), note: "n = 400")
      ])
    let box = try #require(elements.first?.attributes["viewBox"]).split(separator: " ")
    let (width, height) = (try #require(Double(box[2])), try #require(Double(box[3])))
    for element in elements {
      for name in ["x", "x1", "x2", "cx"] {
        if let x = element.number(name) { #expect((0...width).contains(x)) }
      }
      for name in ["y", "y1", "y2", "cy"] {
        if let y = element.number(name) { #expect((0...height).contains(y)) }
      }
    }
  }

  @Test("draws no dot for an estimate beyond the scale, but still prints it")
  func beyond() throws {
    let elements = try elements(
      scale: 60...100, rows: [.init(name: "Unit", mark: .estimate(40, lower: 30, upper: 70))])
    #expect(!elements.contains { $0.name == "circle" })
    #expect(elements.contains { $0.text == "40.0 (30.0–70.0)" })
  }

  @Test(
    "labels the scale with round numbers",
    arguments: [
      (0.0...100, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
      (60...100, ["60 %", "70 %", "80 %", "90 %", "100 %"]),
      (0...1, ["0.0 %", "0.2 %", "0.4 %", "0.6 %", "0.8 %", "1.0 %"]),
      (-5...5, ["−4 %", "−2 %", "0 %", "2 %", "4 %"]),
      (0...0.03, ["0.000 %", "0.005 %", "0.010 %", "0.015 %", "0.020 %", "0.025 %", "0.030 %"]),
      (3.2...4.1, ["3.2 %", "3.4 %", "3.6 %", "3.8 %", "4.0 %"]),
      (0...5000, ["0 %", "1,000 %", "2,000 %", "3,000 %", "4,000 %", "5,000 %"]),
    ])
  func ticks(scale: ClosedRange<Double>, expected: [String]) throws {
    let elements = try elements(scale: scale, rows: [.init(name: "Unit", mark: .suppressed)])
    let labels = elements.filter { $0.attributes["class"] == "axis" && $0.name == "text" }
    #expect(labels.map { $0.text.replacing("\u{A0}", with: " ") } == expected)
  }

  @Test("breaks a long name into lines that do not touch the next row")
  func longNames() throws {
    let name = "Trung tâm Phục vụ hành chính công phường Nghĩa Lộ, tỉnh Quảng Ngãi (mới sắp xếp)"
    let elements = try elements(
      scale: 0...100,
      rows: [.init(name: name, mark: .estimate(50)), .init(name: name, mark: .estimate(60))])
    let lines = elements.filter { $0.attributes["class"] == "name" }
    #expect(lines.map(\.text).joined(separator: " ") == name + " " + name)
    #expect(lines.allSatisfy { $0.text.count <= 34 })
    let heights = lines.compactMap { $0.number("y") }
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 16.9 })
  }

  @Test(
    "cuts a long chart into drawings of one page, with every row and one legend",
    arguments: [(0, [0]), (1, [1]), (22, [22]), (23, [11, 12]), (60, [20, 20, 20])])
  func parts(count: Int, expected: [Int]) throws {
    let marks: [DotWhiskerChart.Mark] = [
      .estimate(50, lower: 40, upper: 60), .notAvailable(reason: "A"), .notAvailable(reason: "B"),
    ]
    let rows = (0..<count).map { index in
      DotWhiskerChart.Row(name: "Xã \(index)", mark: marks[index < 22 ? index % 2 : 2])
    }
    let chart = DotWhiskerChart(title: "Chart", summary: "A chart.", rows: rows)
    let page = HTMLRenderer().render(
      ReportDocument(language: .english, title: "T", blocks: [.dotWhisker(chart)]))
    let elements = try #require(MarkupReader.elements(of: page))
    let drawings = elements.split(omittingEmptySubsequences: false) { $0.name == "svg" }.dropFirst()
    let names = drawings.map { $0.filter { $0.attributes["class"] == "name" }.map(\.text) }
    #expect(names.map(\.count) == expected)
    #expect(names.flatMap(\.self) == rows.map(\.name))
    let markers = elements.filter { $0.attributes["class"] == "missing" }.map(\.text)
    #expect(Set(markers) == (count > 22 ? ["[x1]", "[x2]"] : count > 1 ? ["[x]"] : []))
  }
}
