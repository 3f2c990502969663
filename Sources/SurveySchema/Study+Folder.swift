public import Foundation
public import SurveyModel

extension Study {
  /// Reads a study from its folder: `study.yaml`, the questionnaire it names, and its units.
  ///
  /// A questionnaire given by name is looked for as `NAME.yaml` in the study's folder, in folders
  /// called `Questionnaires` beside it or above it, and in `questionnaires`; one given as a path is
  /// read relative to the study's folder.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - questionnaires: Further folders that hold questionnaires.
  /// - Throws: ``SchemaError`` with every mistake of the three files.
  public init(contentsOf folder: URL, questionnaires: [URL] = []) throws(SchemaError) {
    let problems = SchemaProblems(file: "study.yaml")
    let file = folder.appending(path: "study.yaml")
    let bytes: [UInt8]
    do throws(SchemaError) {
      bytes = try readBytes(of: file, as: "study.yaml")
    } catch {
      // Where there is no such file, which was meant is what one has to know.
      throw SchemaError(
        problems: error.problems.map { problem in
          var problem = problem
          problem.file = file.path
          return problem
        })
    }
    guard let node = YAMLNode.read(bytes, into: problems) else {
      throw SchemaError(problems: problems.problems)
    }
    let root = SchemaReader(node: node, path: "", problems: problems)
    var others: [SchemaProblem] = []
    let files = StudyFiles(folder: folder, questionnaires: questionnaires)
    let study = root.study(files: files, otherProblems: &others)
    var all = problems.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    all += others
    guard all.isEmpty, let study else { throw SchemaError(problems: all) }
    self = study
  }
}

extension Study {
  /// The language that `study.yaml` names, however many mistakes the file has; nil where it names none.
  public static func language(of folder: URL) -> Language? {
    guard let data = try? Data(contentsOf: folder.appending(path: "study.yaml")) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.hasPrefix("language:") }) else { return nil }
    let value = line.dropFirst("language:".count).prefix { $0 != "#" }
    return Language(rawValue: String(value).trimmed.trimmingCharacters(in: ["\"", "'"]))
  }
}

/// Where the other files of a study are.
struct StudyFiles {
  var folder: URL
  var questionnaires: [URL]

  /// The file of the questionnaire that a study names, or nil where none is found.
  func questionnaire(named name: String) -> URL? {
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let candidates =
      name.hasPrefix("/")
      ? [URL(filePath: name)]
      : isPath
        ? [folder.appending(path: name)] : places.map { $0.appending(path: "\(name).yaml") }
    return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The names of questionnaires that could be meant.
  var knownQuestionnaires: [String] {
    let names = places.flatMap { place in
      (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    }
    return Set(names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
      .subtracting(["study"]).sorted()
  }

  private var places: [URL] {
    var places = [folder]
    var above = folder.standardizedFileURL
    for _ in 0..<6 {
      places.append(above.appending(path: "Questionnaires"))
      above.deleteLastPathComponent()
    }
    return places + questionnaires
  }
}
