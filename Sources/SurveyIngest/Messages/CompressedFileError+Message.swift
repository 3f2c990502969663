public import CompressedFiles
public import SurveyModel

extension CompressedFileError {
  /// What is wrong, where, and what to do.
  ///
  /// What exactly contradicts what inside a damaged file is said in English alone: it helps whoever mends
  /// programs, and whoever has the file can only get it again.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .unreadable(let name):
      "không đọc được \(quoted(name)): không có tệp, là thư mục, hoặc không có quyền đọc"
    case .notCompressed(let name, let expected):
      "\(quoted(name)) không phải tệp nén \(expected.map(\.name).joined(separator: " hoặc "))"
    case .cutOff(let name):
      "\(quoted(name)) bị cắt cụt, thiếu phần cuối; hãy chép hoặc tải lại tệp"
    case .damaged(let name, _):
      "\(quoted(name)) bị hỏng; hãy chép hoặc tải lại tệp"
    case .encrypted(let name):
      "\(quoted(name)) có mật khẩu; hãy lưu lại không đặt mật khẩu"
    case .unknownMethod(let name, let method):
      "\(quoted(name)) nén theo cách không đọc được (số \(method)); hãy nén lại thành ZIP thường"
    case .unsafeName(let name, let fault):
      "tên tệp \(quoted(name)) trong tệp nén \(fault.vietnamese); hãy nén lại"
    case .repeatedName(let name):
      "trong tệp nén có hai tệp cùng tên \(quoted(name)); hãy nén lại, mỗi tệp một lần"
    case .overlapping(let name, let other):
      "\(quoted(name)) và \(quoted(other)) nằm chồng lên nhau trong tệp nén; đừng tin tệp này"
    case .noSuchMember(let name): "trong tệp nén không có tệp \(quoted(name))"
    case .tooManyMembers(let count, let limit):
      "tệp nén có \(vi(count)) tệp, chỉ cho phép \(vi(limit)); hãy chia nhỏ"
    case .tooLarge(let name, let bytes, let limit):
      "\(quoted(name)) có ít nhất \(megabytes(bytes)), chỉ cho phép \(megabytes(limit)); "
        + "hãy chia nhỏ"
    case .archiveTooLarge(let bytes, let limit):
      "tệp nén bung ra \(megabytes(bytes)), chỉ cho phép \(megabytes(limit)); hãy chia nhỏ"
    case .sizeIsFalse(let name, let declared):
      "\(quoted(name)) lớn hơn \(vi(declared)) byte mà tệp nén khai báo; đừng tin tệp này"
    case .ratioTooHigh(let name, let ratio, let limit):
      "\(quoted(name)) bung ra gấp ít nhất \(vi(ratio)) lần, chỉ cho phép \(vi(limit)) lần; "
        + "nếu tin tệp này, hãy tự giải nén rồi nhập"
    }
  }
}

extension CompressedFileError.NameFault {
  fileprivate var vietnamese: String {
    switch self {
    case .empty: "bị trống"
    case .absolute: "bắt đầu từ gốc ổ đĩa"
    case .leavesArchive: "dẫn ra ngoài tệp nén"
    case .controlCharacter: "có ký tự điều khiển"
    }
  }
}

extension CompressionKind {
  fileprivate var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .zip: "ZIP"
    }
  }
}

private func vi(_ number: Int) -> String { Language.vietnamese.grouped(number) }

private func megabytes(_ bytes: Int) -> String { "\(vi(max(1, bytes >> 20))) MB" }

private func quoted(_ name: String) -> String { "\"\(name.prefix(200).description.printable)\"" }
