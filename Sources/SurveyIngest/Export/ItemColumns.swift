internal import DelimitedText
internal import SurveyModel

/// Makes the columns in which the answers to an item are exported.
struct ItemColumns {
  private let study: Study
  private let wording: ResponseExport.Wording
  private let language: Language
  /// Whether every option was written as its code so far.
  private(set) var isOfFormCodes: Bool

  init(_ study: Study, wording: ResponseExport.Wording, language: Language) {
    self.study = study
    self.wording = wording
    self.language = language
    isOfFormCodes = wording == .codes
  }

  mutating func columns(of item: Item) -> [ResponseExport.Column] {
    guard item.pii != .direct else { return [] }
    let label = item.label[language].lineFed
    let header = wording == .labels && !label.contains("\n") && !label.isEmpty ? label : item.id
    func column(_ kind: ResponseExport.Column.Kind) -> ResponseExport.Column {
      ResponseExport.Column(
        header: header, source: item.id, kind: kind, missing: missingCell(of: item))
    }
    switch item.content {
    case .single(let scale): return [column(.closed(cells(of: item, scale)))]
    case .multiple(let scale):
      let cells = tickCells(of: item, scale)
      return scale.options.map { option in
        let name = TableLayout.option(option.code, of: item.id)
        return ResponseExport.Column(header: name, source: name, kind: .closed(cells))
      }
    case .number: return [column(.number)]
    case .date: return [column(.day)]
    case .text: return [column(.text)]
    }
  }

  /// What stands for no number, day or text.
  private func missingCell(of item: Item) -> ExportCell {
    guard item.isRequired else { return .empty }
    return MissingKind.allCases.lazy.flatMap { texts(of: $0, item) }.first { !$0.trimmed.isEmpty }
      .map { code($0) } ?? .empty
  }

  private mutating func cells(of item: Item, _ scale: ResponseScale) -> [ExportCell] {
    let decoder = ColumnPlan.decoder(item, scale: scale, study: study)
    var map = study.codeMaps[scale.id] ?? [:]
    map.merge(study.codeMaps[item.id] ?? [:]) { _, own in own }
    func mapped(to meaning: String) -> [String] {
      map.filter { $0.value == meaning }.map(\.key).sorted()
    }
    var cells = [ExportCell](repeating: .empty, count: 256)
    for (index, option) in scale.options.enumerated() {
      let labels = [
        option.label[language], option.label.vietnamese, option.label.english,
      ]
      let others = mapped(to: option.code) + option.aliases
      let wishes =
        wording == .labels ? labels + [option.code] + others : [option.code] + others + labels
      let text = wishes.first { decoder.decode($0) == UInt8(index) } ?? option.code
      if text != option.code { isOfFormCodes = false }
      cells[index] = text == option.code ? code(text) : .text(text)
    }
    for kind in MissingKind.allCases where kind != .blank && kind != .invalid {
      let wishes = texts(of: kind, item) + mapped(to: kind.rawValue)
      if let text = wishes.first(where: { decoder.decode($0) == kind.code }) {
        cells[Int(kind.code)] = code(text)
      }
    }
    return cells
  }

  private func tickCells(of item: Item, _ scale: ResponseScale) -> [ExportCell] {
    var cells = [ExportCell](repeating: .empty, count: 256)
    cells[0] = .literal("0")
    cells[1] = .literal("1")
    for kind in MissingKind.allCases where kind != .blank && kind != .invalid {
      if let text = texts(of: kind, item).first(where: { RowDecoder.isTick($0) == nil }) {
        cells[Int(kind.code)] = code(text)
      }
    }
    return cells
  }

  /// The form's texts for a kind of missing, the item's own first.
  private func texts(of kind: MissingKind, _ item: Item) -> [String] {
    [item.missingCodes, study.questionnaire.missingCodes].flatMap { $0.codes[kind] ?? [] }
  }

  /// A code's cell: a number where it is one whole number, so that spreadsheets leave it alone.
  private func code(_ text: String) -> ExportCell {
    Int(text).map(String.init) == text ? .literal(text) : .text(text)
  }
}
