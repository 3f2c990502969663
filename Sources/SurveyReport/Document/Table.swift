/// A table with a caption, column headers, and rows that may form a tree.
public struct Table: Hashable, Sendable {
  /// What the table shows, in one line.
  public var caption: String

  /// A remark below the table, such as the population and the year.
  public var note: String?

  /// The columns from left to right.
  public let columns: [Column]

  /// The rows from top to bottom.
  public let rows: [Row]

  /// A table whose rows have one cell for each column.
  ///
  /// - Precondition: Every row has as many cells as there are columns.
  public init(caption: String, note: String? = nil, columns: [Column], rows: [Row]) {
    precondition(
      rows.allSatisfy { $0.cells.count == columns.count },
      "a row must have one cell for each of the \(columns.count) columns")
    self.caption = caption
    self.note = note
    self.columns = columns
    self.rows = rows
  }

  /// One column: its header, and how its cells stand.
  public struct Column: Hashable, Sendable {
    /// The words at the head of the column.
    public var header: String

    /// Which side the cells keep to.
    public var alignment: Alignment

    /// Whether the cells name their rows; such a column is indented by the rows' levels.
    public var isRowHeader: Bool

    /// A column of text or numbers.
    public init(_ header: String, alignment: Alignment = .number, isRowHeader: Bool = false) {
      self.header = header
      self.alignment = alignment
      self.isRowHeader = isRowHeader
    }

    /// A column of text whose cells name their rows.
    public static func rowHeader(_ header: String) -> Column {
      Column(header, alignment: .text, isRowHeader: true)
    }
  }

  /// Which side the cells of a column keep to.
  public enum Alignment: Hashable, Sendable {
    /// Left, and broken into lines where space is short.
    case text

    /// Right, and never broken.
    case number
  }

  /// One row: its cells, and its place in the tree of rows.
  public struct Row: Hashable, Sendable {
    /// One cell for each column.
    public var cells: [Cell]

    /// The depth in the tree of rows: 0 for an axis, 1 for its factors, 2 for their criteria.
    public var level: Int

    /// How much the row stands out.
    public var emphasis: Emphasis

    /// A row of cells, by default at the root of the tree and in plain type.
    public init(_ cells: [Cell], level: Int = 0, emphasis: Emphasis = .plain) {
      self.cells = cells
      self.level = level
      self.emphasis = emphasis
    }
  }

  /// How much a row stands out.
  public enum Emphasis: Hashable, Sendable {
    /// Like its neighbours.
    case plain

    /// In bold type: a total, or the head of a group.
    case strong
  }
}
