public import SurveyModel
public import VietnameseText

extension EncodingFault {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText {
    .init(
      vi: "không phải \(encoding.rawValue): \(place), \(reason.vietnamese); "
        + "chọn bảng mã khi lưu tệp bằng --encoding, hoặc lưu lại thành UTF-8",
      en: description)
  }

  /// Where the fault stands.
  fileprivate var place: String {
    "dòng \(Language.vietnamese.grouped(line)), byte \(Language.vietnamese.grouped(byteOffset))"
  }
}

extension EncodingFault.Reason {
  fileprivate var vietnamese: String {
    switch self {
    case .undefinedByte(let byte): "byte \(hexadecimal(byte)) không phải chữ nào"
    case .misplacedMark(let byte):
      "byte \(hexadecimal(byte)) là dấu, mà chữ đứng trước không mang dấu này được"
    case .loneSurrogate: "nửa cặp thay thế (surrogate) đứng một mình"
    case .cutOff: "tệp hết giữa chừng một chữ"
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

extension EncodingDetectionError {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .contradictsByteOrderMark(let fault):
      "dấu BOM ghi \(fault.encoding.rawValue), nhưng tệp \(fault.statement.vietnamese)"
    case .utf32: "tệp mã UTF-32; hãy lưu lại thành UTF-8"
    case .brokenUTF8(let fault):
      "phần lớn tệp là UTF-8, trừ chỗ này: \(fault.place); sửa dòng đó, hoặc xuất lại tệp"
    case .nothingFits(let fault):
      "không bảng mã nào khớp với tệp: \(fault.statement.vietnamese)"
    }
  }
}
