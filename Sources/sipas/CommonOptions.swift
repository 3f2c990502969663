import ArgumentParser
import DelimitedText
import Foundation
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveySchema

/// The language of messages.
struct LanguageOptions: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language of messages and reports: vi or en.")
  var name: String?

  /// The language asked for, else the one that the study's file names, else that of the environment.
  func language(ofStudyAt path: String) throws -> Language {
    if name == nil,
      let language = Study.language(of: URL(filePath: path, directoryHint: .isDirectory))
    {
      return language
    }
    return try language()
  }

  /// The language asked for, else the study's, else that of the environment.
  func language(of study: Study? = nil) throws -> Language {
    if let name {
      guard let language = Language(rawValue: name) else {
        throw ValidationError("--lang: expected vi or en")
      }
      return language
    }
    if let study { return study.language }
    return Self.ofEnvironment
  }

  /// The language that arguments ask for before they are parsed, else that of the environment.
  static func language(among arguments: [String]) -> Language {
    let said = zip(arguments, arguments.dropFirst()).first { $0.0 == "--lang" }?.1
    let joined = arguments.first { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
    return (said ?? joined.map(String.init)).flatMap(Language.init(rawValue:)) ?? ofEnvironment
  }

  private static var ofEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LANG"] ?? ""
    return locale.lowercased().hasPrefix("vi") ? .vietnamese : .english
  }
}

/// The study's folder.
struct StudyArgument: ParsableArguments {
  @Argument(help: "The study's folder, with study.yaml in it.")
  var study: String

  func project() throws -> SurveyProject {
    try SurveyProject(
      at: URL(filePath: study, directoryHint: .isDirectory),
      questionnaires: Shell.questionnaireFolders)
  }
}

/// How figures are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case csv
  case excelCSV = "excel-csv"

  /// For whom delimited text is written.
  func profile(in language: Language) -> ExportProfile {
    self == .excelCSV ? .excel(in: language) : .csv
  }
}
