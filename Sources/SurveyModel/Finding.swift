/// Something wrong with a row of a batch: data, collected and counted, never thrown.
///
/// A finding holds positions, codes and expectations; it never holds a respondent's answer, except a
/// code of at most two digits, a sign of two characters and a spreadsheet's error, which name nobody.
public struct Finding: Hashable, Sendable, Codable {
  /// What is wrong.
  public var rule: FindingRule
  /// Whether the row is set aside for it.
  public var severity: Severity
  /// Where it is.
  public var position: SourcePosition
  /// The header of the column, nil where the whole record is concerned.
  public var column: String?
  /// The item's id, nil where the column is not an item's.
  public var item: String?
  /// What was expected instead.
  public var expected: Expectation
  /// What was found, as far as it may be said.
  public var found: FoundText?

  /// Makes a finding.
  public init(
    rule: FindingRule, severity: Severity = .error, position: SourcePosition,
    column: String? = nil, item: String? = nil, expected: Expectation = .nothing,
    found: FoundText? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.position = position
    self.column = column
    self.item = item
    self.expected = expected
    self.found = found
  }
}

extension Finding {
  /// The rule, and behind it the check of the form where it is one: `broken-check no-fee-no-amount`.
  public var ruleName: String {
    if case .check(let id, _) = expected { "\(rule.rawValue) \(id)" } else { rule.rawValue }
  }
}

/// Whether a finding sets its row aside.
public enum Severity: String, Hashable, Sendable, CaseIterable, Codable {
  /// The row is set aside.
  case error
  /// The row is accepted; somebody should look.
  case warning
}

/// Where something stands in a file.
public struct SourcePosition: Hashable, Sendable, Codable {
  /// The file's name, without its folder.
  public var file: String
  /// The name of the sheet, nil in a file without sheets; lines are then its rows.
  public var sheet: String?
  /// The first physical line, 1 for the first of the file.
  public var line: Int
  /// The last physical line, where a record spans several.
  public var lastLine: Int
  /// The record, the header being record 1.
  public var record: Int
  /// The field in the record, 1 for the first; nil for the whole record.
  public var field: Int?
  /// The column of the sheet, 1 for A; nil for the whole record and in a file without sheets.
  public var sheetColumn: Int?

  /// Makes a position.
  public init(
    file: String, sheet: String? = nil, line: Int, lastLine: Int? = nil, record: Int,
    field: Int? = nil, sheetColumn: Int? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.line = line
    self.lastLine = lastLine ?? line
    self.record = record
    self.field = field
    self.sheetColumn = sheetColumn
  }
}

/// What a finding may say about the text that was found.
public enum FoundText: Hashable, Sendable, Codable {
  /// The text itself: one or two digits, perhaps with a sign.
  case code(String)
  /// A text too long or too telling to repeat, by its length in characters.
  case text(length: Int)
  /// Only digits, a point or a comma: a number, by its length.
  case number(length: Int)
  /// A text that names no single person: a sign, a spreadsheet's error, or what stands in several records.
  case shared(String)
  /// Nothing.
  case empty

  /// Says of `text` what may be said.
  public init(_ text: String) {
    let digits = text.drop { $0 == "-" }
    if text.isEmpty {
      self = .empty
    } else if digits.count <= 2, text.count <= 3, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      self = .code(text)
    } else if text.allSatisfy({ $0.isASCII && ($0.isNumber || ".,-+".contains($0)) }) {
      self = .number(length: text.count)
    } else {
      self = .text(length: text.count)
    }
  }

  /// In so many records a text of a closed item or of a unit's column stands that names no single person.
  public static let sharingRecords = 3

  /// Says of a text in a closed item, or in the column of the units, what may be said: also a sign of one or
  /// two characters, and what stands in several records, cut at 40 characters.
  ///
  /// Six digits or more may be a telephone's or an identity card's and are never repeated.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - count: In how many records it stands, as far as that is known.
  public init(closed text: String, count: Int = 1) {
    self.init(text)
    guard case .text = self, text.count(where: \.isNumber) < 6,
      text.count <= 2 || count >= FoundText.sharingRecords
    else { return }
    self = .shared(text.count > 40 ? text.prefix(40) + "…" : text)
  }
}

