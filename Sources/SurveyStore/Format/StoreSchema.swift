internal import GRDB

/// The tables, indexes, triggers and views of a file.
///
/// A store with others than its format has was not written by this program alone: a trigger could change
/// what is imported.
struct StoreSchema: Hashable {
  /// A table, index, trigger or view.
  private struct Object: Hashable {
    var kind: String
    var name: String
    var table: String
    /// What a trigger or view does; of tables and indexes the columns tell.
    var text: String
  }

  private struct Column: Hashable {
    var table: String
    var name: String
    var type: String
    var isRequired: Bool
    var keyPosition: Int
    var hidden: Int
  }

  private var objects: Set<Object> = []
  private var columns: Set<Column> = []

  var isEmpty: Bool { objects.isEmpty }
  var tableNames: Set<String> { Set(objects.filter { $0.kind == "table" }.map(\.name)) }

  /// More objects than any store has are not gone through.
  private static let limit = 64

  /// Reads what a file has; SQLite's own tables are left out.
  init(of database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT type, name, tbl_name,
          CASE WHEN type IN ('trigger', 'view') THEN substr(sql, 1, 2000)
            WHEN sql LIKE 'CREATE VIRTUAL%' THEN 'virtual' ELSE '' END AS text
        FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' LIMIT \(StoreSchema.limit)
        """)
    for row in rows {
      let object = try Object(
        kind: row.value("type"), name: row.value("name"), table: row.value("tbl_name"),
        text: row.value("text"))
      objects.insert(object)
      guard object.kind == "table", object.text.isEmpty else { continue }
      let columns = try Row.fetchAll(
        database,
        sql: """
          SELECT name, type, "notnull" AS required, pk, hidden FROM pragma_table_xinfo(?)
          LIMIT \(StoreSchema.limit)
          """, arguments: [object.name])
      for column in columns {
        self.columns.insert(
          try Column(
            table: object.name, name: column.value("name"), type: column.value("type"),
            isRequired: column.value("required"), keyPosition: column.value("pk"),
            hidden: column.value("hidden")))
      }
    }
  }

  /// What a store has of which so many steps are done.
  static func expected(after steps: Int) throws -> StoreSchema { try expected.get()[steps] }

  /// Made by the steps themselves.
  private static let expected = Result { try made() }

  private static func made() throws -> [StoreSchema] {
    let queue = try DatabaseQueue()
    return try queue.write { database in
      try database.execute(
        sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
      return try [StoreSchema(of: database)]
        + StoreFormat.steps.map { step in
          try step.body(database)
          return try StoreSchema(of: database)
        }
    }
  }
}
