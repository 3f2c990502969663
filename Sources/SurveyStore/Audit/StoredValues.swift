internal import Digests
internal import Foundation
internal import GRDB

/// Values as they stand in the file, with the kind that each is stored as: a text that holds a zero byte
/// or is not UTF-8 is told from every other.
struct StoredValues {
  struct Value: Equatable {
    var kind: String
    var bytes: [UInt8]
  }

  /// The values of some columns of some rows.
  static func rows(
    of table: String, columns: [String], where condition: String,
    arguments: StatementArguments = [],
    order: String, in database: Database
  ) throws -> [[Value]] {
    var rows: [[Value]] = []
    try each(
      of: table, columns: columns, where: condition, arguments: arguments, order: order,
      in: database
    ) { rows.append($0) }
    return rows
  }

  /// Goes through the values of some columns of some rows, a row at a time.
  static func each(
    of table: String, columns: [String], where condition: String,
    arguments: StatementArguments = [],
    order: String, in database: Database, _ body: ([Value]) -> Void
  ) throws {
    let list = columns.map { "typeof(\"\($0)\"), CAST(\"\($0)\" AS BLOB)" }
    let statement = try database.cachedStatement(
      sql:
        "SELECT \(list.joined(separator: ", ")) FROM \"\(table)\" WHERE \(condition) ORDER BY \(order)"
    )
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try cursor.next() {
      body(
        columns.indices.map { column in
          let kind = String.fromDatabaseValue(row[2 * column]) ?? ""
          let data = Data.fromDatabaseValue(row[2 * column + 1])
          return Value(kind: kind, bytes: data.map { [UInt8]($0) } ?? [])
        })
    }
  }

  /// SHA-256 of the values of some tables, row by row.
  static func digest(
    _ parts: [(table: String, columns: [String], condition: String, order: String)],
    ofBatch id: Int, in database: Database
  ) throws -> String {
    let digest = SHA256()
    for part in parts {
      digest.add(counted: Array(part.table.utf8))
      try each(
        of: part.table, columns: part.columns, where: part.condition, arguments: [id],
        order: part.order, in: database
      ) { row in
        for value in row {
          digest.add(counted: Array(value.kind.utf8))
          digest.add(counted: value.bytes)
        }
      }
    }
    return digest.hexadecimal()
  }
}
