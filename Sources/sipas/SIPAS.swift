import ArgumentParser

@main
struct SIPAS: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sipas")
}