/// What was expected instead of what was found.
public enum Expectation: Hashable, Sendable, Codable {
  /// Nothing more to say than the rule does.
  case nothing
  /// One of these codes.
  case codes([String])
  /// A number in a range.
  case number(minimum: Double?, maximum: Double?, isInteger: Bool)
  /// A number above 0.
  case positiveNumber
  /// A day in a range.
  case date(minimum: CalendarDay?, maximum: CalendarDay?)
  /// This many fields.
  case fields(Int)
  /// The item that decides whether this one is asked.
  case skip(item: String)
  /// The record in which the same key stands first, with its line and sheet in the file; findings that
  /// were stored before lines were kept have none.
  case keyOf(record: Int, line: Int? = nil, sheet: String? = nil)
  /// The batch in which the same key stands, and the line in that batch's file.
  case keyIn(batch: Int, line: Int? = nil)
  /// At most this many bytes or lines.
  case limit(Int)
  /// What this check of the form asks for, told by its message for a row that breaks it.
  case check(id: String, message: LocalizedText)
}

/// What can be wrong with a row.
public enum FindingRule: String, Hashable, Sendable, CaseIterable, Codable {
  /// A quote inside an unquoted field, or text behind a closing quote.
  case strayQuote = "stray-quote"
  /// A quoted field that never ends, or is too long to be one.
  case unclosedQuote = "unclosed-quote"
  /// A field longer than the limit.
  case fieldTooLong = "field-too-long"
  /// Fewer fields than the header has.
  case tooFewFields = "too-few-fields"
  /// More fields than the header has.
  case tooManyFields = "too-many-fields"
  /// The header again, inside the data.
  case repeatedHeader = "repeated-header"
  /// A NUL or another control character in a text.
  case controlCharacter = "control-character"
  /// A closed answer that is no code and no label of its item.
  case unmappedCode = "unmapped-code"
  /// Two or more codes where one is allowed.
  case severalCodes = "several-codes"
  /// The same option ticked twice in a multiple-choice cell.
  case repeatedOption = "repeated-option"
  /// A cell of one option of a multiple choice that says neither yes nor no.
  case notATick = "not-a-tick"
  /// A kind of missing together with ticked options.
  case missingAndTicked = "missing-and-ticked"
  /// Not a number.
  case notANumber = "not-a-number"
  /// A number with a decimal comma, or with separators between thousands.
  case localisedNumber = "localised-number"
  /// A fraction where a whole number is asked for.
  case notAnInteger = "not-an-integer"
  /// A number below the range.
  case belowRange = "below-range"
  /// A number above the range.
  case aboveRange = "above-range"
  /// Not a day of the calendar.
  case notADate = "not-a-date"
  /// A day outside the range.
  case dateOutOfRange = "date-out-of-range"
  /// A day after the study's reference date.
  case dateAfterReference = "date-after-reference"
  /// A required item that was asked and left empty.
  case requiredMissing = "required-missing"
  /// An item answered though its skip rule says that it was not asked.
  case answeredThoughNotAsked = "answered-though-not-asked"
  /// Answers that break a check of the form between them.
  case brokenCheck = "broken-check"
  /// An answer that an earlier form gave, to an item whose answers are unique.
  case repeatedAnswer = "repeated-answer"
  /// The unit's cell is empty.
  case unitMissing = "unit-missing"
  /// The unit is not in the registry.
  case unknownUnit = "unknown-unit"
  /// The unit's code does not stand for it on the study's reference date.
  case unitNotInForce = "unit-not-in-force"
  /// Several units bear this name.
  case ambiguousUnit = "ambiguous-unit"
  /// The unit lies in no unit of the level that the design asks for.
  case unitAboveDesign = "unit-above-design"
  /// The stratum's cell is empty.
  case stratumMissing = "stratum-missing"
  /// The cluster's cell is empty.
  case clusterMissing = "cluster-missing"
  /// The weight's cell is empty.
  case weightMissing = "weight-missing"
  /// The weight is no positive, finite number.
  case weightNotPositive = "weight-not-positive"
  /// The population size is no positive number.
  case populationNotPositive = "population-not-positive"
  /// A part of the form's key is empty.
  case keyMissing = "key-missing"
  /// The form's key stands twice in the file.
  case repeatedKey = "repeated-key"
  /// The form's key stands in an earlier batch with other answers.
  case conflictingKey = "conflicting-key"
  /// A formula of a spreadsheet that failed, such as `#N/A`.
  case spreadsheetFailure = "spreadsheet-failure"
  /// The record holds no answer to any item.
  case noAnswers = "no-answers"
}
