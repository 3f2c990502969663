import ArgumentParser
import Foundation
import QuestionnaireExchange
import Spreadsheets
import SatisfactionIndex
import SurveyEstimation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveySchema
import SurveyStatistics
import SurveyStore
import SurveyWeighting

/// What all commands do alike: print, take the time, and turn errors into words and exit codes.
enum Shell {
  /// Runs a command's body; an error is printed in `language` and ends the program with exit code 1.
  static func run(in language: @autoclosure () throws -> Language, _ body: () throws -> Void) throws
  {
    do {
      try body()
    } catch let error as ValidationError {
      throw error
    } catch let error as ExitCode {
      throw error
    } catch let error as Interruption {
      report(farewell(after: error, in: (try? language()) ?? .english))
      throw ExitCode(130)
    } catch {
      report(error, in: (try? language()) ?? .english)
      throw ExitCode(1)
    }
  }

  /// What is said where somebody ended the work.
  static func farewell(after interruption: Interruption?, in language: Language) -> String {
    let stopped = language == .vietnamese ? "Đã dừng." : "Stopped."
    guard let interruption, interruption.stage == .import || interruption.stage == .understand
    else { return stopped }
    let file = interruption.file.printable
    return language == .vietnamese
      ? "\(stopped) Không có gì của \(file) được ghi vào kho."
      : "\(stopped) Nothing of \(file) was put into the store."
  }

  /// Prints an error's words on the standard error.
  static func report(_ error: any Error, in language: Language) {
    report(words(of: error, in: language))
  }

  /// Prints a line on the standard error.
  static func report(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Writes bytes to a file, or to the standard output for nil.
  static func write(_ bytes: Data, to path: String?) throws {
    guard let path else {
      FileHandle.standardOutput.write(bytes)
      return
    }
    try bytes.write(to: URL(filePath: path), options: .atomic)
  }

  /// The time now, as ISO 8601.
  static var now: String { Date.now.formatted(.iso8601) }

  /// Who uses the program: the name they logged in by.
  static var user: String { NSUserName() }

  /// Folders called `Questionnaires` above the program itself.
  static var questionnaireFolders: [URL] {
    guard var folder = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
    return (0..<6).map { _ in
      folder.deleteLastPathComponent()
      return folder.appending(path: "Questionnaires")
    }
  }

  private static func words(of error: any Error, in language: Language) -> String {
    switch error {
    case let error as SchemaError:
      error.problems.map { $0.message(in: language) }.joined(separator: "\n")
    case let error as FormError:
      error.problems.map { $0.message(in: language) }.joined(separator: "\n")
    case let error as SpreadsheetError: error.statement[language]
    case let error as WorkbookWritingError: error.statement[language]
    case let error as ImportError: error.message(in: language)
    case let error as NothingAcceptedError: error.message(in: language)
    case let error as StoreError: error.statement[language]
    case let error as IdentifierKeyError: error.statement[language]
    case let error as PurgeError: error.statement[language]
    case let error as WeightingError: error.statement[language]
    case let error as IndexError: error.statement[language]
    case let error as EstimationError: error.statement[language]
    case let error as CalibrationError: error.statement[language]
    case let error as HypothesisError: error.statement[language]
    case let error as RegressionError: error.statement[language]
    case let error as SmallAreaError: error.statement[language]
    case let error as EstimateError: error.statement[language]
    case let error as ExpressionError: error.statement[language]
    case let error as RowExpressionError: error.statement[language]
    case let error as ContrastError: error.statement[language]
    case let error as DataColumns.Problem: error.statement[language]
    case let error as CocoaError where error.code == .fileWriteOutOfSpace:
      words(of: StoreError.noRoom, in: language)
    case let error as CocoaError
    where [.fileWriteNoPermission, .fileWriteVolumeReadOnly].contains(error.code):
      LocalizedText(
        vi: "không ghi được \(error.filePath ?? ""): chỉ cho đọc; cấp quyền ghi rồi làm lại",
        en:
          "\(error.filePath ?? "a file") cannot be written: read-only; allow writing and try again"
      )[language]
    default: (error as NSError).localizedDescription
    }
  }
}
