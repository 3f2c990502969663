public import StatisticalFiles
public import SurveyModel

extension StatisticalFileError.Problem {
  /// What is wrong and what to do.
  ///
  /// The words of ReadStat on a damaged file are said in English alone; see
  /// `CompressedFileError.statement`.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .noSuchFile: return "không có tệp này"
    case .unreadable: return "không đọc được tệp (là thư mục, hoặc không có quyền đọc)"
    case .empty: return "tệp rỗng"
    case .notStatistical:
      return "không phải tệp SPSS (.sav, .zsav, .por) hay Stata (.dta), dù tên ghi là gì"
    case .anotherKind(let name, _):
      return "tệp là \(name); hãy xuất ra .sav, .dta hoặc CSV"
    case .unsupportedVersion(.dta, let version):
      let known = version.map { " \($0)" } ?? ""
      return "chưa biết phiên bản\(known) của tệp Stata; trong Stata gõ saveold với version(14)"
    case .unsupportedVersion(let kind, _):
      return "chưa biết phiên bản này của tệp .\(kind.rawValue); "
        + "lưu lại bằng phần mềm mới hơn, hoặc xuất ra CSV"
    case .truncated(let read, let stated):
      let count = [
        read.map { "chỉ đọc được \(vi($0)) bản ghi" }, stated.map { "tệp ghi là có \(vi($0))" },
      ].compactMap(\.self).joined(separator: ", ")
      return "tệp bị cắt cụt" + (count.isEmpty ? "" : " (\(count))")
        + "; hãy chép hoặc xuất lại tệp"
    case .damaged(_, let row):
      return "tệp bị hỏng" + (row.map { " ở bản ghi \(vi($0))" } ?? "")
        + "; hãy chép hoặc xuất lại tệp"
    case .undecodableText(let place, let encoding):
      return "\(place.vietnamese) không theo bảng mã \(encoding.printable); "
        + "chọn đúng bảng mã bằng --encoding, ví dụ windows-1258"
    case .unknownEncoding(let name):
      return "không có bảng mã \"\(name.printable)\"; "
        + "chọn bằng --encoding, ví dụ UTF-8 hoặc windows-1258"
    case .unstatedEncoding:
      return "tệp ghi một bảng mã không ai biết; chọn bằng --encoding, ví dụ windows-1258"
    case .encodingNotApplicable:
      return "tệp .por có bảng chữ riêng; bỏ --encoding"
    case .notPortable(let line):
      return "dòng \(vi(line)) có chữ mà tệp .por không giữ được; hãy lưu dữ liệu thành .sav"
    case .tooLarge(let quantity, let limit): return quantity.vietnamese(limit)
    case .outOfMemory: return "hết bộ nhớ; đóng bớt chương trình khác, hoặc chia nhỏ tệp"
    }
  }
}

extension StatisticalFileError.Problem.Place {
  fileprivate var vietnamese: String {
    switch self {
    case .fileLabel: "nhãn hoặc ghi chú của tệp"
    case .variableName(let number): "tên của biến thứ \(number)"
    case .variableLabel(let name): "nhãn của biến \(name.printable)"
    case .valueLabel(let name): "nhãn giá trị hoặc giá trị khuyết của biến \(name.printable)"
    case .cell(let row, let name): "bản ghi \(vi(row)), biến \(name.printable)"
    }
  }
}

extension StatisticalFileError.Problem.Quantity {
  fileprivate func vietnamese(_ limit: Int) -> String {
    switch self {
    case .variables: "quá \(vi(limit)) biến; hãy chia nhỏ tệp"
    case .cells: "quá \(vi(limit)) ô; hãy chia nhỏ tệp"
    case .valueLabels: "quá \(vi(limit)) nhãn giá trị; hãy bỏ bớt"
    case .textBytes(let row, let variable):
      "bản ghi \(vi(row)), biến \(variable.printable) dài quá \(vi(limit)) byte; hãy rút ngắn"
    }
  }
}

private func vi(_ number: Int) -> String { Language.vietnamese.grouped(number) }
