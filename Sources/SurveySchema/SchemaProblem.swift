public import SurveyModel

/// One mistake in a questionnaire or a study, with its place and what was expected.
public struct SchemaProblem: Hashable, Sendable {
  /// The file's name as it was given.
  public var file: String
  /// The line, 1 for the first.
  public var line: Int
  /// The column, 1 for the first character of the line.
  public var column: Int
  /// The keys that lead there: `items[3].label`.
  public var path: String
  /// What is wrong.
  public var kind: Kind

  /// What can be wrong.
  public enum Kind: Hashable, Sendable {
    /// The text is no YAML; the parser's own words.
    case syntax(String)
    /// The file is larger than the limit, in bytes.
    case tooLarge(limit: Int)
    /// The file cannot be read, or is not UTF-8.
    case unreadable(String)
    /// There is no such file.
    case noSuchFile
    /// An anchor or an alias.
    case anchor
    /// A tag such as `!!int`.
    case tag
    /// A key twice in one mapping.
    case duplicateKey(String)
    /// A key that is not known here.
    case unknownKey(String, nearest: String?, allowed: [String])
    /// A key that must be there.
    case missingKey(String)
    /// One of several keys must be there.
    case missingOneKey([String])
    /// Something else than a text, list or mapping was expected.
    case wrongShape(expected: Shape)
    /// A text that is none of the allowed ones.
    case unknownValue(String, nearest: String?, allowed: [String])
    /// A name that nothing bears.
    case unknownName(String, what: Thing, nearest: String?)
    /// A name that two things bear.
    case duplicateName(String, what: Thing, firstLine: Int)
    /// Not a number, or outside the range.
    case number(minimum: Double?, maximum: Double?)
    /// A fraction where a whole number is asked for.
    case wholeNumber
    /// Not a day.
    case date
    /// Not true or false.
    case boolean
    /// A name that the program itself gives a meaning.
    case reservedName(String)
    /// A name with characters that names may not have.
    case malformedName(String)
    /// A text that must not be empty.
    case empty
    /// Something that does not go together with something else; both as the author wrote them.
    case conflict(String, with: String)
    /// The severity of a rule that the item does not state.
    case ruleNotStated(String)
    /// A range whose least value lies above its greatest.
    case emptyRange
    /// An item that is asked on account of its own answer.
    case ownCondition(String)
    /// An item of numbers, texts or days where one with options is asked for.
    case noOptions(String)
    /// Weights of which none is more than 0.
    case noWeight
    /// A closed item without options or with too many.
    case optionCount(Int, maximum: Int)
    /// An option of a scale that the profile gives no score.
    case unscored(profile: String, scale: String, codes: [String])
    /// Two options that share a code, an alias or a label.
    case ambiguousOption(String)
    /// No profile, or several, are the default.
    case defaultProfiles(Int)
    /// A unit whose parent is of the same level.
    case sameLevelParent(String)
    /// A unit that stands above itself.
    case circularParent(String)
    /// A criterion of the axis tree that is no single-choice item.
    case notACriterion(String)
    /// A node of the axis tree with both children and items, or neither.
    case emptyNode(String)
    /// A column of `units.csv`, or of a plan, that is not there, and the columns that should be.
    case missingColumn(String, expected: String = "code,name,kind,parent")
    /// A record of `units.csv`, or of a plan, that is no record.
    case malformedRecord
    /// A condition that cannot be read; what was expected at its place.
    case expression(ExpressionError.Expected)
    /// A condition that means nothing.
    case condition(ConditionProblem)
    /// A value that the command refuses; its own words.
    case refused(String)
  }

  /// What a node should be.
  public enum Shape: String, Hashable, Sendable {
    /// One text, number or code.
    case text
    /// A list.
    case list
    /// Keys with values.
    case mapping
    /// A text, or a mapping with `vi` and `en`.
    case label
  }

  /// What a name is a name of.
  public enum Thing: String, Hashable, Sendable {
    /// An item.
    case item
    /// A scale.
    case scale
    /// An option's code.
    case code
    /// A node of the axis tree.
    case node
    /// A profile.
    case profile
    /// A roll-up.
    case rollUp = "roll-up"
    /// A unit.
    case unit
    /// A check.
    case check
    /// A questionnaire.
    case questionnaire
    /// A level of units.
    case level
  }

  /// Makes a problem.
  public init(file: String, line: Int, column: Int, path: String, kind: Kind) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.kind = kind
  }
}

/// All mistakes of a questionnaire or a study at once.
public struct SchemaError: Error, Hashable, Sendable {
  /// The mistakes, in the order of the text.
  public var problems: [SchemaProblem]

  /// Makes an error.
  public init(problems: [SchemaProblem]) {
    self.problems = problems
  }
}
