internal import SurveyModel

/// Straightlining: the same option on and on, down a battery of questions.
///
/// A battery is a run of ``shortest`` or more questions that the form asks one after the other with the
/// same options. An interview's value is the length of its longest runs of one option, all batteries
/// together, by the length of the batteries: 1 where every battery was answered with one option. A kind
/// of missing ends a run. A group's value is the mean of its interviews' (*long string*: Johnson 2005,
/// *J. Res. Personality* 39; in asked order).
///
/// People who are satisfied with everything straightline too: the value says nothing by itself, and is
/// compared with what the group's own answers would give in random order.
struct Batteries {
  /// The fewest questions of a battery.
  static let shortest = 6

  /// The columns of each battery, in asked order.
  let columns: [Range<Int>]
  private let length: Int

  init(_ sheet: AnswerSheet) {
    var found: [Range<Int>] = []
    var first = 0
    func codes(_ column: Int) -> [String]? {
      let item = sheet.items[sheet.itemOfColumn[column]]
      return item.isMultiple ? nil : item.options.map(\.code)
    }
    for column in 0...sheet.columns.count {
      let goesOn =
        column < sheet.columns.count && column > first && codes(column) != nil
        && codes(column) == codes(column - 1)
      if goesOn { continue }
      if column - first >= Batteries.shortest { found.append(first..<column) }
      first = column
    }
    columns = found
    length = found.reduce(0) { $0 + $1.count }
  }

  /// The share of the batteries that each interview's longest runs take.
  func runShares(of block: AnswerBlock) -> [Double] {
    var total = [Int](repeating: 0, count: block.rowCount)
    var run = [Int](repeating: 0, count: block.rowCount)
    var longest = run
    for battery in columns {
      for row in run.indices {
        run[row] = 0
        longest[row] = 0
      }
      for column in battery {
        let codes = block.columns[column]
        let before = column > battery.lowerBound ? block.columns[column - 1] : codes
        for row in codes.indices {
          let code = codes[row]
          if Int(code) > MissingKind.maximumOptionCount {
            run[row] = 0
          } else {
            run[row] = code == before[row] ? run[row] + 1 : 1
            if run[row] > longest[row] { longest[row] = run[row] }
          }
        }
      }
      for row in total.indices { total[row] += longest[row] }
    }
    return total.map { Double($0) / Double(length) }
  }
}
