internal import IncidentFlags
internal import SatisfactionIndex
internal import SurveyModel
internal import SurveyStatistics

/// How the figures were computed, in sentences.
struct MethodNotes {
  let index: IndexTable
  let incidents: IncidentTable
  let language: Language

  var notes: [String] {
    (questionnaireNotes + designNotes + incidentNotes + unknownNotes).map { $0[language] }
  }

  private func count(_ number: Int) -> String {
    NumberStyle(language).string(Double(number), digits: 0)
  }

  private var questionnaireNotes: [LocalizedText] {
    let form = index.study.questionnaire
    let legal = form.legal.map { "\($0.number)" } ?? ""
    let keptVI =
      form.base.isEmpty
      ? "không loại nào" : form.base.map(\.rawValue).sorted().joined(separator: ", ")
    let keptEN =
      form.base.isEmpty ? "none" : form.base.map(\.rawValue).sorted().joined(separator: ", ")
    return [
      LocalizedText(
        vi: "Phiếu: \(form.title.vietnamese) (\(form.id), phiên bản \(form.version)"
          + (legal.isEmpty ? ")." : ", \(legal))."),
        en: "Form: \(form.title.english) (\(form.id), version \(form.version)"
          + (legal.isEmpty ? ")." : ", \(legal)).")),
      LocalizedText(
        vi: "Bộ điểm \(index.profile.name): \(index.profile.label.vietnamese). "
          + "Tổng hợp \(index.rollUp.name). Chỉ số = 100 × trung bình có trọng số của điểm.",
        en: "Profile \(index.profile.name): \(index.profile.label.english). "
          + "Roll-up \(index.rollUp.name). The index is 100 × a weighted mean of scores."),
      LocalizedText(
        vi:
          "Câu bỏ trống, từ chối, không biết hoặc không áp dụng không tính vào mẫu số của chính câu đó; "
          + "loại được giữ trong mẫu số: \(keptVI).",
        en: "Blanks, refusals, don't-knows and not-applicables leave the base of their own item; "
          + "kept in the base: \(keptEN)."),
    ]
  }

  private var designNotes: [LocalizedText] {
    let design = index.study.design
    let method = LocalizedText.method(index.intervalMethod)
    let percent = LocalizedText.percentText(index.confidenceLevel)
    let weightVI = index.isWeighted ? "có trọng số" : "mọi phiếu cùng trọng số"
    let weightEN = index.isWeighted ? "weighted" : "all forms weigh the same"
    let isCorrected = design.stages.contains { $0.population != nil }
    var notes = [
      LocalizedText(
        vi: "Mẫu: \(count(index.respondentCount)) phiếu; số tầng: \(count(index.stratumCount)); "
          + "số đơn vị mẫu cấp một (PSU): \(count(index.primaryUnitCount)); \(weightVI), "
          + (isCorrected ? "có" : "không") + " hiệu chỉnh tổng thể hữu hạn.",
        en: "Sample: \(count(index.respondentCount)) forms; strata: \(count(index.stratumCount)); "
          + "primary sampling units (PSU): \(count(index.primaryUnitCount)); \(weightEN), "
          + (isCorrected ? "with" : "without") + " finite population correction."),
      LocalizedText(
        vi: "Phương sai theo thiết kế mẫu, tuyến tính hoá Taylor; khoảng tin cậy \(percent) %: "
          + "\(method.vietnamese). Bậc tự do = số PSU trừ số tầng, tính trong từng đơn vị. "
          + "Hệ số thiết kế so với mẫu ngẫu nhiên đơn giản có hoàn lại.",
        en: "Design-based variances by Taylor linearisation; \(percent) % intervals: "
          + "\(method.english). Degrees of freedom are PSUs less strata within each unit. "
          + "Design effects are against simple random sampling with replacement."),
      LocalizedText(
        vi:
          "Ô có dưới \(index.study.publication.minimumAnswers) câu trả lời, và ô có thể suy ra nó, "
          + "không công bố [c].",
        en:
          "Cells with fewer than \(index.study.publication.minimumAnswers) answers, and cells that "
          + "would give them back, are withheld [c]."),
    ]
    if design.domains == .separate {
      notes.append(
        LocalizedText(
          vi:
            "Câu trả lời của mỗi đơn vị, cho mỗi câu, được coi là một mẫu riêng (domains: separate).",
          en: "The answers of each unit, to each item, are taken as a sample of their own "
            + "(domains: separate)."))
    }
    if design.lonelyPSU != .fail {
      notes.append(
        LocalizedText(
          vi: "Tầng chỉ có một PSU: xử lý theo \(design.lonelyPSU.rawValue).",
          en: "Strata of one PSU: treated as \(design.lonelyPSU.rawValue)."))
    }
    return notes
  }

  private var unknownNotes: [LocalizedText] {
    index.study.questionnaire.unknowns.map { unknown in
      LocalizedText(
        vi: "Chưa biết về phiếu: \(unknown.vietnamese)",
        en: "Not known about the form: \(unknown.english)")
    }
  }

  private var incidentNotes: [LocalizedText] {
    guard !incidents.rates.isEmpty else { return [] }
    let percent = LocalizedText.percentText(incidents.rules.confidenceLevel)
    let style = NumberStyle(language)
    let correlations = incidents.correlations.sorted { $0.key < $1.key }.map { item, value in
      let number = style.string(value.value, digits: 3)
      let assumed =
        value.isAssumed ? (language == .vietnamese ? " (giả định)" : " (assumed)") : ""
      return "\(item) \(number)\(assumed)"
    }.joined(separator: "; ")
    var notes = [
      LocalizedText(
        vi:
          "Tỷ lệ phản ánh: khoảng \(percent) % Korn–Graubard (Clopper–Pearson nếu chọn độc lập và "
          + "không trọng số). 0 phản ánh trên n người là cận trên một phía, không phải \"0 %\"; "
          + "tương quan trong cụm dùng cho cận: \(correlations).",
        en: "Incident shares: \(percent) % Korn–Graubard intervals (Clopper–Pearson where drawn "
          + "independently and unweighted). 0 reports of n is a one-sided upper bound, never \"0 %\"; "
          + "intra-class correlation behind the bounds: \(correlations)."),
      LocalizedText(
        vi:
          "Câu hỏi cảm nhận chung và câu hỏi trải nghiệm của bản thân không được gộp hay so sánh. "
          + "Các so sánh không hiệu chỉnh cho nhiều phép kiểm định.",
        en: "Items on perception and items on own experience are never pooled or compared. "
          + "Comparisons are not adjusted for multiple testing."),
    ]
    for baseline in incidents.rules.baselines {
      let share = style.string(baseline.share * 100, digits: 2)
      let source = baseline.source.map { " (\($0))" } ?? ""
      notes.append(
        LocalizedText(
          vi: "Mức so sánh \(LocalizedText.incident(baseline.kind).vietnamese), "
            + "\(LocalizedText.basis(baseline.basis).vietnamese): \(share) %\(source).",
          en: "Baseline for \(LocalizedText.incident(baseline.kind).english), "
            + "\(LocalizedText.basis(baseline.basis).english): \(share) %\(source)."))
    }
    return notes
  }
}
