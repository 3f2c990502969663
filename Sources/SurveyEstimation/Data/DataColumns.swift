internal import DelimitedText

/// The columns of a delimited text, as any statistics program would read them.
///
/// A column is a number column where every value that is not missing is a decimal number; otherwise
/// it is a text column. An empty field, `NA` and `.` are missing; `NaN`, `Inf` and `0x1F` are texts.
public struct DataColumns: Sendable {
  /// The names of the columns, in the order of the header.
  public let names: [String]
  /// The number of rows.
  public let rowCount: Int
  /// What stands between two fields.
  public let delimiter: String
  private let columns: [String: Column]

  /// One column.
  public struct Column: Hashable, Sendable {
    /// The different texts, in the order in which they first came.
    public var levels: [String]
    /// For each row the position of its text among the levels, −1 where it is missing.
    public var codes: [Int]
    /// The values as numbers, NaN where missing; nil for a text column.
    public var numbers: [Double]?

    /// The row of the file that each is from, 1 for the first; nil where they are all of its rows.
    var fileRows: [Int]?
    /// The first row of the file that is no number; nil in a column of numbers.
    var textRow: Int?

    /// The row of the file, 1 for the first below the header, at a position among the rows.
    func fileRow(_ position: Int) -> Int { fileRows?[position] ?? position + 1 }

    /// Whether a row's value is missing.
    public func isMissing(_ row: Int) -> Bool { codes[row] < 0 }
  }

  /// Why a text cannot be read as columns.
  public enum Problem: Error, Hashable, Sendable {
    /// There is no header.
    case noHeader
    /// Two columns have this name.
    case repeatedName(String)
    /// A record has not as many fields as the header.
    case ragged(line: Int, fields: Int, expected: Int)
    /// A record's quotes are broken.
    case broken(line: Int)
    /// The text stops being UTF-8 on this line.
    case notUTF8(line: Int)
  }

  /// Reads a delimited text with a header.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8; the delimiter is the one that is most frequent in the header.
  ///   - progress: Called now and then with the bytes and the rows read.
  /// - Throws: ``Problem``, at the first fault.
  /// - Complexity: O(*n*) in the bytes.
  public init(
    _ bytes: [UInt8], telling progress: (_ bytes: Int, _ rows: Int) -> Void = { _, _ in }
  ) throws(Problem) {
    if let fault = UTF8Fault(firstIn: bytes) { throw .notUTF8(line: fault.line) }
    let dialect = Dialect.detected(in: bytes)
    var reader = RecordReader(bytes, dialect: dialect)
    guard let first = reader.next() else { throw .noHeader }
    guard case .record = first else { throw .broken(line: reader.lines.lowerBound) }
    let names = (0..<reader.fieldCount).map { reader.string($0) ?? "" }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedName(name) }
    var builders: [ColumnBuilder] = []
    var rowCount = 0
    while let step = reader.next() {
      guard case .record = step else { throw .broken(line: reader.lines.lowerBound) }
      guard reader.fieldCount == names.count else {
        throw .ragged(
          line: reader.lines.lowerBound, fields: reader.fieldCount, expected: names.count)
      }
      if builders.isEmpty {
        // As many rows as there would be if all were as long as the first.
        let expected = (bytes.count - reader.byteRange.lowerBound) / reader.byteRange.count
        builders = names.map { _ in ColumnBuilder(rowCount: expected) }
      }
      for field in names.indices { builders[field].append(field, of: reader) }
      rowCount += 1
      if rowCount.isMultiple(of: 4096) { progress(reader.byteRange.upperBound, rowCount) }
    }
    self.names = names
    self.rowCount = rowCount
    self.delimiter = String(UnicodeScalar(dialect.delimiter))
    self.columns = Dictionary(
      uniqueKeysWithValues: zip(
        names,
        (builders.isEmpty ? names.map { _ in ColumnBuilder() } : builders).map { $0.column() }))
  }

  private init(_ data: DataColumns, rowCount: Int, columns: [String: Column]) {
    self.names = data.names
    self.rowCount = rowCount
    self.delimiter = data.delimiter
    self.columns = columns
  }

  /// The column with this name, or nil where there is none.
  public subscript(name: String) -> Column? { columns[name] }

  /// The rows at `positions`, as if there were no others; errors go on naming the row of the file.
  func rows(at positions: [Int]) -> DataColumns {
    let fileRows = positions.map { fileRow($0) }
    return DataColumns(
      self, rowCount: positions.count,
      columns: columns.mapValues { column in
        var chosen = ColumnBuilder()
        for row in positions {
          chosen.append(column.codes[row] < 0 ? "" : column.levels[column.codes[row]])
        }
        return chosen.column(fileRows: fileRows)
      })
  }

  /// The row of the file, 1 for the first below the header, at a position among the rows.
  func fileRow(_ position: Int) -> Int {
    names.first.flatMap { self[$0] }?.fileRow(position) ?? position + 1
  }
}
