public import IncidentFlags
public import SatisfactionIndex
public import SurveyModel

extension ReportDocument {
  /// The report of a wave: key figures, the index by unit, its parts, the flags, how it was computed.
  ///
  /// - Parameters:
  ///   - index: The index.
  ///   - incidents: The incident rates.
  ///   - data: Lines that tell where the data came from, such as batches with their counts.
  ///   - aside: What was set aside and why; nil to leave it out.
  ///   - issued: The day the report is issued, as it should be printed; nil to leave it out.
  ///   - language: The language; nil for the study's.
  public init(
    _ index: IndexTable, _ incidents: IncidentTable, data: [String] = [],
    aside: FindingSection? = nil,
    issued: String? = nil,
    language: Language? = nil
  ) {
    let study = index.study
    let language = language ?? study.language
    let section = IndexSection(index, language: language)
    let flags = IncidentSection(incidents, language: language)
    let isVietnamese = language == .vietnamese
    var facts = [
      Fact(isVietnamese ? "Kỳ khảo sát" : "Wave", study.wave),
      Fact(isVietnamese ? "Phiếu" : "Form", study.questionnaire.id),
      Fact(
        LocalizedText.respondents[language],
        NumberStyle(language).string(Double(index.respondentCount), digits: 0)),
    ]
    if let issued { facts.append(Fact(isVietnamese ? "Ngày lập" : "Issued", issued)) }

    var blocks: [Block] = [.keyFigures(section.keyFigures())]
    blocks.append(.heading(LocalizedText.indexByUnit[language], level: 2))
    blocks += [.table(section.unitTable(mostAxes: 6)), .dotWhisker(section.unitChart())]
    blocks.append(.heading(LocalizedText.axesOfAll[language], level: 2))
    blocks += [.dotWhisker(section.factorChart()), .table(section.parameterTable(unit: nil))]
    if !incidents.rates.isEmpty {
      blocks.append(.heading(LocalizedText.incidents[language], level: 2))
      blocks += flags.callouts()
      blocks += flags.tables().map { .table($0) }
    }
    if !index.units.isEmpty && index.units.count <= ReportDocument.unitDetailLimit {
      blocks.append(.heading(LocalizedText.axesByUnit[language], level: 2))
      blocks += index.units.map { .table(section.parameterTable(unit: $0)) }
    }
    blocks += aside?.blocks() ?? []
    blocks.append(.heading(LocalizedText.dataAndMethod[language], level: 2))
    let notes = MethodNotes(index: index, incidents: incidents, language: language).notes
    var more: [String] = []
    if index.units.count > ReportDocument.unitDetailLimit {
      more.append(
        isVietnamese
          ? "Tiêu chí của từng đơn vị: xem index.csv." : "Criteria of each unit: see index.csv.")
    }
    blocks.append(.notes(notes + data + more))
    self.init(
      language: language, title: study.title[language],
      subtitle: study.questionnaire.title[language], metadata: facts, blocks: blocks)
  }

  /// The most units whose criteria are printed in the report itself.
  private static let unitDetailLimit = 20
}
