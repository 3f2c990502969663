internal import SurveyModel

/// What the headers of a platform's export mean for a study.
struct PlatformHeaders {
  /// Which platform, and why.
  let recognition: PlatformRecognition
  /// The study, with the headers that the export has for its items.
  private(set) var study: Study
  /// What the platform writes where nothing was asked, unless the form has a meaning for it.
  let blank: String?
  /// Whether an option that was not ticked is empty beside one that was.
  var leavesTicksEmpty: Bool { recognition.platform == .limeSurvey }
  /// By position the study's own column that a header names behind its groups.
  private(set) var renamed: [Int: String] = [:]
  /// The headers of remarks that the form has no item for.
  private var remarks: [String] = []

  init(_ headers: [String], study: Study, known: KnownHeaders) {
    recognition = PlatformExport.recognise(headers: headers)
    self.study = study
    let codes = study.questionnaire.missingCodes.codes.values.flatMap(\.self)
    // So does Ona, whose exports are those of KoboToolbox otherwise.
    blank = recognition.platform == .koboToolbox && !codes.contains("n/a") ? "n/a" : nil
    guard let platform = recognition.platform else { return }
    let naming = ColumnNaming(study.questionnaire.items, platform: platform)
    let own = ColumnMatcher.studyNames(study).map(\.name)
    var split: Set<String> = []
    var joined: [String: [String]] = [:]
    for (position, header) in headers.enumerated() where !header.isEmpty {
      if let meaning = known.meaning(of: header) {
        if study.questionnaire.item(meaning) != nil { joined[meaning, default: []].append(header) }
        if let item = meaning.split(separator: "/").first.map(String.init),
          study.questionnaire.item(item)?.isMultiple == true, item != meaning
        {
          split.insert(item)
        }
        continue
      }
      switch naming.meaning(of: header) {
      case .item(let id):
        self.study.columns.aliases[id, default: []].append(header)
        joined[id, default: []].append(header)
      case .option(let item, let code):
        self.study.columns.aliases[TableLayout.option(code, of: item), default: []].append(header)
        split.insert(item)
      case .metadata: self.study.columns.ignored.append(header)
      case .remark(let id) where naming.isOther(header):
        if let text = PlatformHeaders.otherText(of: id, in: study.questionnaire) {
          self.study.columns.aliases[text, default: []].append(header)
        } else {
          remarks.append(header)
        }
      case .remark: remarks.append(header)
      case .ambiguous, .unknown:
        // A name behind its groups, or before the text of its question.
        let last = header.split { "/-.".contains($0) }.last.map(String.init) ?? header
        let first = header.firstRange(of: ". ").map { String(header[..<$0.lowerBound]) } ?? last
        let names = own.filter { [FoldedText(last), FoldedText(first)].contains(FoldedText($0)) }
        if Set(names).count == 1, !headers.contains(names[0]), !renamed.values.contains(names[0]) {
          renamed[position] = names[0]
        }
      }
    }
    // Where a multiple choice comes both in one cell and in a cell for each option, the latter counts.
    for item in split { self.study.columns.ignored += joined[item] ?? [] }
  }

  /// The item for what was written beside the option "other" of an item: the text named after it, or the one
  /// text that is asked of those who ticked an option of it alone.
  private static func otherText(of id: String, in questionnaire: Questionnaire) -> String? {
    let texts = questionnaire.items.filter { $0.content == .text }
    if let named = texts.first(where: { FoldedText($0.id) == FoldedText("\(id) other") }) {
      return named.id
    }
    let asked = texts.filter { $0.askedIf.count == 1 && $0.askedIf[0].item == id }
    return asked.count == 1 ? asked[0].id : nil
  }

  /// Says which platform it is.
  func tell(_ understanding: inout FileUnderstanding) {
    guard let platform = recognition.platform else { return }
    understanding.profile.platform = platform.rawValue
    understanding.add(
      "platform", vi: recognition.reason.vietnamese, en: recognition.reason.english)
    guard !remarks.isEmpty else { return }
    let list =
      remarks.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
      + (remarks.count > 6 ? ", …" : "")
    understanding.add(
      "remarks",
      vi: "cột ghi thêm cạnh câu hỏi, phiếu không có câu nào cho chúng, không nhập "
        + "(\(remarks.count)): \(list)",
      en: "columns of remarks beside questions, for which the form has no item, not imported "
        + "(\(remarks.count)): \(list)", isWarning: true)
  }
}
