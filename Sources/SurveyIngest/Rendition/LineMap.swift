internal import SurveyModel

/// Where the lines of a text that was made from a file stand in the file itself.
struct LineMap: Hashable, Sendable {
  /// Lines that stand in the file one below the other, or all in one row.
  private struct Stretch: Hashable, Sendable {
    var line: Int
    var fileLine: Int
    var sheet: Int
    /// Whether all lines of the stretch stand on one line of the file.
    var isFlat: Bool
  }

  /// The names of the sheets; empty for a file without sheets.
  private let sheets: [String]
  /// By sheet, for each field the column of the sheet that it is read from, 1 for the first.
  private let columns: [[Int: Int]]
  private var stretches: [Stretch] = []

  /// Whether the file has sheets.
  var hasSheets: Bool { !sheets.isEmpty }

  /// - Parameters:
  ///   - sheets: The names of the sheets; one that is empty for a file without.
  ///   - positions: By sheet, for each of its columns the field that is read from it, 0 for the first.
  init(sheets: [String], positions: [[Int]] = []) {
    self.sheets = sheets.count == 1 && sheets[0].isEmpty ? [] : sheets
    columns = positions.map { fields in
      Dictionary(
        fields.enumerated().map { ($0.element + 1, $0.offset + 1) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Notes a record.
  ///
  /// - Parameters:
  ///   - lines: Its lines in the text, behind those noted before.
  ///   - fileLines: Its lines in the file.
  ///   - sheet: Its sheet.
  mutating func add(_ lines: ClosedRange<Int>, fileLines: ClosedRange<Int>, sheet: Int) {
    let isFlat = lines.count > 1 && fileLines.count == 1
    if let last = stretches.last, last.sheet == sheet, !last.isFlat, !isFlat,
      lines.lowerBound - last.line == fileLines.lowerBound - last.fileLine
    {
      return
    }
    stretches.append(
      Stretch(
        line: lines.lowerBound, fileLine: fileLines.lowerBound, sheet: sheet, isFlat: isFlat))
  }

  /// The line in the file, and the sheet.
  func place(of line: Int) -> (line: Int, sheet: String?) {
    let (line, sheet) = position(of: line)
    return (line, sheet.flatMap { $0 < sheets.count ? sheets[$0] : nil })
  }

  /// The line in the file, and the position of the sheet.
  private func position(of line: Int) -> (line: Int, sheet: Int?) {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (line, nil) }
    let stretch = stretches[low - 1]
    return (
      stretch.isFlat ? stretch.fileLine : stretch.fileLine + line - stretch.line, stretch.sheet
    )
  }

  /// The position of a finding in the file itself.
  func position(_ position: SourcePosition) -> SourcePosition {
    var position = position
    let first = self.position(of: position.line)
    position.lastLine = max(first.line, place(of: position.lastLine).line)
    position.line = first.line
    guard let sheet = first.sheet, sheet < sheets.count else { return position }
    position.sheet = sheets[sheet]
    if let field = position.field, sheet < columns.count {
      position.sheetColumn = columns[sheet][field]
    }
    return position
  }
}
