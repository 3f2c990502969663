import SurveyModel
import Testing

@testable import SurveyWeighting

@Suite("Sums of answers by cell")
struct TallySumsTests {
  /// Two items that share a byte, and one with too many options to share any.
  static let items = [("a", 2), ("b", 5), ("c", 60)].map { name, count in
    Item(
      id: name, label: LocalizedText(name),
      content: .single(
        ResponseScale(
          id: name,
          options: (0..<count).map { ResponseOption(code: "\($0)", label: LocalizedText("\($0)")) })
      ))
  }

  static let layout = TableLayout(
    columns: items.map { ColumnLayout(name: $0.id, kind: .closed(optionCount: $0.options.count)) })

  @Test("two items with few options share a byte")
  func packing() {
    let packing = AnswerPacking(Self.items, in: Self.layout)
    #expect(packing.columns.map(\.items) == [[0, 1], [2]])
    #expect(packing.columns.map(\.width) == [7 * 10, 65])
    let table = ResponseTable(
      layout: Self.layout, rowCount: 4,
      columns: [
        .closed([0, 1, 255, 251]), .closed([4, 252, 0, 9]), .closed([59, 0, 253, 60]),
      ])
    let bytes = packing.packed(table)
    let shared = packing.columns[0]
    // Kinds of missing come first; a byte that is no option of the item counts as invalid.
    #expect(bytes[0].map { shared.slots(at: 0)[Int($0)] } == [5, 6, 4, 0])
    #expect(bytes[0].map { shared.slots(at: 1)[Int($0)] } == [9, 1, 5, 0])
    #expect(bytes[1] == [64, 5, 2, 0])
  }

  @Test(
    "more rows in a cell and more weight than one integer holds",
    arguments: [(weight: Int64(1), cells: 1), (1 << 26, 1), (1 << 26, 200), (12_345, 70)])
  func overflow(_ weight: Int64, _ cells: Int) {
    let rows = 100_000
    // 1.1 million rows, more than 2²⁰; at the heavy weight more than 2⁴³ after two blocks.
    let blocks = 11
    func code(_ row: Int, _ item: Int) -> UInt8 {
      let options = Self.items[item].options.count
      // A thousand rows in a row give one answer, so that a slot fills up.
      let answer = row / 1000 % (options + 1)
      return answer == options ? MissingKind.dontKnow.code : UInt8(answer)
    }
    let table = ResponseTable(
      layout: Self.layout, rowCount: rows,
      columns: Self.items.indices.map { item in .closed((0..<rows).map { code($0, item) }) })
    let weights = (0..<rows).map { weight + Int64($0 % 3) }
    let cellOfRow = (0..<rows).map { Int32($0 % cells) }
    let packing = AnswerPacking(Self.items, in: Self.layout)
    let columns = packing.packed(table)
    var sums = TallySums(packing)
    for _ in 0..<blocks {
      sums.add(
        columns: columns, cells: cellOfRow, weights: weights, total: weights.reduce(0, +))
    }
    let tally = sums.tally(order: Array(0..<cells), divisor: 1)
    for item in Self.items.indices {
      let slots = AnswerTally.slots(of: Self.items[item])
      let slotCount = Self.items[item].options.count + AnswerTally.missingKinds.count
      var expected = [Int64](repeating: 0, count: cells * slotCount)
      var counts = [Int32](repeating: 0, count: cells * slotCount)
      for row in 0..<rows {
        let slot = row % cells * slotCount + slots[Int(code(row, item))]
        expected[slot] += weights[row] * Int64(blocks)
        counts[slot] += Int32(blocks)
      }
      #expect((0..<cells).flatMap { tally.weights(item: item, cell: $0) } == expected)
      #expect((0..<cells).flatMap { tally.counts(item: item, cell: $0) } == counts)
    }
  }
}
