import ArgumentParser
import Foundation
import SurveyModel
import SurveySchema

/// Reports every mistake of questionnaires and studies.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every mistake of a questionnaire, a study or a list of units.",
    discussion:
      "Kiểm tra phiếu (YAML), nghiên cứu (thư mục hoặc study.yaml), danh sách đơn vị (CSV).")

  @Argument(help: "Questionnaire files, study folders, study.yaml files, units CSV files.")
  var files: [String]

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    var failed = false
    for file in files {
      let folder =
        URL(filePath: file).lastPathComponent == "study.yaml"
        ? URL(filePath: file).deletingLastPathComponent().path : file
      let language = try languageOptions.language(ofStudyAt: folder)
      do {
        print(try check(URL(filePath: file), language: language))
      } catch {
        failed = true
        for problem in error.problems { Shell.report(problem.message(in: language)) }
        let count = error.problems.count
        Shell.report(
          language == .vietnamese ? "\(file): \(count) lỗi" : "\(file): \(count) problems")
      }
    }
    if failed { throw ExitCode(1) }
  }

  private func check(_ url: URL, language: Language) throws(SchemaError) -> String {
    let isVietnamese = language == .vietnamese
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    if exists, isFolder.boolValue || url.lastPathComponent == "study.yaml" {
      let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
      let study = try Study(contentsOf: folder, questionnaires: Shell.questionnaireFolders)
      let head =
        isVietnamese
        ? "\(study.id): đúng. Phiếu \(study.questionnaire.id), \(study.units.units.count) đơn vị."
        : "\(study.id): ok. Form \(study.questionnaire.id), \(study.units.units.count) units."
      let form = study.questionnaire
      let lines = doubtLines(form, language: language) + unknownLines(form, language: language)
      return ([head] + lines).joined(separator: "\n")
    }
    if url.pathExtension.lowercased() == "csv" {
      let units = try UnitRegistry(contentsOf: url)
      let kinds = units.kinds.map(\.rawValue).joined(separator: ", ")
      return isVietnamese
        ? "\(url.lastPathComponent): đúng. \(units.units.count) đơn vị (\(kinds))."
        : "\(url.lastPathComponent): ok. \(units.units.count) units (\(kinds))."
    }
    let form = try Questionnaire(contentsOf: url)
    let criteria = form.index.allCriteria.count
    let profiles = form.profiles.map(\.name).joined(separator: ", ")
    var lines = [
      isVietnamese
        ? "\(form.id): đúng. \(form.items.count) câu, \(criteria) tiêu chí, bộ điểm: \(profiles)."
        : "\(form.id): ok. \(form.items.count) items, \(criteria) criteria, profiles: \(profiles)."
    ]
    if !form.checks.isEmpty {
      let names = form.checks.map(\.id).joined(separator: ", ")
      lines.append(
        isVietnamese ? "Kiểm tra giữa các câu: \(names)." : "Checks between items: \(names).")
    }
    lines += doubtLines(form, language: language)
    lines += unknownLines(form, language: language)
    return lines.joined(separator: "\n")
  }

  /// What in a form's rules is allowed and hardly meant.
  private func doubtLines(_ form: Questionnaire, language: Language) -> [String] {
    let lead = language == .vietnamese ? "Cảnh báo" : "Warning"
    return form.doubts.map { "\(lead): \($0.statement[language])." }
  }

  /// What is not known about a form.
  private func unknownLines(_ form: Questionnaire, language: Language) -> [String] {
    guard !form.unknowns.isEmpty else { return [] }
    let head =
      language == .vietnamese
      ? "Chưa biết về phiếu \(form.id):" : "Not known about the form \(form.id):"
    return [head] + form.unknowns.map { "  - \($0[language])" }
  }
}
