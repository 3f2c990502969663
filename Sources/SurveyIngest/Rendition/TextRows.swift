internal import DelimitedText
internal import SurveyModel

/// The records of a delimited text in UTF-8.
struct TextRows: RowSource {
  let sheets = [""]
  let bytes: [UInt8]
  let dialect: Dialect

  func forEachRow(_ body: (SourceRow) throws -> Void) throws {
    var reader = RecordReader(bytes, dialect: dialect)
    while let step = reader.next() {
      let content: SourceRow.Content =
        switch step {
        case .fault: .broken(Array(reader.rawBytes()))
        case .record: .cells((0..<reader.fieldCount).map { reader.string($0) ?? "" })
        }
      try body(SourceRow(lines: reader.lines, content: content))
    }
  }
}

extension TextRows {
  /// The dialect of a text whose header may stand below titles.
  ///
  /// Another delimiter than the first record's is taken where it parts more than twice the fields in most
  /// records, and either the first record's parts none or more columns are known with the other: many
  /// answers joined in a cell are no fields. Without a study, nothing is known.
  static func dialect(of bytes: [UInt8], for study: Study? = nil) -> Dialect {
    let first = Dialect.detected(in: bytes)
    let head = Array(bytes.prefix(headBytes))
    func width(_ rows: [SourceRow]) -> Int {
      // Of titles and questions most have commas; what parts fields does so in most records.
      rows.isEmpty ? 0 : rows.map(\.cells.count).sorted()[rows.count / 2]
    }
    let own = rows(of: head, first)
    let others = [Dialect.comma, .semicolon, .tab, .pipe].filter { $0 != first }
      .map { (dialect: $0, rows: rows(of: head, $0)) }
    guard let widest = others.max(by: { width($0.rows) < width($1.rows) }),
      width(widest.rows) > 2 * width(own)
    else { return first }
    guard width(own) > 1, let study else { return widest.dialect }
    return knownCount(widest.rows, study) > knownCount(own, study) ? widest.dialect : first
  }

  /// How many columns of the header a study knows, if a text is cut so.
  static func knownCount(of bytes: [UInt8], _ dialect: Dialect, _ study: Study) -> Int {
    knownCount(rows(of: Array(bytes.prefix(headBytes)), dialect), study)
  }

  private static let headBytes = 1 << 16

  private static func rows(of head: [UInt8], _ dialect: Dialect) -> [SourceRow] {
    var reader = RecordReader(head, dialect: dialect)
    var rows: [SourceRow] = []
    while rows.count < HeaderLayout.depth, let step = reader.next() {
      guard step == .record else { continue }
      let cells = (0..<reader.fieldCount).map { reader.string($0) ?? "" }
      rows.append(SourceRow(lines: reader.lines, content: .cells(cells)))
    }
    return rows
  }

  private static func knownCount(_ rows: [SourceRow], _ study: Study) -> Int {
    HeaderLayout(
      in: rows.filter { !$0.isBlank }, known: KnownHeaders(study), marks: FormMarks(study),
      isText: true, forced: nil)?.known ?? 0
  }
}

extension Dialect {
  /// The delimiter as a profile names it.
  var delimiterName: String { delimiter == 0x09 ? "tab" : String(UnicodeScalar(delimiter)) }
}
