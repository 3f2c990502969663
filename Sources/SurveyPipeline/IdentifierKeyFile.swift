public import Foundation
public import SurveyModel

/// The file that holds the key for pseudonyms: 64 hexadecimal digits.
///
/// It stands outside the study's folder, so that whoever gets the folder does not get the key with it,
/// and only its owner may read it.
public struct IdentifierKeyFile: Hashable, Sendable {
  /// The file.
  public let url: URL

  /// Names a file.
  public init(_ url: URL) {
    self.url = url
  }

  /// Makes a new key and writes it; a file that is there is never written over.
  ///
  /// - Parameter generator: Where chance comes from; nil for the system's.
  /// - Throws: ``IdentifierKeyError``.
  public func make(
    using generator: inout some RandomNumberGenerator
  ) throws(IdentifierKeyError) {
    guard !FileManager.default.fileExists(atPath: url.path) else { throw .exists(url.path) }
    let bytes = (0..<IdentifierKey.length).map { _ in
      UInt8.random(in: .min ... .max, using: &generator)
    }
    let text = bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
    // From its first moment nobody else may read it.
    let before = umask(0o077)
    defer { umask(before) }
    do { try Data((text + "\n").utf8).write(to: url, options: .withoutOverwriting) } catch {
      throw .cannotWrite(url.path)
    }
  }

  /// The key.
  ///
  /// - Parameter study: The study's folder, in which the file must not be.
  /// - Returns: The key.
  /// - Throws: ``IdentifierKeyError``.
  public func key(outside study: URL) throws(IdentifierKeyError) -> IdentifierKey {
    let place = url.resolvingSymlinksInPath().standardizedFileURL.path
    let folder = study.resolvingSymlinksInPath().standardizedFileURL.path
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    guard !place.hasPrefix(prefix) else { throw .insideStudy(url.path) }
    let attributes: [FileAttributeKey: Any]
    do { attributes = try FileManager.default.attributesOfItem(atPath: place) } catch {
      throw .noSuchFile(url.path)
    }
    let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard permissions & 0o077 == 0 else { throw .readableByOthers(url.path) }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size < 1024, let data = try? Data(contentsOf: URL(filePath: place)),
      let key = IdentifierKeyFile.key(in: data)
    else { throw .notAKey(url.path) }
    return key
  }

  private static func key(in data: Data) -> IdentifierKey? {
    let digits = String(decoding: data, as: UTF8.self).trimmed.compactMap(\.hexDigitValue)
    guard digits.count == 2 * IdentifierKey.length else { return nil }
    return IdentifierKey(
      (0..<IdentifierKey.length).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) })
  }
}

extension SurveyProject {
  /// The project with its key for pseudonyms, where the study makes any.
  ///
  /// - Parameter path: The key's file; nil for the one that the study names.
  /// - Returns: The same project where the study drops identifiers.
  /// - Throws: ``IdentifierKeyError``.
  public func withIdentifierKey(
    from path: String? = nil
  ) throws(IdentifierKeyError) -> SurveyProject {
    guard study.identifiers == .pseudonym else { return self }
    let file: URL
    if let path {
      file = URL(filePath: path)
    } else if let named = study.identifierKeyFile {
      file =
        named.hasPrefix("/") ? URL(filePath: named) : folder.appending(path: named)
    } else {
      throw .notNamed
    }
    var project = self
    project.study.identifierKey = try IdentifierKeyFile(file).key(outside: folder)
    return project
  }
}

/// Why there is no key for pseudonyms.
public enum IdentifierKeyError: Error, Hashable, Sendable {
  /// Nobody named the file.
  case notNamed
  /// There is no such file.
  case noSuchFile(String)
  /// The file is in the study's folder.
  case insideStudy(String)
  /// Others than its owner may read the file.
  case readableByOthers(String)
  /// The file holds no key.
  case notAKey(String)
  /// There is a file already.
  case exists(String)
  /// The file cannot be written.
  case cannotWrite(String)

  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .notNamed:
      .init(
        vi:
          "nghiên cứu thay định danh bằng bí danh nhưng chưa có tệp khoá; tạo bằng sipas identifier-key TỆP "
          + "rồi ghi identifier-key: TỆP vào study.yaml (hoặc --identifier-key, SIPAS_IDENTIFIER_KEY)",
        en:
          "the study makes pseudonyms of direct identifiers, and there is no key; make one by sipas "
          + "identifier-key FILE and name it in study.yaml (identifier-key), by --identifier-key or "
          + "in SIPAS_IDENTIFIER_KEY")
    case .noSuchFile(let path):
      .init(
        vi:
          "không có tệp khoá \(path); tạo khoá mới bằng sipas identifier-key, hoặc lấy lại khoá cũ",
        en:
          "there is no key file \(path); make a key by sipas identifier-key, or put the old one back"
      )
    case .insideStudy(let path):
      .init(
        vi:
          "tệp khoá \(path) nằm trong thư mục nghiên cứu; chuyển ra chỗ khác, vì ai có thư mục sẽ có khoá",
        en:
          "the key file \(path) is in the study's folder; move it elsewhere, since whoever gets the "
          + "folder would get the key")
    case .readableByOthers(let path):
      .init(
        vi: "người khác đọc được tệp khoá \(path); chạy: chmod 600 \(path)",
        en: "others may read the key file \(path); run: chmod 600 \(path)")
    case .notAKey(let path):
      .init(
        vi: "\(path) không chứa khoá (64 chữ số thập lục phân)",
        en: "\(path) holds no key (64 hexadecimal digits)")
    case .exists(let path):
      .init(
        vi: "đã có tệp \(path); không ghi đè: mất khoá cũ thì không tìm được người trùng nữa",
        en:
          "there is a file \(path) already; it is not written over: without the old key nobody is "
          + "known again")
    case .cannotWrite(let path):
      .init(
        vi: "không ghi được \(path); kiểm tra thư mục có tồn tại và quyền ghi",
        en: "\(path) cannot be written; check that its folder is there and may be written to")
    }
  }
}
