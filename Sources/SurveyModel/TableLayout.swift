/// Which columns a coded table of a study has, in which order.
///
/// One closed column for each single-choice item and for each option of a multiple-choice item
/// (`q2/7`), one number column for each number and date, one text column for each text, none for a
/// direct identifier or one of pseudonyms, and the study's own columns under names that begin with `@`.
public struct TableLayout: Hashable, Sendable {
  /// The columns.
  public let columns: [ColumnLayout]
  private let positions: [String: Int]

  /// Makes a layout from its columns.
  public init(columns: [ColumnLayout]) {
    self.columns = columns
    self.positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The layout of a study's tables.
  public init(_ study: Study) {
    var columns: [ColumnLayout] = [
      ColumnLayout(name: TableLayout.record, kind: .integer),
      ColumnLayout(name: TableLayout.line, kind: .integer),
      ColumnLayout(name: TableLayout.unit, kind: .text),
    ]
    if !study.columns.key.isEmpty {
      columns.append(ColumnLayout(name: TableLayout.key, kind: .text))
    }
    if case .column = study.design.strata {
      columns.append(ColumnLayout(name: TableLayout.stratum, kind: .text))
    }
    for (stage, sampling) in study.design.stages.enumerated() {
      if case .column = sampling.cluster {
        columns.append(ColumnLayout(name: TableLayout.cluster(stage), kind: .text))
      }
      if case .column = sampling.population {
        columns.append(ColumnLayout(name: TableLayout.population(stage), kind: .number))
      }
    }
    if study.design.weightColumn != nil {
      columns.append(ColumnLayout(name: TableLayout.weight, kind: .number))
    }
    let quality = study.quality
    for (header, name) in [
      (quality.interviewerColumn, TableLayout.interviewer),
      (quality.startedColumn, TableLayout.started), (quality.endedColumn, TableLayout.ended),
    ] where header != nil {
      columns.append(ColumnLayout(name: name, kind: .text))
    }
    self.init(
      columns: columns
        + study.questionnaire.items.flatMap {
          TableLayout.columns(of: $0, identifiers: study.identifiers)
        })
  }

  /// The position of the column with this name.
  public func position(of name: String) -> Int? {
    positions[name]
  }

  /// The record number in the batch's file, the header being record 1.
  public static let record = "@record"
  /// The first physical line of the record in the batch's file.
  public static let line = "@line"
  /// The code of the respondent's unit.
  public static let unit = "@unit"
  /// The form's key; several key columns are joined by U+001F.
  public static let key = "@key"
  /// The stratum, where a column of the batch tells it.
  public static let stratum = "@stratum"
  /// The design weight.
  public static let weight = "@weight"
  /// The interviewer's code, where a column of the batch tells it.
  public static let interviewer = "@interviewer"
  /// When the interview started, as the file has it, where a column of the batch tells it.
  public static let started = "@started"
  /// When the interview ended, as the file has it, where a column of the batch tells it.
  public static let ended = "@ended"
  /// The cluster of a stage, where a column of the batch tells it.
  public static func cluster(_ stage: Int) -> String { "@cluster\(stage + 1)" }
  /// The number of clusters in the population at a stage, where a column of the batch tells it.
  public static func population(_ stage: Int) -> String { "@population\(stage + 1)" }
  /// The column of one option of a multiple-choice item.
  public static func option(_ code: String, of item: String) -> String { "\(item)/\(code)" }

  private static func columns(
    of item: Item, identifiers: IdentifierTreatment
  ) -> [ColumnLayout] {
    // What names a person is in no table, whatever kind of answer it is; at most its pseudonym.
    if item.pii == .direct {
      switch identifiers {
      case .drop: return []
      case .pseudonym: return [ColumnLayout(name: item.id, kind: .text)]
      }
    }
    return switch item.content {
    case .single(let scale):
      [ColumnLayout(name: item.id, kind: .closed(optionCount: scale.options.count))]
    case .multiple(let scale):
      scale.options.map { option in
        ColumnLayout(
          name: TableLayout.option(option.code, of: item.id), kind: .closed(optionCount: 2))
      }
    case .number, .date: [ColumnLayout(name: item.id, kind: .number)]
    case .text: [ColumnLayout(name: item.id, kind: .text)]
    }
  }
}

/// One column of a coded table.
public struct ColumnLayout: Hashable, Sendable {
  /// The column's name.
  public var name: String
  /// What the column holds.
  public var kind: Kind

  /// What a column holds.
  public enum Kind: Hashable, Sendable {
    /// One byte for each row: an option's index or a ``MissingKind/code``. In the columns of a
    /// multiple-choice item 0 is "not ticked" and 1 "ticked".
    case closed(optionCount: Int)
    /// One double for each row, NaN where missing; dates are days since 1 January 1970.
    case number
    /// One 32-bit integer for each row.
    case integer
    /// Interned text.
    case text
  }

  /// Makes a column's layout.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
