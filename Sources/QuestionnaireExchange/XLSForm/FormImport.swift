public import SurveyModel
internal import SurveySchema

/// A questionnaire that was read from an XLSForm.
///
/// Sheets that ``XLSForm`` wrote give the questionnaire back, but for its
/// ``XLSForm/omissions``. Another program's form says nothing of scores: its index is then
/// assumed as ``notes`` say, and an author changes it in the text.
///
/// Columns are found by name, in the spellings of older forms too; a label in a third language is
/// used where Vietnamese and English are missing. Groups hand their condition to the questions in
/// them. `or_other` becomes an option `other` and a text item `…_other`.
public struct FormImport: Hashable, Sendable {
  /// The questionnaire.
  public let questionnaire: Questionnaire
  /// What was assumed, and what the questionnaire does not hold.
  public let notes: [LocalizedText]
  /// The questionnaire as YAML, under the notes in both languages.
  public let yaml: String

  /// Reads sheets.
  ///
  /// - Parameters:
  ///   - sheets: The sheets `survey`, `choices` and `settings`; the last may be missing.
  ///   - name: What the form is called where it does not say, such as its file's name.
  /// - Throws: ``FormError`` with everything that keeps the form from being a questionnaire:
  ///   repeats, choices in other files, conditions on calculated values, and all that is wrong.
  /// - Complexity: O(*rows* × *items*).
  public init(_ sheets: FormSheets, name: String) throws(FormError) {
    let problems = FormProblems()
    var assembly = FormAssembly(problems: problems)
    let assembled = assembly.questionnaire(of: sheets, name: name)
    try problems.check()
    guard let assembled else {
      throw FormError(problems: [FormProblem(.missingSheet, at: .sheet("survey"))])
    }
    notes = assembly.notes
    yaml = assembled.yamlText(comments: notes.flatMap { [$0.vietnamese, $0.english] })
    do {
      // The reader of questionnaires has the last word: what it refuses is no questionnaire.
      self.questionnaire = try Questionnaire(yaml: Array(yaml.utf8), file: assembled.id)
    } catch {
      throw FormError(
        problems: error.problems.map { FormProblem(.refused($0.statement), at: .item($0.path)) })
    }
  }
}
