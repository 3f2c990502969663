internal import SurveyModel

/// One row of a file of any kind, before its columns mean anything.
struct SourceRow: Sendable {
  /// What stands in a row.
  enum Content: Sendable {
    /// The texts of its cells.
    case cells([String])
    /// A record that cannot be cut into fields, as it stands.
    case broken([UInt8])
  }

  /// What a file says of a cell's type, beyond its text.
  enum CellKind: Sendable {
    /// A text, or a cell of a file that knows no types.
    case text
    /// A number, whose text has a decimal point whatever the file's language.
    case number
    /// A day or a time, whose text is that of ISO 8601.
    case date
    /// A formula's failure.
    case error
    /// A value that the file declares to stand for a missing answer.
    case missing
  }

  /// The sheet, 0 for the first that is read.
  var sheet = 0
  /// The physical lines of a text, the row of a sheet, or the number of a case; from 1.
  var lines: ClosedRange<Int>
  var content: Content
  /// The types of its cells, as far as they are not those of texts; there may be fewer than cells.
  var kinds: [CellKind] = []
  /// The columns, 0 for the first, that hold what a merged cell says in another.
  var merged: [Int] = []

  /// The cells, none of a broken record.
  var cells: [String] {
    if case .cells(let cells) = content { cells } else { [] }
  }

  /// Whether no cell holds anything.
  var isBlank: Bool {
    switch content {
    case .cells(let cells): cells.allSatisfy { $0.trimmed.isEmpty }
    case .broken: false
    }
  }
}

/// The rows of a file, in their order.
protocol RowSource {
  /// The names of the sheets, one empty name for a file without sheets.
  var sheets: [String] { get }
  /// The names of the columns, where the file keeps them apart from its rows.
  var names: [String]? { get }
  /// By column and code what the file calls the code; empty where it says nothing.
  var valueLabels: [[String: String]] { get }
  /// What the file calls each column, beside its name; empty where it says nothing.
  var titles: [String] { get }
  /// The names of sheets that are hidden, and so not among those that are read.
  var hidden: [String] { get }
  /// Calls `body` with each row that is in the file, from the first.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read, or what `body` throws.
  func forEachRow(_ body: (SourceRow) throws -> Void) throws
}

/// Ends a reading early.
struct EnoughRows: Error {}

extension RowSource {
  var names: [String]? { nil }
  var valueLabels: [[String: String]] { [] }
  var titles: [String] { [] }
  var hidden: [String] { [] }

  /// The first rows of each sheet that are not blank.
  func firstRows(_ count: Int) throws -> [[SourceRow]] {
    var rows: [[SourceRow]] = sheets.map { _ in [] }
    do {
      try forEachRow { row in
        if rows[row.sheet].count < count, !row.isBlank { rows[row.sheet].append(row) }
        if row.sheet == sheets.count - 1, rows[row.sheet].count == count { throw EnoughRows() }
      }
    } catch is EnoughRows {}
    return rows
  }
}
