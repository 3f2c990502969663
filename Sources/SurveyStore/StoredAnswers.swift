internal import GRDB
internal import SurveyModel

/// The answers of a wave's forms to the items whose answers are unique, each with its batch.
///
/// A form without such items costs nothing; with them, their columns of all stored blocks are read.
struct StoredAnswers {
  /// An answer that the store holds already.
  struct Repetition {
    var row: Int
    var finding: Finding
  }

  private struct Known {
    var item: Item
    var texts: [String: Int] = [:]
    var numbers: [Double: Int] = [:]
  }

  private var known: [Known]

  /// - Throws: ``StoreError`` where a batch is damaged, or coded otherwise.
  init(of study: Study, in database: Database) throws {
    known = study.questionnaire.items.filter(\.isUnique).map { Known(item: $0) }
    guard !known.isEmpty else { return }
    let layout = TableLayout(
      columns: TableLayout(study).columns.filter { column in
        known.contains { $0.item.id == column.name }
      })
    let codebook = Codebook(study)
    let batches = try Int.fetchAll(
      database, sql: "SELECT id FROM batch WHERE wave = ? ORDER BY id", arguments: [study.wave])
    for batch in batches {
      try SurveyStore.check(codebook, ofBatch: batch, in: database)
      for block in try SurveyStore.blocks(ofBatch: batch, in: database) {
        let table = try SurveyStore.table(
          SurveyStore.packedColumns(of: block, layout: layout, in: database), of: block,
          layout: layout)
        for entry in known.indices { take(table, into: entry, batch: batch) }
      }
    }
  }

  private mutating func take(_ table: ResponseTable, into entry: Int, batch: Int) {
    let id = known[entry].item.id
    for row in 0..<table.rowCount {
      if let text = table.texts(id)?[row] {
        if known[entry].texts[text] == nil { known[entry].texts[text] = batch }
      } else if let number = table.numbers(id)?[row], !number.isNaN,
        known[entry].numbers[number] == nil
      {
        known[entry].numbers[number] = batch
      }
    }
  }

  /// The answers of some rows that the store holds already.
  func repetitions(in table: ResponseTable, rows: [Int]) -> [Repetition] {
    known.flatMap { entry -> [Repetition] in
      let id = entry.item.id
      let texts = table.texts(id)
      let numbers = table.numbers(id)
      return rows.compactMap { row in
        let batch = texts?[row].flatMap { entry.texts[$0] }
        return (batch ?? numbers.flatMap { entry.numbers[$0[row]] }).map {
          Repetition(row: row, finding: finding(entry.item, in: table, row: row, batch: $0))
        }
      }
    }
  }

  private func finding(
    _ item: Item, in table: ResponseTable, row: Int, batch: Int
  ) -> Finding {
    let line = table.integers(TableLayout.line).map { Int($0[row]) } ?? 0
    let sheet = table.source.flatMap { row < $0.sheets.count ? $0.sheets[row] : nil }
    let record = table.integers(TableLayout.record).map { Int($0[row]) } ?? 0
    return Finding(
      rule: .repeatedAnswer, severity: item.severity(of: .unique),
      position: SourcePosition(file: "", sheet: sheet, line: line, record: record), column: item.id,
      item: item.id, expected: .keyIn(batch: batch))
  }
}
