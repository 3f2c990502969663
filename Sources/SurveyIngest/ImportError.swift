public import CompressedFiles
public import Spreadsheets
public import StatisticalFiles
public import SurveyModel
public import VietnameseText

/// Why a file as a whole cannot be imported: all its mistakes at once.
public struct ImportError: Error, Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// The mistakes.
  public var problems: [Problem]

  /// What can be wrong with a file as a whole.
  public enum Problem: Hashable, Sendable {
    /// There is no such file.
    case noSuchFile
    /// The file cannot be read: no permission, or a medium that fails.
    case unreadable
    /// What stands there is no file but a folder, a pipe or a device.
    case notAFile
    /// The file was written to while it was read.
    case changed
    /// Somebody asked for the end of the work.
    case interrupted
    /// A line is longer than any record may be.
    case lineTooLong(line: Int, limit: Int)
    /// There is nothing in the file.
    case empty
    /// The file is no text: an Excel workbook, a ZIP archive, an old Excel file.
    case notText(kind: String)
    /// The file is UTF-16.
    case utf16
    /// The text stops being UTF-8 on this line.
    case notUTF8(line: Int)
    /// No encoding fits the text.
    case noEncoding(EncodingDetectionError)
    /// The text is not in the encoding that was chosen.
    case otherEncoding(EncodingFault)
    /// A repair that the profile asks for does not fit the text.
    case repairDoesNotFit(String)
    /// There is no encoding of this name.
    case unknownEncoding(String, known: [String])
    /// The workbook cannot be read.
    case unreadableWorkbook(SpreadsheetError)
    /// A cell further to the right than so many columns.
    case tooWide(String, limit: Int)
    /// All sheets of the workbook are hidden.
    case hiddenSheets([String])
    /// The file has none of the sheets asked for.
    case noSuchSheets([String], present: [String])
    /// The SPSS or Stata file cannot be read.
    case unreadableStatistics(StatisticalFileError.Problem)
    /// The compressed file cannot be read.
    case unreadableArchive(CompressedFileError)
    /// What is compressed is compressed itself, or no text.
    case nestedCompression
    /// The file is an archive of several files.
    case archive
    /// The file is of a kind that is not read.
    case foreign(kind: String, advice: LocalizedText)
    /// The rows are repeats within responses of this platform's export.
    case repeats(String)
    /// A folder or an archive holds no file.
    case noFiles
    /// A folder holds more files than are taken at once.
    case tooManyFiles(limit: Int)
    /// More folders stand in each other than are gone into.
    case foldersTooDeep(String, limit: Int)
    /// The file differs from the profile that the study asks for.
    case doesNotFit([LocalizedText])
    /// A cell far into the file shows that other cells of its column would be misread; the option tells.
    case contradictedLater(line: Int, column: String, found: LocalizedText, option: String)
    /// The order of dates that the user told is not that of a column, of which so many dates show it.
    case contradictsDates(
      line: Int, column: String, count: Int, told: DateOrder, found: DateOrder)
    /// Codes of these columns bear the labels of other options, and some options have no label or two.
    case ambiguousLabels([String])
    /// The file must be rewritten to be read, and is too large for that.
    case tooLargeToRewrite(limit: Int)
    /// The folder for temporary files is full or cannot be written to.
    case noRoom(String)
    /// The header record is broken.
    case brokenHeader(line: Int)
    /// There is a header and nothing below it.
    case noRecords
    /// No column is an item of the form.
    case noItems(nearest: [String: String])
    /// No column is a criterion of the index; the headers there are.
    case noCriteria([String])
    /// A column that the study names is not there.
    case missingColumn(String, role: String, nearest: String?)
    /// There is no column of units, and none of the sheets has the name of one.
    case noUnits(column: String, sheets: [String], nearest: String?)
    /// A required item has no column.
    case missingItem(String)
    /// A column that the study uses is a direct identifier.
    case identifierInUse(String, role: String)
    /// The study asks for pseudonyms, and nobody gave the key.
    case noIdentifierKey
    /// Several columns are the same item, or the same column of the study.
    case repeatedColumn(String, headers: [String])
    /// Some sheets of a workbook cannot be read, and the others can.
    case oddSheets([OddSheet], good: [String])
    /// The sheets asked for are hidden.
    case hiddenSheetsAsked([String], visible: [String])
    /// The rows told to be the header are not; the row that looks like it, and what heads its first columns.
    case wrongHeader(
      ClosedRange<Int>, HeaderFault, sheet: String, likely: ClosedRange<Int>?, names: [String])
    /// Bytes that are 0 stand in the text, first on this line.
    case nullBytes(line: Int)
    /// The text is parted otherwise than the user has decided.
    case otherDelimiter(String, found: String)
    /// The text is not in the encoding that was decided, from this line on; the encoding that it seems to have.
    case notAsDecided(String, line: Int, likely: String?, by: Decider)
    /// What stands where the names of columns do is too long to be one.
    case longHeader(column: Int)
  }

  /// Who decided what a file shall be.
  public enum Decider: Hashable, Sendable {
    /// The user, by an option or by a profile for this run.
    case user
    /// The study, by its import profile.
    case study
  }

  /// Makes an error.
  public init(file: String, problems: [Problem]) {
    self.file = file
    self.problems = problems
  }
}

