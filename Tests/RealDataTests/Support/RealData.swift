import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema
import Testing

/// Where the files of real surveys lie, which are not part of the repository.
///
/// They are looked for in `../shared/data` beside the repository, or in the folder that the
/// environment variable `SIPAS_REAL_DATA` names. Tests that need one are skipped where it is absent.
enum RealData {
  static let isAbsent: Comment = "skipped: ../shared/data is absent"

  static let hasKansasCity = KansasCity.files.allSatisfy(exists) && exists(KansasCity.reference)
  static let hasJuarez = exists(Juarez.file)
  static let hasWorkbooks = exists(Workbooks.folder)
  static let hasCorpora = exists(Corpora.folder + "/csv-spectrum/csvs")
  static let hasJuarezSPSS = exists(Juarez.spss)
  static let hasJuarez2021 = exists(Juarez.participation) && exists(Juarez.perception2021)

  /// The URL of a file, by its path below the data's folder.
  static func url(_ path: String) -> URL { folder.appending(path: path) }

  /// A study of `Examples`, by its folder.
  static func study(_ name: String) throws -> Study {
    try Study(contentsOf: repository.appending(path: "Examples/\(name)"))
  }

  /// A file of answers, read as the study says.
  static func table(_ path: String, for study: Study) throws -> ResponseTable {
    try ResponseTable(reading: url(path), for: study)
  }

  /// A file of any kind, as the front door reads it.
  static func rendition(_ path: String, for study: Study) throws -> Rendition {
    try Rendition(url(path), for: study)
  }

  private static let repository = (1...4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  private static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["SIPAS_REAL_DATA"], !path.isEmpty {
      return URL(filePath: path, directoryHint: .isDirectory)
    }
    return repository.deletingLastPathComponent().appending(path: "shared/data")
  }()

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path)
  }
}

/// The files of the resident survey of Kansas City.
enum KansasCity {
  static let files = ["kcmo/FY2022_RS_Cleaned_safe.csv", "kcmo/kcmo_mar_2022_safe.csv"]
  static let reference = "kcmo/reference_r.csv"
}

/// The files of the surveys of Ciudad Juárez.
enum Juarez {
  static let file = "juarez/AEJ Percepción 2023_responses.csv"
  static let spss = "juarez/AEJ Percepción 2023.sav"
  static let participation = "juarez/AEJ Participación 2021.xlsx"
  static let perception2021 = "juarez/AEJ Percepción 2021.xlsx"
}

/// The workbooks that another reader of workbooks is tested with, each for a fault once reported to it.
enum Workbooks {
  static let folder = "corpora/calamine/tests"
}
