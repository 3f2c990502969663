import ArgumentParser
import Foundation
import SurveyModel
import SurveyPipeline

/// Makes a key for pseudonyms.
struct IdentifierKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identifier-key",
    abstract: "Make a key by which direct identifiers become pseudonyms (identifiers: pseudonym).",
    discussion: """
      Tạo khoá làm bí danh trong một tệp mới ngoài thư mục nghiên cứu, chỉ chủ tệp đọc được. Mất khoá thì \
      không nhận ra người trùng nữa; lộ khoá thì có thể dò ra số điện thoại.
      """)

  @Argument(help: "The new file, outside the study's folder.")
  var file: String

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try Shell.run(in: try languageOptions.language()) {
      let isVietnamese = try languageOptions.language() == .vietnamese
      var generator = SystemRandomNumberGenerator()
      try IdentifierKeyFile(URL(filePath: file)).make(using: &generator)
      print(
        isVietnamese
          ? "Đã tạo khoá \(file). Ghi vào study.yaml: identifier-key: \(file)"
          : "The key is in \(file). Say in study.yaml: identifier-key: \(file)")
    }
  }
}

/// Which key is used.
struct IdentifierKeyOptions: ParsableArguments {
  @Option(
    help: "The file with the key for pseudonyms; else SIPAS_IDENTIFIER_KEY, else the study's.")
  var identifierKey: String?

  /// The project with its key, where the study makes pseudonyms.
  func project(_ project: SurveyProject) throws -> SurveyProject {
    try project.withIdentifierKey(
      from: identifierKey ?? ProcessInfo.processInfo.environment["SIPAS_IDENTIFIER_KEY"])
  }
}
