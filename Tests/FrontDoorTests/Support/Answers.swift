import SurveyIngest
import SurveyModel

/// A small table of answers in which a test changes what it is about.
struct Answers {
  static let headers = [
    "so_phieu", "ma_xa", "trong_so", "visited", "minutes", "services", "q1", "q2", "q3", "q4", "q5",
    "comment",
  ]

  private(set) var rows: [[String]]
  var headers = Answers.headers

  /// As many answers as asked for, over the first two communes.
  init(_ count: Int = 4) {
    rows = (1...count).map { number in
      [
        "P\(number)", number <= count / 2 ? "00101" : "00102", "1.5", "2025-07-05", "10", "1 2",
        "4",
        "5", "3", "4", "5", "ghế ngồi tốt",
      ]
    }
  }

  /// As many answers as there are texts, which stand in one column.
  init(_ texts: [String], in column: String) {
    self.init(texts.count)
    for (row, text) in texts.enumerated() { self[row, column] = text }
  }

  subscript(row: Int, column: String) -> String {
    get { Answers.headers.firstIndex(of: column).map { rows[row][$0] } ?? "" }
    set {
      if let position = Answers.headers.firstIndex(of: column) { rows[row][position] = newValue }
    }
  }

  /// Takes a column out.
  mutating func drop(_ column: String) {
    guard let position = headers.firstIndex(of: column) else { return }
    headers.remove(at: position)
    for row in rows.indices { rows[row].remove(at: position) }
  }

  /// The header and the records.
  var table: [[String]] { [headers] + rows }

  /// The header and the records, numbers of forms preceded by a name.
  func table(named name: String) -> [[String]] {
    [headers] + rows.map { ["\(name) \($0[0])"] + $0.dropFirst() }
  }

  /// The header and the records, a line each.
  func lines(_ delimiter: String = ",") -> [String] {
    ([headers] + rows).map { cells in
      cells.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
    }
  }

  func csv(_ delimiter: String = ",") -> String {
    lines(delimiter).joined(separator: "\n") + "\n"
  }
}

extension ImportProfile {
  /// A profile that decides a little.
  static func deciding(_ decide: (inout ImportProfile) -> Void) -> ImportProfile {
    var profile = ImportProfile()
    decide(&profile)
    return profile
  }
}
