public import SurveyModel

/// A questionnaire as the sheets of an XLSForm, for ODK, KoboToolbox, SurveyCTO or Ona.
///
/// - `survey` has a row for each item, in the order of the form; criteria that stand together are
///   groups named for their axes and factors. `choices` has the scales, `settings` the form.
/// - Labels stand under `label::Tiếng Việt (vi)` and `label::English (en)`; a form whose texts all
///   read the same in both languages has one column `label`.
/// - Skip rules are `relevant`, ranges are `constraint` with a message.
/// - What XLSForm has no word for stands in columns and sheets whose names begin with `sipas_`, which
///   other programs pass over: kinds of missing, personal data, incidents, scores, the axes.
///   Lists there are written `["1", "2"]`.
/// - With a study, the form begins with questions for what the study has to know besides: the unit, the form's
///   number, the weight. They are no items, and are left out where the sheets are read back.
/// - ``omissions`` says what the sheets do not hold.
///
/// ``FormImport`` reads the sheets back.
public struct XLSForm: Hashable, Sendable {
  /// The sheets `survey`, `choices`, `settings`, `sipas_axes` and `sipas_profiles`.
  public let sheets: FormSheets
  /// What of the questionnaire the sheets do not hold.
  public let omissions: [LocalizedText]

  /// Writes a questionnaire as sheets.
  ///
  /// - Parameters:
  ///   - questionnaire: The questionnaire.
  ///   - language: The language in which a device shows the form first.
  ///   - study: The study whose own columns are asked too; nil for the items alone.
  /// - Throws: ``FormError`` with everything that an XLSForm cannot say at all: codes with blanks,
  ///   codes of a condition with both quotation marks, texts with `${`, two scales of one name, columns
  ///   of the study that no question can be called by.
  /// - Complexity: O(*items* × *nodes*).
  public init(
    _ questionnaire: Questionnaire, language: Language = .vietnamese, askedFor study: Study? = nil
  ) throws(FormError) {
    let check = XLSFormCheck(questionnaire)
    let own = study.map {
      StudyQuestions($0, form: questionnaire, problems: check.problems)
    }
    try check.check()
    let writer = XLSFormWriter(questionnaire: questionnaire, language: language, study: own)
    sheets = FormSheets([
      writer.survey, writer.choices, writer.settings, writer.axes, writer.profiles,
    ])
    omissions = XLSForm.omissions(of: questionnaire)
  }

  private static func omissions(of form: Questionnaire) -> [LocalizedText] {
    var omissions: [LocalizedText] = []
    if form.legal != nil {
      omissions.append(
        .init(vi: "văn bản ban hành phiếu (legal)", en: "the decision that issued the form (legal)")
      )
    }
    if form.languageNote != nil {
      omissions.append(
        .init(
          vi: "ghi chú về câu chữ (language-note)", en: "the note on the wording (language-note)"))
    }
    if !form.unknowns.isEmpty {
      omissions.append(
        .init(
          vi: "\(form.unknowns.count) điều chưa biết về phiếu (unknown)",
          en: "\(form.unknowns.count) things not known about the form (unknown)"))
    }
    if form.rollUps != RollUp.builtIn || form.defaultRollUp != RollUp.equalCriteria.name {
      omissions.append(.init(vi: "cách tổng hợp (rollup)", en: "the roll-up (rollup)"))
    }
    if !form.checks.isEmpty {
      omissions.append(
        .init(
          vi: "\(form.checks.count) quy tắc kiểm tra giữa các câu (checks)",
          en: "\(form.checks.count) checks between items (checks)"))
    }
    let ruled = form.items.filter { $0.isUnique || !$0.severities.isEmpty }
    if !ruled.isEmpty {
      let list = ruled.map(\.id).joined(separator: ", ")
      omissions.append(
        .init(
          vi: "câu trả lời không trùng và mức độ của quy tắc (unique, severity): \(list)",
          en: "unique answers and how much rules weigh (unique, severity): \(list)"))
    }
    return omissions
  }
}

/// What of a questionnaire an XLSForm has no way to say.
private struct XLSFormCheck {
  let problems = FormProblems()

  init(_ form: Questionnaire) {
    var scales: [String: ResponseScale] = [:]
    for item in form.items {
      let place = FormProblem.Place.item(item.id)
      if item.id == "meta" { problems.report(.reservedName(item.id), at: place) }
      if item.label.hasReference { problems.report(.reference, at: place) }
      for rule in item.askedIf {
        for code in rule.codes where code.contains("'") && code.contains("\"") {
          problems.report(.codeWithBothQuotes(code), at: place)
        }
      }
      guard let scale = item.scale else { continue }
      if let other = scales[scale.id], other != scale {
        problems.report(.differingScales(scale.id), at: place)
      }
      guard scales[scale.id] == nil else { continue }
      scales[scale.id] = scale
      for option in scale.options {
        if option.code.contains(where: \.isWhitespace) {
          problems.report(.codeWithBlank(option.code), at: place)
        }
        if option.label.hasReference { problems.report(.reference, at: place) }
      }
    }
    for (node, _) in form.index.nodes where node.label.hasReference {
      problems.report(.reference, at: .item(node.id))
    }
  }

  func check() throws(FormError) { try problems.check() }
}

extension LocalizedText {
  fileprivate var hasReference: Bool { vietnamese.contains("${") || english.contains("${") }
}
