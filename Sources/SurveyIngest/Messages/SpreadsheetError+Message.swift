public import Spreadsheets
public import SurveyModel

extension SpreadsheetError {
  /// What is wrong, where, and what to do.
  ///
  /// Which part of the package contradicts which is said in English alone; see
  /// `CompressedFileError.statement`.
  public var statement: LocalizedText {
    switch self {
    case .notAWorkbook(let format): format.statement
    case .archive(let error):
      .init(vi: "không mở được sổ tính: \(error.statement.vietnamese)", en: description)
    default: .init(vi: vietnamese, en: description)
    }
  }

  private var vietnamese: String {
    switch self {
    case .unreadable(let name):
      "không đọc được \(quoted(name)): không có tệp, là thư mục, hoặc không có quyền đọc"
    case .notAWorkbook(let format): format.statement.vietnamese
    case .archive(let error): error.statement.vietnamese
    case .missingPart(let part, _): "sổ tính thiếu phần \(quoted(part)); \(saveAgain)"
    case .unsafeTarget(_, let part):
      "phần \(quoted(part)) trỏ ra ngoài sổ tính; đừng tin tệp này"
    case .malformed(let part, let line, _):
      "phần \(quoted(part)) của sổ tính hỏng từ dòng \(line); \(saveAgain)"
    case .cutOff(let part):
      "sổ tính bị cắt cụt (phần \(quoted(part))); hãy chép hoặc tải lại tệp"
    case .documentType(let part):
      "phần \(quoted(part)) có DOCTYPE, chương trình bảng tính không ghi như vậy; đừng tin tệp này"
    case .tooDeep(let part, let line, let limit):
      "phần \(quoted(part)), dòng \(line): lồng nhau quá \(limit) tầng; đừng tin tệp này"
    case .tagTooLong(let part, let line, let limit):
      "phần \(quoted(part)), dòng \(line): một thẻ dài quá \(Language.vietnamese.grouped(limit)) "
        + "byte; đừng tin tệp này"
    case .contradictory(let part, _):
      "phần \(quoted(part)) của sổ tính tự mâu thuẫn; \(saveAgain)"
    case .noCells(let sheet):
      "trang tính \(quoted(sheet)) là biểu đồ hoặc hộp thoại, không có ô"
    case .noSuchSheet(let name): "sổ tính không có trang tính \(quoted(name))"
    case .cell(let sheet, let reference, let fault):
      "trang tính \(quoted(sheet)), ô \(reference.prefix(40).description.printable): "
        + "\(fault.vietnamese); \(saveAgain)"
    }
  }
}

extension SpreadsheetError.CellFault {
  fileprivate var vietnamese: String {
    switch self {
    case .unreadableReference: "địa chỉ ô không đọc được"
    case .outsideSheet: "nằm ngoài XFD1048576"
    case .outOfOrder: "đứng sau ô hoặc dòng lẽ ra phải đứng sau nó"
    case .repeated: "có hai lần"
    case .unknownType: "kiểu ô không rõ"
    case .noSuchText(let index): "trỏ tới chuỗi số \(index), không có chuỗi này"
    case .noSuchStyle(let index): "trỏ tới kiểu trình bày số \(index), không có kiểu này"
    case .notANumber: "ghi là số nhưng không phải số"
    case .notADate: "ghi là ngày nhưng không phải ngày"
    case .notABoolean: "ghi là đúng/sai nhưng không phải"
    }
  }
}

extension ForeignFormat {
  /// What a file is that is no workbook, and what to do about it.
  public var statement: LocalizedText { .init(vi: vietnamese, en: "the file is \(words)") }

  private var vietnamese: String {
    switch self {
    case .lockedWorkbook:
      "sổ tính có mật khẩu; mở bằng Excel rồi lưu lại không đặt mật khẩu"
    case .xls: "tệp là sổ tính .xls của Excel 97–2003; \(saveAsWorkbook)"
    case .xlsb: "tệp là sổ tính nhị phân .xlsb; \(saveAsWorkbook)"
    case .ods:
      "tệp là bảng tính .ods; mở bằng LibreOffice hoặc Excel rồi lưu thành .xlsx"
    case .numbers: "tệp là bảng tính Numbers; trong Numbers chọn Xuất sang Excel (.xlsx)"
    case .otherDocument:
      "tệp là văn bản hoặc trang trình chiếu, không phải bảng tính; hãy gửi bảng tính .xlsx"
    case .otherArchive: "tệp ZIP này không chứa sổ tính; giải nén rồi lấy tệp sổ tính"
    case .html: "tệp là trang web, dù tên ghi là gì; \(saveAsWorkbook)"
    case .xml: "tệp là XML; \(saveAsWorkbook)"
    case .text: "tệp là văn bản như CSV, không phải sổ tính; nhập như CSV, hoặc lưu thành .xlsx"
    case .empty: "tệp rỗng"
    case .unknown: "tệp không phải sổ tính; \(saveAsWorkbook)"
    }
  }
}

extension WorkbookWritingError {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .cannotWrite(let file, _):
      "không ghi được \(quoted(file)): thư mục không có, không có quyền ghi, hoặc đĩa đầy"
    case .noSheet: "sổ tính phải có ít nhất một trang tính"
    case .outsideSheet(let sheet):
      "trang tính \(quoted(sheet)) quá 1.048.576 dòng hoặc 16.384 cột; hãy chia nhỏ"
    case .textTooLong(let sheet, let cell, let count):
      "trang tính \(quoted(sheet)), ô \(cell): văn bản \(Language.vietnamese.grouped(count)) ký tự, "
        + "chỉ cho phép \(Language.vietnamese.grouped(Self.longestText)); rút ngắn, hoặc ghi ra CSV"
    case .notFinite(let sheet, let cell):
      "trang tính \(quoted(sheet)), ô \(cell): số vô hạn hoặc không xác định; để trống ô này"
    }
  }
}

private let saveAgain = "mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx"

private let saveAsWorkbook = "mở bằng Excel rồi lưu thành .xlsx"

private func quoted(_ name: String) -> String { "\"\(name.prefix(200).description.printable)\"" }
