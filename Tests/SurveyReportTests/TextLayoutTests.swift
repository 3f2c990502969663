import Foundation
import SurveyModel
import SurveyReport
import Testing

@Suite struct TextLayoutTests {
  private func text(_ table: Table, width: Int = 100) -> [String] {
    let document = ReportDocument(language: .vietnamese, title: "T", blocks: [.table(table)])
    let lines = TextRenderer(width: width).render(document).split(separator: "\n")
    return lines.dropFirst(3).map(String.init)
  }

  private let names = ["Xã Nguyễn Huệ", "Ễ", "Phường Thủ Dầu Một", "Xã Ia Rong"]

  @Test("stands numbers under each other, whether letters are composed or not")
  func alignment() {
    let lines = [
      \String.precomposedStringWithCanonicalMapping, \.decomposedStringWithCanonicalMapping,
    ]
    .map { form in
      text(
        Table(
          caption: "C", columns: [.rowHeader("Đơn vị"), .init("Chỉ số")],
          rows: names.map { .init([.text($0[keyPath: form]), .number(83.9, digits: 1)]) }))
    }
    #expect(lines[0] == lines[1])
    #expect(Set(lines[0].map(\.count)).count == 1)
  }

  @Test("keeps within the page by breaking names, never numbers", arguments: [40, 60, 100])
  func narrow(width: Int) {
    let name = "Trung tâm Phục vụ hành chính công phường Nghĩa Lộ, tỉnh Quảng Ngãi"
    let lines = text(
      Table(
        caption: "C", columns: [.rowHeader("Đơn vị"), .init("Chỉ số"), .init("KTC 95 %")],
        rows: [
          .init(
            [
              .text(name), .number(83.9, digits: 1), .interval(lower: 81.2, upper: 86.7, digits: 1),
            ], level: 2)
        ]), width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.contains { $0.hasSuffix("83,9  81,2–86,7") })
    let words = lines.dropFirst(2).joined(separator: " ").split(separator: " ")
    #expect(words.filter { !$0.contains { $0.isNumber } }.joined(separator: " ") == name)
  }

  @Test("indents rows by their level in the page and in the text", arguments: 0...3)
  func levels(level: Int) throws {
    let table = Table(
      caption: "C", columns: [.rowHeader("Trục"), .init("Chỉ số")],
      rows: [.init([.text("Tiêu chí"), .number(1, digits: 0)], level: level)])
    #expect(text(table).last?.prefix { $0 == " " }.count == 2 * level)
    let page = HTMLRenderer().render(
      ReportDocument(language: .vietnamese, title: "T", blocks: [.table(table)]))
    let elements = try #require(MarkupReader.elements(of: page))
    #expect(elements.contains { $0.attributes["class"] == "level-\(level)" })
  }

  @Test("lists the chapters from three on", arguments: [(2, 0), (3, 3), (5, 5)])
  func contents(chapters: Int, links: Int) throws {
    let blocks = (0..<chapters).map { Block.heading("Chương \($0)", level: 1) }
    let page = HTMLRenderer().render(
      ReportDocument(language: .vietnamese, title: "T", blocks: blocks))
    let elements = try #require(MarkupReader.elements(of: page))
    let targets = elements.compactMap { $0.attributes["href"]?.dropFirst() }
    let anchors = elements.filter { $0.name == "h2" }.compactMap { $0.attributes["id"] }
    #expect(targets.count == links)
    #expect(links == 0 || targets.map(String.init) == anchors)
  }

  @Test("names rows and columns of a table for readers who hear it")
  func scopes() throws {
    let page = HTMLRenderer().render(Samples.report(in: .vietnamese))
    let elements = try #require(MarkupReader.elements(of: page))
    let headers = elements.filter { $0.name == "th" }
    #expect(headers.allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    #expect(
      elements.filter { $0.name == "table" }.count == elements.filter { $0.name == "caption" }.count
    )
    let identifiers = elements.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
    let labels = elements.compactMap { $0.attributes["aria-labelledby"] }
    #expect(
      labels.flatMap { $0.split(separator: " ") }.allSatisfy { identifiers.contains(String($0)) })
  }
}
