public import SurveyModel

/// How the answers of a respondent are laid out in bytes: where two items have few options, one byte
/// holds both.
///
/// A byte is *slot of the first* + *width of the first* × *slot of the second*. The slots of an item are
/// the five kinds of missing, then its options. Half as many bytes are half as many steps wherever
/// answers are counted.
public struct AnswerPacking: Sendable {
  /// One byte of every row.
  public struct Column: Sendable {
    /// The one or two items, as positions among ``AnswerPacking/items``.
    public let items: [Int]
    /// How many slots each has.
    public let widths: [Int]
    /// How many bytes there can be.
    public var width: Int { widths.reduce(1, *) }

    /// The slot of the item at `place`, 0 or 1, for every byte.
    public func slots(at place: Int) -> [Int] {
      (0..<width).map { place == 0 ? $0 % widths[0] : $0 / widths[0] }
    }
  }

  /// The items.
  public let items: [Item]
  /// The columns, which hold each item with a closed column once.
  public let columns: [Column]

  /// The number of slots that every item has before its first option.
  public static let missingSlots = MissingKind.allCases.count

  /// - Parameters:
  ///   - items: The items.
  ///   - layout: The columns of tables; an item without a closed column among them is left out.
  init(_ items: [Item], in layout: TableLayout) {
    self.items = items
    let present = items.indices.filter { position in
      guard let column = layout.position(of: items[position].id) else { return false }
      return if case .closed = layout.columns[column].kind { true } else { false }
    }
    let widths = items.map { $0.options.count + AnswerPacking.missingSlots }
    var columns: [Column] = []
    for item in present {
      if let last = columns.last, last.items.count == 1, last.width * widths[item] <= 256 {
        columns[columns.count - 1] = Column(
          items: last.items + [item], widths: last.widths + [widths[item]])
      } else {
        columns.append(Column(items: [item], widths: [widths[item]]))
      }
    }
    self.columns = columns
  }

  /// The slot of a byte of a closed column; a byte that is neither option nor missing counts as invalid.
  public static func slot(of code: UInt8, width: Int) -> Int {
    let slot = Int(code &+ UInt8(missingSlots))
    return slot < width ? slot : 0
  }

  /// Packs the answers of a table.
  ///
  /// - Returns: For each column its bytes.
  func packed(_ table: ResponseTable) -> [[UInt8]] {
    columns.map { column in
      let first = table.closed(items[column.items[0]].id) ?? []
      let second = column.items.count > 1 ? table.closed(items[column.items[1]].id) ?? [] : first
      precondition(first.count == table.rowCount && second.count == table.rowCount)
      let shift = UInt8(AnswerPacking.missingSlots)
      let firstWidth = UInt8(column.widths[0])
      // Of a column with one item the second slot is always 0.
      let secondWidth = column.items.count > 1 ? UInt8(column.widths[1]) : 0
      var bytes = first
      // The three arrays are equally long, as was just seen.
      unsafe bytes.withUnsafeMutableBufferPointer { bytes in
        unsafe second.withUnsafeBufferPointer { second in
          for row in 0..<bytes.count {
            let low = unsafe bytes[row] &+ shift
            let high = unsafe second[row] &+ shift
            unsafe bytes[row] =
              (low < firstWidth ? low : 0) &+ (high < secondWidth ? high : 0) &* firstWidth
          }
        }
      }
      return bytes
    }
  }
}
