public import SurveyModel

/// What was understood of a file before its records were read, in words and as a profile.
public struct FileUnderstanding: Hashable, Sendable {
  /// One thing that was understood.
  public struct Statement: Hashable, Sendable {
    /// What it is about, such as `kind`, `encoding` or `decimal`.
    public var topic: String
    /// What was understood, and why.
    public var text: LocalizedText
    /// Whether somebody should look.
    public var isWarning: Bool
    /// Texts before and after.
    public var samples: [Sample]
    /// What it is said of, where the same may be said of others; nil where it is of the file as a whole.
    public var subjects: Subjects?
  }

  /// The columns or sheets of which a statement holds, so that many alike can be told as one.
  public struct Subjects: Hashable, Sendable {
    /// What can be spoken of.
    public enum Kind: Hashable, Sendable { case columns, sheets }

    /// Whether they are columns or sheets.
    public var kind: Kind
    /// Their headers or names.
    public var names: [String]
    /// What holds of each, without a name: `decimal comma`, or behind a count `cells read as codes`.
    public var said: LocalizedText
    /// Of how many cells it holds; nil where nothing is counted.
    public var count: Int?

    static func columns(
      _ names: [String], vi: String, en: String, count: Int? = nil
    ) -> Subjects {
      Subjects(kind: .columns, names: names, said: LocalizedText(vi: vi, en: en), count: count)
    }

    static func sheet(_ name: String, vi: String, en: String) -> Subjects {
      Subjects(kind: .sheets, names: [name], said: LocalizedText(vi: vi, en: en))
    }
  }

  /// A text before and after.
  public struct Sample: Hashable, Sendable {
    /// As it stands in the file.
    public var before: String
    /// As it is read.
    public var after: String
  }

  /// What a file says against what was decided for it.
  struct Contradiction: Hashable, Sendable {
    var aspect: ImportProfile.Aspect
    var text: LocalizedText
  }

  /// What was understood, in the order in which it was decided.
  public private(set) var statements: [Statement] = []
  /// What was decided, to be used for the next file like this one.
  public var profile = ImportProfile()

  /// What somebody should look at.
  public var warnings: [LocalizedText] { statements.filter(\.isWarning).map(\.text) }

  /// Whether the file holds rows that sipas had set aside, and so is of sipas's own writing.
  public internal(set) var isReturned = false

  /// The number columns of which some cell can only have a decimal point, by header.
  var pointColumns: Set<String> = []

  /// In what the file contradicts what was decided for it.
  private(set) var contradictions: [Contradiction] = []

  mutating func contradict(_ aspect: ImportProfile.Aspect, vi: String, en: String) {
    contradictions.append(Contradiction(aspect: aspect, text: LocalizedText(vi: vi, en: en)))
    add("contradiction", vi: vi, en: en, isWarning: true)
  }

  mutating func add(
    _ topic: String, vi: String, en: String, isWarning: Bool = false, samples: [Sample] = [],
    of subjects: Subjects? = nil
  ) {
    statements.append(
      Statement(
        topic: topic, text: LocalizedText(vi: vi, en: en), isWarning: isWarning, samples: samples,
        subjects: subjects))
  }
}
