public import DelimitedText
public import SurveyModel

/// The accepted rows of a study as a table that can be imported again and gives the same rows.
///
/// First come the study's own columns under the names that the study has for them: the form's key, the
/// unit, the design. Then the items in the order of the form; a multiple choice has a column for each
/// option, with 1 where it is ticked. Where the form has a code for a kind of missing it is written,
/// otherwise the cell is empty. Direct identifiers are in no coded table, and so not here either.
///
/// ```swift
/// let export = ResponseExport(study, as: .codes)
/// var file = export.file(as: .excel(.decimalComma))
/// for block in wave.blocks { file.add(try wave.rows(of: block)) }
/// ```
///
/// Edge cases:
/// - A label that stands for two options of its item, or a question's text that stands for two items,
///   is written as the code.
/// - A code that the study gives another meaning to is written as a text that means it.
/// - Why a number, a day or a text is missing is in no coded table; the cell is empty, unless the form
///   requires an answer: then it holds one of the form's missing codes.
public struct ResponseExport: Sendable {
  /// How closed answers and headers are written.
  public enum Wording: String, Hashable, Sendable, CaseIterable {
    /// Ids and codes.
    case codes
    /// The words of the form, in the language.
    case labels
  }

  /// A column of the study itself.
  public struct StudyColumn: Hashable, Sendable {
    /// Its header.
    public var name: String
    /// Whether it holds numbers.
    public var isNumeric: Bool
  }

  /// The columns of the study itself, which come first.
  public let studyColumns: [StudyColumn]
  /// The headers of all columns.
  public let headers: [String]
  /// Whether every closed answer is written as the form's code, so that the form's schema fits.
  public let isOfFormCodes: Bool
  private let columns: [Column]

  /// One column: where its values stand in a coded table and how they are written.
  struct Column: Sendable {
    enum Kind: Sendable {
      case text
      case keyPart(Int)
      case number
      case day
      /// For each byte of a closed column its cell.
      case closed([ExportCell])
    }

    var header: String
    var source: String
    var kind: Kind
    /// What stands for no value.
    var missing = ExportCell.empty
  }

  /// Makes the columns.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - wording: How closed answers and headers are written.
  ///   - language: The language of labels; nil for the study's.
  public init(_ study: Study, as wording: Wording = .codes, language: Language? = nil) {
    let own = ResponseExport.ownColumns(of: study)
    var maker = ItemColumns(study, wording: wording, language: language ?? study.language)
    let taken = Set(own.map(\.header))
    let items = study.questionnaire.items.filter { !taken.contains($0.id) }
      .flatMap { maker.columns(of: $0) }
    studyColumns = own.map { column in
      if case .number = column.kind { return StudyColumn(name: column.header, isNumeric: true) }
      return StudyColumn(name: column.header, isNumeric: false)
    }
    columns = own + ResponseExport.withUniqueHeaders(items, study: study, besides: taken)
    headers = columns.map(\.header)
    isOfFormCodes = maker.isOfFormCodes
  }

  /// Calls `body` with each row of a coded table.
  ///
  /// - Parameters:
  ///   - table: A table of the study, with all its columns.
  ///   - body: Takes a row's cells, one for each of ``headers``.
  /// - Throws: What `body` throws.
  /// - Complexity: O(*rows* × *columns*).
  public func forEachRow<Failure: Error>(
    of table: ResponseTable, _ body: ([ExportCell]) throws(Failure) -> Void
  ) throws(Failure) {
    let values = columns.map { column in
      table.layout.position(of: column.source).map { table.columns[$0] }
    }
    for row in 0..<table.rowCount {
      try body(zip(columns, values).map { $0.cell($1, row: row) })
    }
  }

  /// An empty file of the export.
  public func file(as profile: ExportProfile) -> ResponseFile { ResponseFile(self, as: profile) }

  private static func ownColumns(of study: Study) -> [Column] {
    var columns = study.columns.key.enumerated().map { part, name in
      Column(header: name, source: TableLayout.key, kind: .keyPart(part))
    }
    for (name, target) in ColumnMatcher.studyNames(study)
    where !columns.contains(where: { $0.header == name }) {
      switch target {
      case .unit: columns.append(Column(header: name, source: TableLayout.unit, kind: .text))
      case .stratum: columns.append(Column(header: name, source: TableLayout.stratum, kind: .text))
      case .cluster(let stage):
        columns.append(Column(header: name, source: TableLayout.cluster(stage), kind: .text))
      case .population(let stage):
        columns.append(Column(header: name, source: TableLayout.population(stage), kind: .number))
      case .weight: columns.append(Column(header: name, source: TableLayout.weight, kind: .number))
      case .interviewer, .started, .ended:
        let source =
          switch target {
          case .interviewer: TableLayout.interviewer
          case .started: TableLayout.started
          default: TableLayout.ended
          }
        columns.append(Column(header: name, source: source, kind: .text))
      case .key, .item, .option: break
      }
    }
    return columns
  }

  /// Headers that are read as another column, or as two, give way to the column's id.
  private static func withUniqueHeaders(
    _ columns: [Column], study: Study, besides taken: Set<String>
  ) -> [Column] {
    let known = KnownHeaders(study)
    let counts = Dictionary(grouping: columns, by: { FoldedText($0.header) }).mapValues(\.count)
    return columns.map { column in
      var column = column
      let isRead = known.meaning(of: column.header) == column.source
      if counts[FoldedText(column.header)] != 1 || taken.contains(column.header) || !isRead {
        column.header = column.source
      }
      return column
    }
  }
}

extension ResponseExport.Column {
  func cell(_ values: ResponseTable.Column?, row: Int) -> ExportCell {
    switch (kind, values) {
    case (.text, .text(let texts)): texts[row].map { .text($0) } ?? missing
    case (.keyPart(let part), .text(let texts)):
      texts[row].map { key in
        let parts = key.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        return .text(part < parts.count ? String(parts[part]) : "")
      } ?? missing
    case (.number, .number(let numbers)):
      numbers[row].isNaN
        ? missing : Int(exactly: numbers[row]).map { .integer($0) } ?? .number(numbers[row])
    case (.day, .number(let numbers)):
      Int(exactly: numbers[row]).flatMap { CalendarDay(daysSince1970: $0) }
        .map { .literal("\($0)") } ?? missing
    case (.closed(let cells), .closed(let codes)): cells[Int(codes[row])]
    default: missing
    }
  }
}
