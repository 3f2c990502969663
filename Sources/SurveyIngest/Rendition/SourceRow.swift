/// One row of a file of any kind, before its columns mean anything.
struct SourceRow: Sendable {
  /// What stands in a row.
  enum Content: Sendable {
    /// The texts of its cells.
    case cells([String])
    /// A record that cannot be cut into fields, as it stands.
    case broken([UInt8])
  }

  /// The sheet, 0 for the first that is read.
  var sheet = 0
  /// The physical lines of a text, or the row of a sheet; from 1.
  var lines: ClosedRange<Int>
  var content: Content

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
///
/// A class, because it stands for a file that is being read.
protocol RowSource: AnyObject {
  /// The names of the sheets, one empty name for a file without sheets.
  var sheets: [String] { get }
  /// The next row that is not blank, nil at the end.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read on.
  func next() throws(ImportError) -> SourceRow?
}
