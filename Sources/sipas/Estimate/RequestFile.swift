import ArgumentParser
import Foundation
import SurveyModel
import SurveySchema

/// A request in a YAML file with the words of the command line, which becomes a command line.
///
/// So there is one set of words, and one place that checks them.
struct RequestFile {
  private let url: URL
  private var entries: [WordFile.Entry]

  /// The arguments, with those of a request file among them in place of its name.
  ///
  /// What is said on the command line overrides the file's.
  ///
  /// - Throws: `SchemaError` with the mistakes of the file.
  static func expanded(_ arguments: [String]) throws -> [String] {
    guard arguments.first == EstimateCommand.configuration.commandName else { return arguments }
    var said = Array(arguments.dropFirst())
    guard let path = takePath(from: &said) else { return arguments }
    var file = try RequestFile(URL(filePath: path))
    file.entries.removeAll { entry in said.says(entry.name) }
    let isFileSaid = (try? EstimateCommand.parse(said)).map { !$0.files.isEmpty } ?? false
    if isFileSaid { file.entries.removeAll { $0.name == Self.fileKey } }
    try file.check(with: said)
    return arguments.prefix(1) + file.entries.flatMap(file.arguments) + said
  }

  private init(_ url: URL) throws(SchemaError) {
    self.url = url
    entries = try WordFile(contentsOf: url, words: Self.words).entries
  }

  /// Takes `--request FILE`, or a first word that is the name of a YAML file.
  private static func takePath(from said: inout [String]) -> String? {
    if let place = said.firstIndex(of: "--request"), place + 1 < said.count {
      let path = said[place + 1]
      said.removeSubrange(place...place + 1)
      return path
    }
    if let place = said.firstIndex(where: { $0.hasPrefix("--request=") }) {
      return String(said.remove(at: place).dropFirst("--request=".count))
    }
    guard let first = said.first, !first.hasPrefix("-"),
      first.hasSuffix(".yaml") || first.hasSuffix(".yml")
    else { return nil }
    return said.removeFirst()
  }

  private static let fileKey = "file"
  /// The words whose values are files, found from the folder of the request.
  private static let fileWords: Set<String> = [
    fileKey, "margins", "joint", "standard", "covariates",
  ]

  private func arguments(_ entry: WordFile.Entry) -> [String] {
    let values = entry.values.map { value in
      guard Self.fileWords.contains(entry.name), !value.hasPrefix("/") else { return value }
      return url.deletingLastPathComponent().appending(path: value).relativePath
    }
    if entry.name == Self.fileKey { return values }
    return values.isEmpty ? ["--" + entry.name] : values.map { "--\(entry.name)=\($0)" }
  }

  /// Asks the command itself for what is wrong, until nothing is or no entry is to blame.
  private func check(with said: [String]) throws {
    var left = entries
    var problems: [SchemaProblem] = []
    let others = said + (left.contains { $0.name == Self.fileKey } ? [] : ["-"])
    while let words = Self.mistake(left.flatMap(arguments) + others) {
      let place = left.firstIndex { Self.mistake(arguments($0) + ["-"]) == words }
      if place == nil, Self.mistake(others) == words { break }
      problems.append(problem(words, at: place.map { left[$0] }))
      guard let place else { break }
      left.remove(at: place)
    }
    guard problems.isEmpty else {
      throw SchemaError(problems: problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
  }

  private func problem(_ words: String, at entry: WordFile.Entry?) -> SchemaProblem {
    SchemaProblem(
      file: url.relativePath, line: entry?.line ?? 1, column: entry?.column ?? 1,
      path: entry?.name ?? "", kind: .refused(words))
  }

  private static func mistake(_ arguments: [String]) -> String? {
    do {
      _ = try EstimateCommand.parse(arguments)
      return nil
    } catch { return EstimateCommand.message(for: error) }
  }
}

// MARK: - The words

extension RequestFile {
  /// The options of the command, as it describes them itself.
  private static let words: [WordFile.Word] = {
    struct Help: Decodable {
      struct Command: Decodable { var arguments: [Argument] }
      struct Argument: Decodable {
        var kind: String
        var isRepeating: Bool
        var valueName: String
        var preferredName: Name?
      }
      struct Name: Decodable { var name: String }
      var command: Command
    }
    let description = Data(EstimateCommand._dumpHelp().utf8)
    let help = try? JSONDecoder().decode(Help.self, from: description)
    let options = (help?.command.arguments ?? []).compactMap { argument -> WordFile.Word? in
      guard let name = argument.preferredName?.name, !notWords.contains(name) else { return nil }
      let kind: WordFile.Word.Kind =
        argument.kind == "flag" ? .flag : argument.isRepeating ? .texts : .text
      return WordFile.Word(name, kind)
    }
    return [WordFile.Word(fileKey, .texts)] + options
  }()

  /// The names of the options, those that no file may have as well.
  static var optionNames: [String] { words.map(\.name) + notWords }

  private static let notWords: Set<String> = ["request", "help", "version"]
}

extension [String] {
  /// Whether an option of this name is among the arguments.
  fileprivate func says(_ name: String) -> Bool {
    contains { $0 == "--" + name || $0.hasPrefix("--\(name)=") }
  }
}
