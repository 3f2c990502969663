import ArgumentParser
import SurveyModel

/// The command line of sipas.
@main
struct SIPASCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sipas",
    abstract: "Score SIPAS surveys: import batches, compute the index, flag incidents.",
    discussion: """
      Chấm điểm khảo sát SIPAS: nhập lô phiếu, tính chỉ số hài lòng có khoảng tin cậy, cảnh báo \
      phiền hà, sách nhiễu và tiền ngoài phí, lệ phí.

      A study is a folder with study.yaml, units.csv and batches/. Exit codes: 0 done; 1 the data or \
      the files do not allow it; 64 the command was not understood.
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, ImportCommand.self, BatchesCommand.self, ScoreCommand.self,
      FlagCommand.self, QualityCommand.self, RunCommand.self, ExportCommand.self,
      SimulateCommand.self,
      EstimateCommand.self,
      QuestionnaireCommand.self, PurgeCommand.self, IdentifierKeyCommand.self,
    ])

  /// Runs the command that the arguments name; a request in a file becomes arguments first.
  static func main() {
    let language = LanguageOptions.language(among: CommandLine.arguments)
    do {
      let said = Array(CommandLine.arguments.dropFirst())
      do {
        var command = try parseAsRoot(try RequestFile.expanded(said))
        try command.run()
      } catch  where exitCode(for: error) == .validationFailure {
        // The parser's own words are English.
        if language == .vietnamese {
          Shell.report("Lệnh chưa đúng, chi tiết ở dòng dưới; xem các lựa chọn: sipas LỆNH --help")
        }
        exit(withError: error)
      } catch let error as ExitCode {
        exit(withError: error)
      } catch  where exitCode(for: error) == .success {
        exit(withError: error)
      }
    } catch {
      Shell.report(error, in: language)
      exit(withError: ExitCode(1))
    }
  }
}
