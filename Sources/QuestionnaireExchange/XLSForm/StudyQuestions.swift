internal import SurveyModel

/// The questions of an XLSForm for what a study has to know of a form besides its items: the unit, the
/// form's number, and the columns of the design and of the interviews.
///
/// Each bears the name of the study's column, or that name without marks where XLSForm has no such names,
/// so that what is exported from the platform imports without a mapping. What a platform records itself
/// is not asked: names that begin with `_`, `meta` or are `KEY`. An item that is a column of the study too
/// is asked once, as an item.
struct StudyQuestions {
  /// A question.
  struct Question {
    var type: String
    var name: String
    var label: LocalizedText
    var constraint = ""
    var isRequired = true
    /// What it is to the study, for whoever reads the form back.
    var role: String
  }

  private(set) var questions: [Question] = []
  /// The choices of the unit, by code.
  let units: [(code: String, label: String)]
  /// What the list of the units is called.
  let list: String

  private let items: Set<String>
  private let problems: FormProblems

  /// - Parameters:
  ///   - study: The study.
  ///   - form: The form that is asked.
  ///   - problems: Takes columns and codes that XLSForm cannot name.
  init(_ study: Study, form: Questionnaire, problems: FormProblems) {
    self.problems = problems
    items = Set(form.items.map(\.id))
    let scales = Set(form.items.compactMap(\.scale?.id))
    var list = "units"
    while scales.contains(list) { list += "_of_study" }
    self.list = list
    units = StudyQuestions.units(of: study)
    addTimes(study.quality)
    add(
      study.columns.unit, "select_one \(list)", vi: "Đơn vị hành chính", en: "Administrative unit",
      role: "unit")
    for (code, _) in units where code.contains(where: \.isWhitespace) {
      problems.report(.codeWithBlank(code), at: .item(study.columns.unit))
    }
    for name in study.columns.key where !StudyQuestions.isOfPlatform(name) {
      add(name, "text", vi: "Số phiếu", en: "Number of the form", role: "key")
    }
    addDesign(study.design)
    if let name = study.quality.interviewerColumn {
      add(
        name, "text", vi: "Mã điều tra viên", en: "Code of the interviewer", role: "interviewer",
        isRequired: false)
    }
  }

  private mutating func addTimes(_ quality: QualityRules) {
    // A device records these without a word.
    for (name, type) in [(quality.startedColumn, "start"), (quality.endedColumn, "end")] {
      if let name { add(name, type, vi: "", en: "", role: type, isRequired: false) }
    }
  }

  private mutating func addDesign(_ design: DesignSpecification) {
    if case .column(let name) = design.strata {
      add(name, "text", vi: "Tầng chọn mẫu", en: "Stratum", role: "stratum")
    }
    for (stage, sampling) in design.stages.enumerated() {
      if case .column(let name) = sampling.cluster {
        add(
          name, "text", vi: "Cụm chọn mẫu bậc \(stage + 1)", en: "Cluster of stage \(stage + 1)",
          role: "cluster")
      }
      if case .column(let name) = sampling.population {
        add(
          name, "decimal", vi: "Cỡ tổng thể bậc \(stage + 1)",
          en: "Population of stage \(stage + 1)", role: "population", constraint: ". > 0")
      }
    }
    if let name = design.weightColumn {
      add(
        name, "decimal", vi: "Trọng số thiết kế", en: "Design weight", role: "weight",
        constraint: ". > 0")
    }
  }

  private mutating func add(
    _ column: String, _ type: String, vi: String, en: String, role: String, constraint: String = "",
    isRequired: Bool = true
  ) {
    let name =
      FormProblems.isName(column)
      ? column : FoldedText(column).key.split(separator: " ").joined(separator: "_")
    guard FormProblems.isName(name) else {
      problems.report(.malformedName(column), at: .item(column))
      return
    }
    guard !items.contains(name), !questions.contains(where: { $0.name == name }) else { return }
    let label = vi.isEmpty ? LocalizedText("") : LocalizedText(vi: vi, en: en)
    questions.append(
      Question(
        type: type, name: name, label: label, constraint: constraint, isRequired: isRequired,
        role: role))
  }

  private static func isOfPlatform(_ name: String) -> Bool {
    name.hasPrefix("_") || name.hasPrefix("meta") || name == "KEY"
  }

  /// The lowest units in force, each with those above it but the one that all have above them.
  private static func units(of study: Study) -> [(code: String, label: String)] {
    let registry = study.units
    let leaves = registry.leaves.filter { registry.units[$0].isInForce(on: study.referenceDate) }
    let paths = leaves.map { registry.ancestors(of: $0) }
    let tops = Set(paths.compactMap(\.last))
    return zip(leaves, paths).map { leaf, path in
      let isShared = tops.count == 1 && path.count > 1
      let names = (isShared ? path.dropLast() : path[...]).map { registry.units[$0].name }
      return (registry.units[leaf].code, names.joined(separator: ", "))
    }
  }
}
