public import SurveyModel

/// One thing that stands between a form and an XLSForm, with its place.
public struct FormProblem: Hashable, Sendable {
  /// Where it is; nil where it concerns the form as a whole.
  public var place: Place?
  /// What is wrong.
  public var kind: Kind

  /// Where in a form a problem is.
  public enum Place: Hashable, Sendable {
    /// A cell of a sheet: the row's number, the column's letters and its header.
    case cell(sheet: String, row: Int, column: String, header: String)
    /// A row of a sheet.
    case row(sheet: String, row: Int)
    /// A sheet.
    case sheet(String)
    /// An item of a questionnaire, by id.
    case item(String)
  }

  /// What can be wrong.
  public enum Kind: Hashable, Sendable {
    /// There is no such sheet.
    case missingSheet
    /// There is no column of this name.
    case missingColumn(String)
    /// Two columns bear this name.
    case duplicateColumn(String)
    /// A cell that must hold something is empty.
    case emptyCell
    /// A type that XLSForm does not have.
    case unknownType(String, nearest: String?)
    /// A type whose answers a questionnaire cannot describe.
    case unsupportedType(String)
    /// A group that is asked again and again.
    case repeats
    /// Choices that stand in another file.
    case externalChoices
    /// A list of choices that no row of `choices` belongs to.
    case unknownList(String, nearest: String?)
    /// A name with characters that names of a questionnaire may not have.
    case malformedName(String)
    /// A name that stands already on another row.
    case duplicateName(String, firstRow: Int)
    /// A choice whose code, label or alias is that of another choice of its list.
    case ambiguousChoice(String, firstRow: Int)
    /// A group that is closed but was not opened, or the other way round.
    case unbalancedGroup
    /// A condition that asks for more than "is one of these answers" or "is none of them".
    case condition(String)
    /// A condition on a question that is not there.
    case conditionOnUnknown(String, nearest: String?)
    /// A condition on something that is calculated, recorded by the device or left out otherwise.
    case conditionOnUnkept(String)
    /// A condition on a question without options.
    case conditionOnOpen(String)
    /// A condition on an answer that its question does not offer.
    case conditionOnAnswer(String, of: String, nearest: String?)
    /// A cell of a `sipas_` column that is no list such as `["1", "2"]`.
    case list
    /// A text that is none of the allowed ones.
    case unknownValue(String, allowed: [String])
    /// A form without a single-choice question.
    case noCriterion
    /// An option code with a blank in it, which XLSForm takes for the end of the code.
    case codeWithBlank(String)
    /// An option code that holds both quotation marks, which no XPath literal can.
    case codeWithBothQuotes(String)
    /// A name that XLSForm keeps for itself.
    case reservedName(String)
    /// A text with `${`, which XLSForm takes for a reference to a question.
    case reference
    /// Two different lists of options that bear one name.
    case differingScales(String)
    /// What the reader of questionnaires says of the form that came out.
    case refused(LocalizedText)
  }

  /// Makes a problem.
  public init(_ kind: Kind, at place: Place?) {
    self.kind = kind
    self.place = place
  }
}

/// All problems of a form at once.
public struct FormError: Error, Hashable, Sendable {
  /// The problems, in the order of the form.
  public var problems: [FormProblem]

  /// Makes an error.
  public init(problems: [FormProblem]) {
    self.problems = problems
  }
}

/// The problems of one form as they are found; a class, because all its readers share it.
final class FormProblems {
  private(set) var problems: [FormProblem] = []

  func report(_ kind: FormProblem.Kind, at place: FormProblem.Place?) {
    let problem = FormProblem(kind, at: place)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Throws what was found.
  func check() throws(FormError) {
    if !problems.isEmpty { throw FormError(problems: problems) }
  }
}
