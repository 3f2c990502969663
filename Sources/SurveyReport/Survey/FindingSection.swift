public import SurveyModel

/// What was set aside and why: totals by rule and by file, without a word of any respondent.
public struct FindingSection: Sendable {
  /// What became of one file.
  public struct File: Hashable, Sendable {
    /// The number of its batch, nil where none of its rows was accepted.
    public var batch: Int?
    /// The file's name.
    public var name: String
    /// Records read, accepted and set aside.
    public var read, accepted, setAside: Int

    /// Makes a file's counts.
    public init(batch: Int?, name: String, read: Int, accepted: Int, setAside: Int) {
      self.batch = batch
      self.name = name
      self.read = read
      self.accepted = accepted
      self.setAside = setAside
    }
  }

  private let totals: FindingTotals
  private let files: [File]
  private let language: Language

  /// Makes a section.
  ///
  /// - Parameters:
  ///   - totals: The findings, counted.
  ///   - files: The files, in the order in which they came.
  ///   - language: The language of the words.
  public init(_ totals: FindingTotals, files: [File], language: Language) {
    self.totals = totals
    self.files = files
    self.language = language
  }

  /// The section's heading and tables; nothing where there is no finding.
  public func blocks() -> [Block] {
    guard totals.count > 0 else { return [] }
    return [
      .heading(LocalizedText.setAsideAndWhy[language], level: 2), .table(ruleTable()),
      .table(fileTable()),
    ]
  }

  private func ruleTable() -> Table {
    Table(
      caption: LocalizedText.findingsByRule[language],
      note: LocalizedText.findingsNote[language],
      columns: [
        .rowHeader(LocalizedText.whatIsWrong[language]),
        .init(LocalizedText.severity[language], alignment: .text),
        .init(LocalizedText.findingCount[language]),
        .init(LocalizedText.filesWithIt[language]),
        .init(LocalizedText.whatToDo[language], alignment: .text),
      ],
      rows: totals.groups.map { group in
        Table.Row([
          .text("\(group.rule.statement[language]) (\(group.rule.rawValue))"),
          .text(group.severity.name[language]), .number(Double(group.count), digits: 0),
          .number(Double(group.countByFile.count), digits: 0),
          .text(group.rule.remedy[language]),
        ])
      })
  }

  private func fileTable() -> Table {
    Table(
      caption: LocalizedText.findingsByFile[language],
      columns: [
        .rowHeader(LocalizedText.file[language]), .init(LocalizedText.recordsRead[language]),
        .init(LocalizedText.recordsAccepted[language]),
        .init(LocalizedText.recordsSetAside[language]),
        .init(LocalizedText.whyMostly[language], alignment: .text),
      ],
      rows: files.map { file in
        let reasons = totals.groups.compactMap { group in
          group.countByFile[.init(batch: file.batch, file: file.name)].map {
            (rule: group.rule, count: $0)
          }
        }.sorted { ($1.count, $0.rule.rawValue) < ($0.count, $1.rule.rawValue) }
        let shown = reasons.prefix(3).map { "\($0.rule.statement[language]) × \($0.count)" }
        let more = reasons.count > 3 ? ["… (+\(reasons.count - 3))"] : []
        return Table.Row([
          .text(file.name.printable), .number(Double(file.read), digits: 0),
          .number(Double(file.accepted), digits: 0), .number(Double(file.setAside), digits: 0),
          .text((shown + more).joined(separator: "; ")),
        ])
      })
  }
}

extension LocalizedText {
  fileprivate static let setAsideAndWhy = LocalizedText(
    vi: "Phiếu để riêng và lý do", en: "What was set aside and why")
  fileprivate static let findingsByRule = LocalizedText(
    vi: "Phát hiện theo loại", en: "Findings by kind")
  fileprivate static let findingsByFile = LocalizedText(
    vi: "Phiếu đọc, nhận và để riêng theo tệp", en: "Records read, accepted and set aside by file")
  fileprivate static let findingsNote = LocalizedText(
    vi: "Một phiếu có thể có nhiều phát hiện. Từng phát hiện: findings.csv.",
    en: "One record may have several findings. Each of them: findings.csv.")
  fileprivate static let whatIsWrong = LocalizedText(vi: "Nội dung", en: "What is wrong")
  fileprivate static let severity = LocalizedText(vi: "Mức độ", en: "Severity")
  fileprivate static let findingCount = LocalizedText(vi: "Số phát hiện", en: "Findings")
  fileprivate static let filesWithIt = LocalizedText(vi: "Số tệp", en: "Files")
  fileprivate static let whatToDo = LocalizedText(vi: "Cách xử lý", en: "What to do")
  fileprivate static let file = LocalizedText(vi: "Tệp", en: "File")
  fileprivate static let recordsRead = LocalizedText(vi: "Đọc", en: "Read")
  fileprivate static let recordsAccepted = LocalizedText(vi: "Nhận", en: "Accepted")
  fileprivate static let recordsSetAside = LocalizedText(vi: "Để riêng", en: "Set aside")
  fileprivate static let whyMostly = LocalizedText(vi: "Lý do chính", en: "Mostly because")
}
