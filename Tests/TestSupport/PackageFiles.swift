public import Foundation
public import SurveyModel
internal import SurveySchema

/// The package's own files.
public enum PackageFiles {
  /// The folder of `Package.swift`.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the shipped forms.
  public static let questionnaires = root.appending(path: "Questionnaires")

  /// The names of the shipped forms.
  public static let shippedForms = ["sipas-2017", "sipas-2022", "sipas-2023"]

  /// A shipped form.
  public static func questionnaire(_ name: String) throws -> Questionnaire {
    try Questionnaire(contentsOf: questionnaires.appending(path: "\(name).yaml"))
  }

  /// A file or folder beside a test's source.
  public static func fixture(_ name: String, beside source: String = #filePath) -> URL {
    URL(filePath: source).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }
}

/// A folder that is gone when it is let go; a class, because it stands for the folder on disk.
public final class TemporaryFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Makes an empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "sipas-test-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, making the folders it stands in.
  @discardableResult
  public func write(_ bytes: [UInt8], to path: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }
}
