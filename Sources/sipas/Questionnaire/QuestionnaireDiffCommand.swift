import ArgumentParser
import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveySchema

/// Compares two editions of a form.
struct QuestionnaireDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "List what changed between two questionnaires.",
    discussion: """
      Exit code 0: no difference; 1: they differ; 2: a file is wrong.

      So sánh hai phiếu: câu, lựa chọn, điểm và cây chỉ số. Với --map, chỉ những câu mà tệp ghép \
      (from, to, items) nêu mới là cùng một câu.
      """)

  /// How the changes are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The older questionnaire's YAML file.")
  var older: String

  @Argument(help: "The newer questionnaire's YAML file.")
  var newer: String

  @Option(help: "A YAML file of the items that correspond; without it items of one id do.")
  var map: String?

  @Option(help: "How the changes are printed.")
  var format = Format.text

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = try languageOptions.language()
    let difference: QuestionnaireDifference
    do {
      difference = try compared()
    } catch {
      Shell.report(error, in: language)
      throw ExitCode(2)
    }
    switch format {
    case .text: print(difference.text(in: language), terminator: "")
    case .json: print(difference.json, terminator: "")
    }
    if !difference.isEmpty { throw ExitCode(1) }
  }

  /// The difference; the mistakes of both questionnaires are found together.
  private func compared() throws(SchemaError) -> QuestionnaireDifference {
    var forms: [Questionnaire] = []
    var problems: [SchemaProblem] = []
    for file in [older, newer] {
      do {
        forms.append(try Questionnaire(contentsOf: URL(filePath: file)))
      } catch {
        problems += error.problems
      }
    }
    guard forms.count == 2 else { throw SchemaError(problems: problems) }
    guard let map else { return QuestionnaireDifference(from: forms[0], to: forms[1]) }
    let pairs = try EditionMap(contentsOf: URL(filePath: map), from: forms[0], to: forms[1])
    return QuestionnaireDifference(from: forms[0], to: forms[1], map: pairs)
  }
}
