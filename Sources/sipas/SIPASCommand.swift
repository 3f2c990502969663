import ArgumentParser

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
      FlagCommand.self, RunCommand.self, ExportCommand.self, SimulateCommand.self,
      EstimateCommand.self,
      QuestionnaireCommand.self,
    ])

  /// Runs the command that the arguments name; a request in a file becomes arguments first.
  static func main() {
    do {
      let said = Array(CommandLine.arguments.dropFirst())
      main(try RequestFile.expanded(said))
    } catch {
      Shell.report(error, in: LanguageOptions.language(among: CommandLine.arguments))
      exit(withError: ExitCode(1))
    }
  }
}
