internal import SurveyModel

/// The interviews of a wave, group by group, in an order that batches and files have no part in.
///
/// Groups stand by their label, and the interviews of a group by their answers, unit, times and key;
/// only interviews that are alike in all of these stand in the order of their batches. So what is
/// computed or drawn from a sheet is the same whatever order the rows arrived in.
struct AnswerSheet {
  /// The items that are compared: closed, and not about who answered.
  let items: [Item]
  /// For each column its item; a multiple choice has a column for each option.
  let itemOfColumn: [Int]
  /// For each column the codes, by row.
  let columns: [[UInt8]]
  /// The groups, by label.
  let groups: [Group]
  /// Where each row stands.
  let positions: [InterviewPosition]
  let units: [String?]
  let keys: [String?]
  /// The primary sampling unit, nil where there is none.
  let clusters: [String?]
  /// When each interview started and ended; nil where the cell is empty or no time.
  let started: [Double?]
  let ended: [Double?]
  /// Cells that hold something that is no date with a time.
  let unreadableTimes: Int
  let comparison: UnitOfComparison
  /// Rows that belong to no group.
  let unassignedCount: Int

  struct Group {
    let label: String
    let rows: Range<Int>
  }

  var rowCount: Int { positions.count }

  /// The answers of a group.
  func block(_ group: Group) -> AnswerBlock {
    AnswerBlock(columns.map { Array($0[group.rows]) })
  }

  init(_ wave: Wave) {
    let study = wave.study
    let parts = wave.parts.filter { $0.table.rowCount > 0 }
    items = study.questionnaire.items.filter { item in
      !item.options.isEmpty && item.pii != .direct && item.pii != .quasi
    }
    var names: [String] = []
    var itemOfColumn: [Int] = []
    for (position, item) in items.enumerated() {
      let own =
        item.isMultiple
        ? item.options.map { TableLayout.option($0.code, of: item.id) } : [item.id]
      names += own
      itemOfColumn += own.map { _ in position }
    }
    self.itemOfColumn = itemOfColumn
    func texts(_ name: String) -> [String?] {
      parts.flatMap { part -> [String?] in
        guard let column = part.table.texts(name) else {
          return Array(repeating: nil, count: part.table.rowCount)
        }
        return (0..<part.table.rowCount).map { column[$0] }
      }
    }
    let raw = names.map { name in
      parts.flatMap { part in
        part.table.closed(name)
          ?? Array(repeating: MissingKind.blank.code, count: part.table.rowCount)
      }
    }
    let positions = parts.flatMap { part -> [InterviewPosition] in
      let records = part.table.integers(TableLayout.record) ?? []
      let lines = part.table.integers(TableLayout.line) ?? []
      return (0..<part.table.rowCount).map { row in
        InterviewPosition(
          batch: part.batch, record: row < records.count ? Int(records[row]) : row + 2,
          line: row < lines.count ? Int(lines[row]) : nil)
      }
    }
    let units = texts(TableLayout.unit)
    let clusters = AnswerSheet.clusters(of: study, units: units, texts: texts)
    let labels: [String?]
    if study.quality.interviewerColumn != nil {
      comparison = .interviewer
      labels = texts(TableLayout.interviewer)
    } else if clusters.contains(where: { $0 != nil }) {
      comparison = .cluster
      labels = clusters
    } else {
      comparison = .unit
      labels = units
    }
    let keys = texts(TableLayout.key)
    let startTexts = texts(TableLayout.started)
    let endTexts = texts(TableLayout.ended)
    let started = startTexts.map { $0.flatMap(Timestamp.seconds) }
    let ended = endTexts.map { $0.flatMap(Timestamp.seconds) }
    unreadableTimes =
      zip(startTexts + endTexts, started + ended).count { $0 != nil && $1 == nil }

    let ranks = [labels, units, startTexts, endTexts, keys].map(AnswerSheet.ranks)
    let order = positions.indices.sorted { left, right in
      if ranks[0][left] != ranks[0][right] { return ranks[0][left] < ranks[0][right] }
      for column in raw where column[left] != column[right] { return column[left] < column[right] }
      for rank in ranks.dropFirst() where rank[left] != rank[right] {
        return rank[left] < rank[right]
      }
      return positions[left] < positions[right]
    }
    columns = raw.map { column in order.map { column[$0] } }
    self.positions = order.map { positions[$0] }
    self.units = order.map { units[$0] }
    self.keys = order.map { keys[$0] }
    self.clusters = order.map { clusters[$0] }
    self.started = order.map { started[$0] }
    self.ended = order.map { ended[$0] }
    var groups: [Group] = []
    var first = 0
    for place in 0...order.count
    where place == order.count
      || (place > 0 && ranks[0][order[place]] != ranks[0][order[place - 1]])
    {
      if place > first, let label = labels[order[first]] {
        groups.append(Group(label: label, rows: first..<place))
      }
      first = place
    }
    self.groups = groups
    unassignedCount = labels.count { $0 == nil }
  }

  /// The primary sampling unit of each row.
  private static func clusters(
    of study: Study, units: [String?], texts: (String) -> [String?]
  ) -> [String?] {
    switch study.design.stages.first?.cluster {
    case .column: return texts(TableLayout.cluster(0))
    case .level(let kind):
      var above: [String: String] = [:]
      for unit in Set(units.compactMap(\.self)) {
        guard let position = study.units.position(of: unit),
          let cluster = study.units.ancestor(of: position, kind: kind)
        else { continue }
        above[unit] = study.units.units[cluster].code
      }
      return units.map { $0.flatMap { above[$0] } }
    case .respondent, nil: return units.map { _ in nil }
    }
  }

  /// The place of each text among the different ones in their order; −1 for none.
  private static func ranks(_ texts: [String?]) -> [Int] {
    let sorted = Set(texts.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    return texts.map { $0.flatMap { places[$0] } ?? -1 }
  }
}

extension Item {
  /// Whether any number of options may be chosen.
  var isMultiple: Bool {
    if case .multiple = content { true } else { false }
  }
}
