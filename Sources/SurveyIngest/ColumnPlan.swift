internal import SurveyModel

/// How each field of a record is read: built once from the header, the form and the study.
struct ColumnPlan {
  /// What one field becomes.
  enum Step {
    case choice(item: Int, column: Int, ChoiceDecoder)
    case joined(item: Int, columns: [Int], ChoiceDecoder)
    case tick(item: Int, column: Int)
    case number(item: Int, column: Int, minimum: Double?, maximum: Double?, isInteger: Bool)
    case date(item: Int, column: Int, minimum: CalendarDay?, maximum: CalendarDay?)
    case text(item: Int, column: Int)
    /// A direct identifier, as its pseudonym.
    case identifier(item: Int, column: Int)
    /// A part of the key that is a direct identifier, as its pseudonym.
    case identifierKey(item: Int, part: Int)
    case unit(column: Int)
    case key(part: Int)
    case stratum(column: Int)
    case cluster(column: Int)
    case population(column: Int)
    case weight(column: Int)
    /// A text that is kept as it is, or missing where it is empty.
    case kept(column: Int)
  }

  /// The steps, each with its field's position, in the order of the fields.
  var steps: [(field: Int, step: Step)] = []
  /// For each item the columns of the table that hold it; empty where the file has none.
  var columnsOfItem: [[Int]]
  /// For each item the field that holds it, for messages.
  var fieldOfItem: [Int?]

  init(targets: [[ColumnMatcher.Target]], study: Study, layout: TableLayout) {
    let items = study.questionnaire.items
    let itemPositions = Dictionary(
      items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    columnsOfItem = Array(repeating: [], count: items.count)
    fieldOfItem = Array(repeating: nil, count: items.count)
    for (field, fieldTargets) in targets.enumerated() {
      for target in fieldTargets {
        let step: Step?
        switch target {
        case .item(let id):
          guard let position = itemPositions[id] else { continue }
          step = itemStep(position, items[position], study: study, layout: layout)
          fieldOfItem[position] = field
        case .option(let id, let code):
          guard let position = itemPositions[id],
            let column = layout.position(of: TableLayout.option(code, of: id))
          else { continue }
          columnsOfItem[position].append(column)
          fieldOfItem[position] = fieldOfItem[position] ?? field
          step = .tick(item: position, column: column)
        case .unit: step = layout.position(of: TableLayout.unit).map { .unit(column: $0) }
        case .key(let part):
          let identifier = fieldTargets.lazy.compactMap(\.item).compactMap { itemPositions[$0] }
            .first { items[$0].pii == .direct }
          step = identifier.map { .identifierKey(item: $0, part: part) } ?? .key(part: part)
        case .stratum: step = layout.position(of: TableLayout.stratum).map { .stratum(column: $0) }
        case .cluster(let stage):
          step = layout.position(of: TableLayout.cluster(stage)).map { .cluster(column: $0) }
        case .population(let stage):
          step = layout.position(of: TableLayout.population(stage)).map { .population(column: $0) }
        case .weight: step = layout.position(of: TableLayout.weight).map { .weight(column: $0) }
        case .interviewer:
          step = layout.position(of: TableLayout.interviewer).map { .kept(column: $0) }
        case .started: step = layout.position(of: TableLayout.started).map { .kept(column: $0) }
        case .ended: step = layout.position(of: TableLayout.ended).map { .kept(column: $0) }
        }
        if let step { steps.append((field, step)) }
      }
    }
  }

  private mutating func itemStep(
    _ position: Int, _ item: Item, study: Study, layout: TableLayout
  ) -> Step? {
    if item.pii == .direct {
      // Where identifiers are dropped there is no column.
      guard let column = layout.position(of: item.id) else { return nil }
      columnsOfItem[position] = [column]
      return .identifier(item: position, column: column)
    }
    switch item.content {
    case .single(let scale):
      guard let column = layout.position(of: item.id) else { return nil }
      columnsOfItem[position] = [column]
      return .choice(
        item: position, column: column, ColumnPlan.decoder(item, scale: scale, study: study))
    case .multiple(let scale):
      let columns = scale.options.compactMap {
        layout.position(of: TableLayout.option($0.code, of: item.id))
      }
      columnsOfItem[position] = columns
      return .joined(
        item: position, columns: columns, ColumnPlan.decoder(item, scale: scale, study: study))
    case .number(let minimum, let maximum, let isInteger):
      guard let column = layout.position(of: item.id) else { return nil }
      columnsOfItem[position] = [column]
      return .number(
        item: position, column: column, minimum: minimum, maximum: maximum, isInteger: isInteger)
    case .date(let minimum, let maximum):
      guard let column = layout.position(of: item.id) else { return nil }
      columnsOfItem[position] = [column]
      return .date(item: position, column: column, minimum: minimum, maximum: maximum)
    case .text:
      guard let column = layout.position(of: item.id) else { return nil }
      columnsOfItem[position] = [column]
      return .text(item: position, column: column)
    }
  }

  /// What the texts of a closed item stand for, by the study's own codes and the form's.
  static func decoder(_ item: Item, scale: ResponseScale, study: Study) -> ChoiceDecoder {
    var map = study.codeMaps[scale.id] ?? [:]
    map.merge(study.codeMaps[item.id] ?? [:]) { _, own in own }
    return ChoiceDecoder(item: item, questionnaire: study.questionnaire, codeMap: map)
  }
}
