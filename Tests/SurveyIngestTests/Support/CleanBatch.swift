import SurveyIngest
import SurveyModel

/// A small batch without faults, as rows of cells, to be written in any dialect.
enum CleanBatch {
  static let header = [
    "so_phieu", "xa", "tang", "cum", "so_cum", "trong_so", "q1", "q2", "used", "again",
    "channels", "needs/a", "needs/b", "why", "age", "hours", "visited", "remark",
  ]

  static let rows = [
    [
      "P1", "X1", "H1", "C1", "9", "1.25", "4", "5", "1", "3", "1 3", "1", "0", "gần nhà", "35",
      "0.5", "2024-06-05", "tốt",
    ],
    ["P2", "X2", "H1", "C1", "9", "2", "5", "", "2", "", "", "0", "1", "", "", "", "", ""],
    [
      "P3", "X3", "H2", "C2", "7", "1.5", "1", "2", "1", "1", "Đài, ti vi", "", "", "", "61", "3",
      "31/12/2024", "chậm; \"rất\" chậm, phải chờ\tlâu",
    ],
    [
      "P4", "Phường Chợ Lớn", "H2", "C2", "7", "1", "Rất hài lòng", "HL", "Có", "98", "99", "1",
      "1", "vì tiện", "18", "24", "1/1/2023", "hai\ndòng",
    ],
    [
      "P5", "X1", "H1", "C3", "9", "0.0001", "3", "3", "", "", "2", "0", "0", "", "NA", "NA", "NA",
      "NA",
    ],
  ]

  /// The rows as delimited text.
  static func text(
    delimiter: String = ",", lineEnd: String = "\n", isAllQuoted: Bool = false
  ) -> String {
    ([header] + rows).map { row in
      row.map { cell in
        let mustQuote =
          isAllQuoted || cell.contains { "\"\n".contains($0) || String($0) == delimiter }
        return mustQuote ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: delimiter) + lineEnd
    }.joined()
  }

  static func table(_ text: String) throws -> ResponseTable {
    try ResponseTable(Array(text.utf8), fileName: "clean.csv", for: FaultyBatch.study())
  }
}

extension ResponseTable {
  /// For each row its cells but for the place in the file, as text.
  var cells: [[String]] {
    (0..<rowCount).map { row in
      zip(layout.columns, columns).compactMap { layout, column in
        if [TableLayout.record, TableLayout.line].contains(layout.name) { return nil }
        switch column {
        case .closed(let codes): return "\(codes[row])"
        case .number(let values): return "\(values[row])"
        case .integer(let values): return "\(values[row])"
        case .text(let texts): return texts[row].map { "\"\($0)\"" } ?? "nil"
        }
      }
    }
  }
}
