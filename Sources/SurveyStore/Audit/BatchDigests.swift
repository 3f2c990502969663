internal import Foundation
internal import GRDB
internal import SurveyModel

/// The digests of what the store keeps of a batch.
struct BatchDigests: Hashable {
  /// Of its row, its columns' meanings, its blocks and their bytes.
  var data: String
  /// Of its findings.
  var findings: String

  /// Computes them from what stands in the file.
  ///
  /// - Complexity: O(*bytes of the batch*).
  init(ofBatch id: Int, in database: Database) throws {
    data = try StoredValues.digest(
      [
        (
          "batch",
          [
            "id", "wave", "fileName", "fileDigest", "questionnaire", "importedAt", "readCount",
            "acceptedCount", "setAsideCount", "presentCount", "contentDigest",
          ], "id = ?", "id"
        ),
        ("batchColumn", ["name", "meaning"], "batchId = ?", "name"),
        (
          "block", ["number", "rowCount", "lowestKey", "highestKey"], "batchId = ?", "number"
        ),
        ("blockColumn", ["number", "name", "data"], "batchId = ?", "number, name"),
      ], ofBatch: id, in: database)
    findings = try StoredValues.digest(
      [("finding", ["sequence", "finding"], "batchId = ?", "sequence")], ofBatch: id, in: database)
  }
}

extension ContentDigest {
  /// The digest of a batch's rows as they are read from the file; nil where they cannot be read.
  ///
  /// - Complexity: O(*rows* × *columns*).
  init?(ofBatch id: Int, in database: Database) throws {
    let meanings = try Row.fetchAll(
      database, sql: "SELECT name, meaning FROM batchColumn WHERE batchId = ? ORDER BY name",
      arguments: [id])
    var columns: [(column: ColumnLayout, meaning: String)] = []
    for row in meanings {
      let meaning: String = try row.value("meaning")
      guard let kind = ColumnLayout.Kind(meaning: meaning) else { return nil }
      columns.append((ColumnLayout(name: try row.value("name"), kind: kind), meaning))
    }
    let layout = TableLayout(columns: columns.map(\.column))
    var digest = ContentDigest(columns)
    do {
      for block in try SurveyStore.blocks(ofBatch: id, in: database) {
        let packed = try SurveyStore.packedColumns(of: block, layout: layout, in: database)
        let table = try SurveyStore.table(packed, of: block, layout: layout)
        digest.add(table, rows: 0..<table.rowCount)
      }
    } catch is StoreError {
      return nil
    }
    self = digest
  }
}

extension ColumnLayout.Kind {
  /// The kind of a column from its meaning in a codebook; nil where there is no such meaning.
  init?(meaning: String) {
    switch meaning {
    case "number": self = .number
    case "integer": self = .integer
    case "text", "pseudonym": self = .text
    default:
      guard meaning.hasPrefix("closed ") else { return nil }
      let codes = meaning.dropFirst("closed ".count)
      self = .closed(
        optionCount: codes.split(separator: "\u{1F}", omittingEmptySubsequences: false).count)
    }
  }
}
