/// The file a batch came from and what became of its records.
public struct BatchSource: Hashable, Sendable {
  /// The file's name, without its folder.
  public var fileName: String
  /// SHA-256 of the file's bytes, in hexadecimal.
  public var fileDigest: String
  /// Data records in the file, the header not counted.
  public var readCount: Int
  /// Records that were set aside for an error.
  public var setAsideCount: Int
  /// Blank lines between records.
  public var blankLineCount: Int
  /// How each column of the file was understood.
  public var columns: [ColumnMatch]
  /// Raw texts that no option of their item stands for, with how often each came.
  public var unmappedCodes: [UnmappedCode]
  /// Texts of the units' column that name no unit, with how often each came.
  public var unknownUnits: [UnmappedCode] = []
  /// Items of the form that the file has no column for.
  public var absentItems: [String]
  /// The records set aside, as they stood in the file, with why.
  public var quarantine: [QuarantinedRecord]
  /// The bytes of the file; they may hold personal data and are never stored.
  public var text: [UInt8]
  /// Where the header record stands in ``text``.
  public var header: Range<Int>
  /// Where the record of each row of the table stands in ``text``.
  public var records: [Range<Int>]
  /// The sheet on which the record of each row of the table stands; empty for a file without sheets.
  public var sheets: [String?] = []
  /// The fields of ``text``, 0 for the first, that were made of others and are no columns of the file.
  public var madeFields: Range<Int> = 0..<0
  /// The character between fields.
  public var delimiter: UInt8

  /// Makes a source.
  public init(
    fileName: String, fileDigest: String, readCount: Int = 0, setAsideCount: Int = 0,
    blankLineCount: Int = 0, columns: [ColumnMatch] = [], unmappedCodes: [UnmappedCode] = [],
    absentItems: [String] = [], quarantine: [QuarantinedRecord] = [], text: [UInt8] = [],
    header: Range<Int> = 0..<0, records: [Range<Int>] = [],
    delimiter: UInt8 = 0x2C
  ) {
    self.fileName = fileName
    self.fileDigest = fileDigest
    self.readCount = readCount
    self.setAsideCount = setAsideCount
    self.blankLineCount = blankLineCount
    self.columns = columns
    self.unmappedCodes = unmappedCodes
    self.absentItems = absentItems
    self.quarantine = quarantine
    self.text = text
    self.header = header
    self.records = records
    self.delimiter = delimiter
  }
}

/// How one column of a file was understood.
public struct ColumnMatch: Hashable, Sendable {
  /// The header as it stands in the file.
  public var header: String
  /// The column's position, 1 for the first.
  public var position: Int
  /// What the column is.
  public var meaning: Meaning

  /// What a column is.
  public enum Meaning: Hashable, Sendable {
    /// An item, or one option of a multiple-choice item, found by `rule`.
    case item(String, rule: MatchRule)
    /// The unit, the key or a column of the design.
    case study(String)
    /// An item that is a direct identifier: read by nobody, stored nowhere.
    case dropped(String)
    /// An item that is a direct identifier: stored as its pseudonym.
    case pseudonym(String)
    /// Named in the study as known and not wanted, or one of sipas's own columns.
    case ignored
    /// Nothing in the form or the study: listed, never guessed.
    case unmapped
  }

  /// How a header was matched.
  public enum MatchRule: String, Hashable, Sendable {
    /// The item's code, letter by letter.
    case code
    /// The item's label, letter by letter.
    case label
    /// Another header that the study names.
    case alias
    /// The code, the label or an alias after folding case, blanks and Vietnamese marks.
    case folded
  }

  /// Makes a match.
  public init(header: String, position: Int, meaning: Meaning) {
    self.header = header
    self.position = position
    self.meaning = meaning
  }
}

/// A raw text that no option of its item stands for, or that names no unit.
public struct UnmappedCode: Hashable, Sendable {
  /// The item, or the header of the units' column.
  public var item: String
  /// The text, where it is short or frequent enough to name nobody; otherwise what it looks like.
  public var found: FoundText
  /// How often it came.
  public var count: Int
  /// What may be meant, where something is spelt nearly so and the text is shown.
  public var nearest: String?

  /// Makes an entry.
  public init(item: String, found: FoundText, count: Int, nearest: String? = nil) {
    self.item = item
    self.found = found
    self.count = count
    self.nearest = nearest
  }
}

/// A record that was set aside.
public struct QuarantinedRecord: Hashable, Sendable {
  /// Where the record stands in the file's bytes.
  public var bytes: Range<Int>
  /// The findings that set it aside.
  public var findings: [Finding]

  /// Makes a record.
  public init(bytes: Range<Int>, findings: [Finding]) {
    self.bytes = bytes
    self.findings = findings
  }
}
