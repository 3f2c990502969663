public import SurveyModel

extension ImportError {
  /// A sheet for which a whole workbook cannot be read.
  public struct OddSheet: Hashable, Sendable {
    /// The sheet's name.
    public var name: String
    /// What is wrong with it.
    public var reason: LocalizedText

    /// Makes what is wrong with a sheet.
    public init(name: String, reason: LocalizedText) {
      self.name = name
      self.reason = reason
    }
  }
}

extension ImportError.Problem {
  /// What is wrong with sheets, and what to type to read the others.
  static func statement(
    odd: [ImportError.OddSheet], good: [String]
  ) -> LocalizedText {
    let shown = odd.prefix(5)
    let more = odd.count > 5 ? "; … (+\(odd.count - 5))" : ""
    let options = good.map { "--sheet \"\($0)\"" }.joined(separator: " ")
    return LocalizedText(
      vi: shown.map { "trang tính \"\($0.name)\": \($0.reason.vietnamese)" }
        .joined(separator: "; ") + more
        + "; \(good.count) trang khác đọc được. Sửa trang đó, hoặc chỉ đọc các trang kia: \(options)",
      en: shown.map { "sheet \"\($0.name)\": \($0.reason.english)" }.joined(separator: "; ") + more
        + "; the other sheets (\(good.count)) are good. Mend it, or read only the others: \(options)"
    )
  }

  /// Hidden sheets that were asked for.
  static func statement(hidden: [String], visible: [String]) -> LocalizedText {
    let names = hidden.map { "\"\($0)\"" }.joined(separator: ", ")
    let others = visible.map { "\"\($0)\"" }.joined(separator: ", ")
    return LocalizedText(
      vi: "trang tính \(names) bị ẩn nên không đọc; trong Excel bấm chuột phải vào tên trang tính, "
        + "chọn Bỏ ẩn, rồi lưu lại" + (visible.isEmpty ? "" : "; các trang đang hiện: \(others)"),
      en:
        "the sheet \(names) is hidden, and hidden sheets are not read; in Excel click a sheet's name "
        + "with the right button, choose Unhide and save"
        + (visible.isEmpty ? "" : "; the visible sheets are \(others)"))
  }

  /// Rows that are told to be the header and are not.
  static func statement(
    header asked: ClosedRange<Int>, standing: ImportError.HeaderFault, sheet: String,
    likely: ClosedRange<Int>?, names: [String]
  ) -> LocalizedText {
    let place = sheet.isEmpty ? "" : " (\"\(sheet)\")"
    let listed =
      names.prefix(5).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
      + (names.count > 5 ? ", …" : "")
    let what = standing.words
    let (vi, en) =
      likely.map { likely in
        (
          "dòng \(likely.words) giống tiêu đề (\(listed)): dùng \(likely.headerRowsOption)",
          "row \(likely.words) looks like the header (\(listed)): give \(likely.headerRowsOption)"
        )
      } ?? (
        "không dòng nào ở đầu tệp có tên cột mà phiếu biết; khai báo trong study.yaml (columns.aliases)",
        "no row at the file's beginning names a column that the form knows; name them in study.yaml "
          + "(columns.aliases)"
      )
    return LocalizedText(
      vi: "\(asked.headerRowsOption)\(place): \(what.vietnamese); \(vi)",
      en: "\(asked.headerRowsOption)\(place): \(what.english); \(en)")
  }
}

extension ImportError {
  /// What stands in rows that are told to be the header.
  public enum HeaderFault: Hashable, Sendable {
    /// Nothing: the file has so many rows.
    case pastEnd(rows: Int)
    /// Rows without anything in them.
    case blank
    /// More rows than a header has.
    case tooMany
    /// A record.
    case record
    /// Texts that head no column which the form knows.
    case unknown
    /// The headers of so few columns that another row is likelier.
    case few([String])

    var words: LocalizedText {
      switch self {
      case .pastEnd(let rows):
        LocalizedText(vi: "tệp chỉ có \(rows) dòng", en: "the file has \(rows) rows")
      case .blank: LocalizedText(vi: "ở đó là dòng trống", en: "a blank row stands there")
      case .tooMany:
        LocalizedText(vi: "tiêu đề có nhiều nhất 3 dòng", en: "a header has 3 rows at most")
      case .record:
        LocalizedText(vi: "ở đó là một phiếu", en: "a record stands there, and no names of columns")
      case .unknown:
        LocalizedText(
          vi: "ở đó không có tên cột nào mà phiếu biết",
          en: "no name of a column that the form knows stands there")
      case .few(let names):
        LocalizedText(
          vi: "ở đó chỉ có \(names.count) tên cột mà phiếu biết (\(ColumnList(names)))",
          en: "only \(names.count) names of columns that the form knows stand there "
            + "(\(ColumnList(names)))")
      }
    }
  }
}