extension ImportError: CustomStringConvertible {
  /// All problems in English, a line each.
  public var description: String { message(in: .english) }

  /// All problems, a line each.
  public func message(in language: Language) -> String {
    problems.map { "\(file.printable): \($0.statement[language])" }.joined(separator: "\n")
  }
}

extension ImportError.Problem {
  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .noSuchFile: .init(vi: "không có tệp này", en: "there is no such file")
    case .unreadable:
      .init(
        vi: "không đọc được tệp; kiểm tra quyền đọc",
        en: "the file cannot be read; check its permissions")
    case .notAFile:
      .init(
        vi:
          "đây là thư mục, ống dẫn hoặc thiết bị, không phải tệp; ghi dữ liệu ra một tệp CSV trước",
        en: "this is a folder, a pipe or a device, not a file; write the data to a CSV file first")
    case .interrupted:
      LocalizedText(vi: "đã dừng theo yêu cầu", en: "stopped, as somebody asked")
    case .changed:
      .init(
        vi: "tệp bị thay đổi trong khi đọc; chờ ghi xong rồi chạy lại",
        en: "the file changed while it was read; wait until it is written, then run this again")
    case .lineTooLong(let line, let limit):
      .init(
        vi:
          "dòng \(line) dài hơn \(limit >> 20) MiB; tệp này có phải CSV với mỗi phiếu một dòng không?",
        en:
          "line \(line) is longer than \(limit >> 20) MiB; is this a CSV file with a line for each record?"
      )
    case .empty: .init(vi: "tệp rỗng", en: "the file is empty")
    case .notText(let kind):
      .init(
        vi: "tệp là \(kind), không phải CSV; trong Excel chọn Lưu thành → CSV UTF-8",
        en: "the file is \(kind), not CSV; in Excel choose Save as → CSV UTF-8")
    case .utf16:
      .init(
        vi: "tệp mã UTF-16; trong Excel chọn Lưu thành → CSV UTF-8",
        en: "the file is UTF-16; in Excel choose Save as → CSV UTF-8")
    case .notUTF8(let line):
      .init(
        vi: "dòng \(line) không phải UTF-8; trong Excel chọn Lưu thành → CSV UTF-8",
        en: "line \(line) is not UTF-8; in Excel choose Save as → CSV UTF-8")
    case .noEncoding(let error): error.statement
    case .otherEncoding(let fault): fault.statement
    case .repairDoesNotFit(let name):
      .init(
        vi:
          "cách khôi phục chữ \"\(name)\" trong hồ sơ nhập không khớp với tệp; bỏ repair trong hồ sơ",
        en:
          "the repair \"\(name)\" of the import profile does not fit the text; take repair out of it"
      )
    case .unknownEncoding(let name, let known):
      .init(
        vi: "không có bảng mã \"\(name)\"; có: \(known.joined(separator: ", "))",
        en: "there is no encoding \"\(name)\"; there are \(known.joined(separator: ", "))")
    case .unreadableWorkbook(let error): error.statement
    case .tooWide(let cell, let limit):
      .init(
        vi: "có ô ở \(cell), mà chỉ đọc \(limit) cột; xoá những gì nằm xa bên phải",
        en: "there is a cell at \(cell), and \(limit) columns are read at most; "
          + "delete what stands far to the right")
    case .hiddenSheets(let names):
      .init(
        vi: "mọi trang tính đều ẩn (\(names.joined(separator: ", "))); "
          + "trong Excel bấm chuột phải vào tên trang tính, chọn Bỏ ẩn",
        en: "all sheets are hidden (\(names.joined(separator: ", "))); "
          + "in Excel click a sheet's name with the right button and choose Unhide")
    case .noSuchSheets(let asked, let present):
      .init(
        vi: "không có trang tính hiện \(Self.quoted(asked)) như --sheet hoặc hồ sơ nhập yêu cầu; "
          + (present.isEmpty ? "tệp không có trang tính" : "tệp có \(Self.quoted(present))"),
        en: "there is no visible sheet \(Self.quoted(asked)), which --sheet or a profile asks for; "
          + (present.isEmpty ? "the file has no sheets" : "the file has \(Self.quoted(present))"))
    case .unreadableStatistics(let problem): problem.statement
    case .unreadableArchive(let error): error.statement
    case .nestedCompression:
      .init(
        vi: "trong tệp nén lại là tệp nén, hoặc không phải CSV; hãy giải nén trước",
        en: "what is compressed is itself an archive, or no CSV; unpack it first")
    case .archive:
      .init(
        vi: "tệp là ZIP nhiều tệp; giải nén rồi đọc từng tệp",
        en: "the file is a ZIP of several files; unpack it and read them one by one")
    case .foreign(let kind, let advice):
      .init(
        vi: "tệp là \(kind): \(advice.vietnamese)", en: "the file is \(kind): \(advice.english)")
    case .repeats(let platform):
      .init(
        vi: "tệp \(platform) này chứa các lần lặp trong phiếu (repeat), không phải phiếu; "
          + "hãy xuất bảng chính",
        en: "this file of \(platform) holds repeats within responses, not responses; "
          + "export the main table")
    case .noFiles:
      .init(vi: "trong đó không có tệp nào", en: "there is no file in it")
    case .tooManyFiles(let limit):
      .init(
        vi: "thư mục có hơn \(limit) tệp; hãy nhập từng thư mục con",
        en: "the folder holds more than \(limit) files; import the folders in it one by one")
    case .foldersTooDeep(let path, let limit):
      .init(
        vi:
          "thư mục lồng nhau quá \(limit) cấp: \(path.printable); hãy nhập riêng thư mục bên trong",
        en:
          "folders stand in each other more than \(limit) deep: \(path.printable); import the inner one"
      )
    case .doesNotFit(let differences):
      .init(
        vi: "tệp khác hồ sơ nhập của nghiên cứu: "
          + differences.map(\.vietnamese).joined(separator: "; ")
          + "; sửa tệp, hoặc bỏ import-profile trong study.yaml; nếu là tệp dòng để riêng đã sửa: "
          + "giữ cột sipas_findings ở dòng đầu",
        en: "the file differs from the study's import profile: "
          + differences.map(\.english).joined(separator: "; ")
          + "; mend the file, or take import-profile out of study.yaml; if these are mended rows that "
          + "were set aside: keep the column sipas_findings, headed in the first row")
    case .contradictedLater(let line, let column, let found, let option):
      .init(
        vi: "dòng \(line), cột \"\(column)\": \(found.vietnamese), khác với phần đầu tệp đã đọc; "
          + "các ô khác của cột sẽ bị hiểu sai; nếu cả cột viết như vậy, dùng \(option), "
          + "nếu không, sửa dòng này",
        en:
          "line \(line), column \"\(column)\": \(found.english), unlike the beginning of the file; "
          + "other cells of the column would be misread; if all of it is written so, give \(option), "
          + "if not, mend the line")
    case .contradictsDates(let line, let column, let count, let told, let found):
      .init(
        vi: "--dates \(told.rawValue): cột \"\(column)\" có \(count) ngày chỉ có thể là "
          + "\(found.words.vietnamese), ngày đầu tiên ở dòng \(line); dùng --dates "
          + "\(found.rawValue), hoặc bỏ --dates",
        en: "--dates \(told.rawValue): \(count) dates of the column \"\(column)\" can only be "
          + "\(found.words.english), the first on line \(line); give --dates \(found.rawValue), "
          + "or leave --dates out")
    case .noUnits(let column, let sheets, let nearest):
      .init(
        vi:
          "không có cột đơn vị \"\(column)\", và tên trang tính (\(ColumnList(sheets))) không phải "
          + "đơn vị nào trong units.csv" + (nearest.map { " (gần nhất: \"\($0)\")" } ?? "")
          + "; thêm cột, hoặc đặt tên trang tính theo đơn vị",
        en: "there is no column \"\(column)\" of units, and the sheets (\(ColumnList(sheets))) are "
          + "not named after units of units.csv"
          + (nearest.map { " (nearest: \"\($0)\")" } ?? "")
          + "; add the column, or name the sheets after their units")
    case .ambiguousLabels(let columns):
      .init(
        vi: "mã và nhãn giá trị trái với phiếu, không rõ đọc theo mã hay theo nhãn: cột "
          + "\(ColumnList(columns)); trong SPSS (Stata) ghi nhãn của phiếu cho mọi mã, mỗi nhãn một mã",
        en: "codes and value labels contradict the form, and do not tell which of them to read: "
          + "\(ColumnList(columns)); in SPSS (Stata) give every code the form's label, each label to "
          + "one code")
    case .tooLargeToRewrite(let limit):
      .init(
        vi:
          "tệp lớn hơn \(limit >> 20) MB và phải viết lại mới đọc được; hãy chia nhỏ hoặc lưu thành CSV UTF-8",
        en:
          "the file is larger than \(limit >> 20) MB and has to be rewritten to be read; split it, or save it as CSV UTF-8"
      )
    case .noRoom(let folder):
      .init(
        vi: "không ghi được tệp tạm vào \(folder): đầy hoặc không có quyền",
        en: "no temporary file can be written to \(folder): it is full, or there is no permission")
    case .brokenHeader(let line):
      .init(
        vi: "dòng tiêu đề hỏng (dòng \(line)): dấu nháy kép đặt sai chỗ",
        en: "the header is broken (line \(line)): a quote in the wrong place")
    case .noRecords:
      .init(vi: "chỉ có dòng tiêu đề, không có phiếu nào", en: "a header and no record below it")
    case .noItems(let nearest):
      .init(
        vi: "không cột nào là câu hỏi của phiếu\(Self.list(nearest, word: "ý là"))",
        en: "no column is an item of the form\(Self.list(nearest, word: "did you mean"))")
    case .noCriteria(let headers):
      .init(
        vi: "không cột nào là tiêu chí tính chỉ số; khai báo tiêu đề trong study.yaml "
          + "(columns.aliases). Tiêu đề có: \(Self.some(headers))",
        en: "no column is a criterion of the index; name the headers in study.yaml "
          + "(columns.aliases). There are: \(Self.some(headers))")
    case .missingColumn(let name, let role, let nearest):
      .init(
        vi: "thiếu cột \"\(name)\" (\(role))" + (nearest.map { "; gần nhất: \"\($0)\"" } ?? ""),
        en: "the column \"\(name)\" (\(role)) is missing"
          + (nearest.map { "; the nearest is \"\($0)\"" } ?? ""))
    case .missingItem(let item):
      .init(
        vi: "thiếu cột của câu bắt buộc \(item)", en: "the required item \(item) has no column")
    case .identifierInUse(let name, let role):
      .init(
        vi:
          "cột \"\(name)\" là định danh cá nhân (pii: direct) mà nghiên cứu dùng làm \(role); dùng cột "
          + "khác, hoặc với columns.key ghi identifiers: pseudonym vào study.yaml",
        en: "the column \"\(name)\" is a direct identifier (pii: direct), and the study uses it as "
          + "\(role); use another column, or for columns.key say identifiers: pseudonym in study.yaml"
      )
    case .noIdentifierKey:
      .init(
        vi:
          "nghiên cứu thay định danh bằng bí danh nhưng chưa có tệp khoá; tạo bằng sipas identifier-key TỆP "
          + "rồi ghi identifier-key: TỆP vào study.yaml (hoặc --identifier-key, SIPAS_IDENTIFIER_KEY)",
        en:
          "the study makes pseudonyms of direct identifiers, and there is no key; make one by sipas "
          + "identifier-key FILE and name it in study.yaml (identifier-key), by --identifier-key or "
          + "in SIPAS_IDENTIFIER_KEY")
    case .repeatedColumn(let name, let headers) where Set(headers).count == 1:
      .init(
        vi: "\(headers.count) cột cùng tên \"\(headers[0])\" (\(name)); đổi tên hoặc xoá bớt",
        en:
          "\(headers.count) columns are called \"\(headers[0])\" (\(name)); rename or delete all but one"
      )
    case .repeatedColumn(let name, let headers):
      .init(
        vi: "nhiều cột cùng là \(name): \(headers.joined(separator: " | ")); giữ một, "
          + "ghi các cột kia vào columns.ignore",
        en: "several columns are \(name): \(headers.joined(separator: " | ")); keep one and "
          + "name the others under columns.ignore")
    case .oddSheets(let odd, let good): Self.statement(odd: odd, good: good)
    case .hiddenSheetsAsked(let hidden, let visible):
      Self.statement(hidden: hidden, visible: visible)
    case .wrongHeader(let asked, let standing, let sheet, let likely, let names):
      Self.statement(header: asked, standing: standing, sheet: sheet, likely: likely, names: names)
    case .otherDelimiter(let told, let found):
      .init(
        vi:
          "dấu phân cách đã chọn là \(told.quotedSign) (--delimiter hoặc --profile), mà các cột của tệp "
          + "cách nhau bằng \(found.quotedSign); dùng --delimiter \(found.shellSign), hoặc bỏ lựa chọn đó",
        en:
          "\(told.quotedSign) was given for the delimiter (--delimiter or --profile), and the file's "
          + "columns are parted by \(found.quotedSign); give --delimiter \(found.shellSign), or leave it out"
      )
    case .notAsDecided(let told, let line, let likely, let decider):
      Self.statement(encoding: told, line: line, likely: likely, by: decider)
    case .longHeader(let column):
      .init(
        vi:
          "tên cột thứ \(column) quá dài để là tên cột; tệp này có phải bảng với mỗi phiếu một dòng không?",
        en:
          "the name of column \(column) is too long to be one; is this a table with a form on each line?"
      )
    case .nullBytes(let line):
      .init(
        vi: "có byte 0 (NUL) từ dòng \(line): tệp bị hỏng khi sao chép hoặc xuất; hãy xuất lại",
        en:
          "NUL bytes stand in the text from line \(line) on: it was damaged when it was copied or "
          + "exported; export it again")
    }
  }

  private static func some(_ headers: [String]) -> String {
    headers.prefix(6).map { "\"\($0.prefix(40).description.printable)\"" }.joined(separator: ", ")
      + (headers.count > 6 ? ", … (+\(headers.count - 6))" : "")
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static func list(_ nearest: [String: String], word: String) -> String {
    guard !nearest.isEmpty else { return "" }
    let pairs = nearest.sorted { $0.key < $1.key }.prefix(5).map { "\"\($0)\" → \"\($1)\"" }
    return " (\(word): \(pairs.joined(separator: ", ")))"
  }
}

extension ImportError {
  /// Whether nothing was wrong but that somebody asked for the end of the work.
  public var isInterruption: Bool { problems == [.interrupted] }
}
