internal import DelimitedText
internal import SurveyModel

/// What the header of a file says about its records: made once, used by every thread that reads them.
struct BatchPlan: Sendable {
  let study: Study
  let layout: TableLayout
  let fileName: String
  let dialect: Dialect
  let headers: [String]
  let matches: [ColumnMatch]
  let absentItems: [String]
  let columns: ColumnPlan
  /// Where the header stands.
  let header: Range<Int>
  /// Where the records begin.
  let start: RecordWalker.Place

  /// Makes the plan; nil where the header may go on behind `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The text, or its beginning.
  ///   - isWhole: Whether `bytes` are the whole text.
  ///   - fileName: The name that findings carry.
  ///   - study: What the columns and codes mean.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  init?(
    _ bytes: [UInt8], isWhole: Bool, fileName: String, study: Study
  ) throws(ImportError) {
    if let problem = BatchPlan.problem(of: bytes) {
      throw ImportError(file: fileName, problems: [problem])
    }
    let dialect = Dialect.detected(in: bytes)
    var reader = RecordReader(bytes, dialect: dialect)
    let step = reader.next()
    // What reaches to the end of a part of the text may go on behind it.
    guard isWhole || reader.byteRange.upperBound < bytes.count else { return nil }
    guard case .record = step else {
      let line = reader.lines.lowerBound
      throw ImportError(file: fileName, problems: [.brokenHeader(line: line)])
    }
    var headers: [String] = []
    for field in 0..<reader.fieldCount {
      guard let header = reader.string(field) else {
        throw ImportError(
          file: fileName, problems: [.notUTF8(line: UTF8Fault(firstIn: bytes)?.line ?? 1)])
      }
      headers.append(header)
    }
    let matcher = ColumnMatcher(headers: headers, study: study)
    var problems = matcher.problems
    // What a spreadsheet leaves below a header is no record: line ends, blanks, delimiters, empty quotes.
    let isEmpty: (UInt8) -> Bool = {
      $0 == dialect.delimiter || $0 == UInt8(ascii: "\"") || BatchPlan.blanks.contains($0)
    }
    if isWhole, bytes[reader.byteRange.upperBound...].allSatisfy(isEmpty) {
      problems.append(.noRecords)
    }
    guard problems.isEmpty else { throw ImportError(file: fileName, problems: problems) }
    self.study = study
    self.fileName = fileName
    self.dialect = dialect
    self.headers = headers
    layout = TableLayout(study)
    matches = matcher.matches
    absentItems = matcher.absentItems
    columns = ColumnPlan(targets: matcher.targets, study: study, layout: layout)
    header = reader.byteRange
    start = RecordWalker.Place(
      offset: reader.byteRange.upperBound, line: reader.lines.upperBound + 1,
      record: reader.recordNumber + 1)
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  private static func problem(of bytes: [UInt8]) -> ImportError.Problem? {
    let start = ByteOrderMark(startOf: bytes) == .utf8 ? ByteOrderMark.utf8.bytes.count : 0
    if bytes[start...].allSatisfy(blanks.contains) { return .empty }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .notText(kind: "XLSX/ZIP") }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .notText(kind: "XLS") }
    if let mark = ByteOrderMark(startOf: bytes), mark != .utf8 { return .utf16 }
    // UTF-16 without its mark: every other byte of a header's ASCII is NUL.
    let opening = bytes.prefix(64)
    if opening.allSatisfy({ $0 == 0 }) { return .notText(kind: "NUL") }
    if opening.count(where: { $0 == 0 }) * 3 > opening.count {
      guard let first = bytes.firstIndex(of: 0), !alternates(opening) else { return .utf16 }
      return .nullBytes(line: bytes[..<first].count { $0 == 0x0A } + 1)
    }
    return nil
  }

  /// Whether NUL stands in every second byte almost alone, and in the others hardly ever.
  private static func alternates(_ bytes: ArraySlice<UInt8>) -> Bool {
    let places = bytes.indices.filter { bytes[$0] == 0 }
    let even = places.count { $0.isMultiple(of: 2) }
    return max(even, places.count - even) > 4 * min(even, places.count - even)
  }
}
