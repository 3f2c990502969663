import ArgumentParser
import Foundation
import SurveyPipeline
import SurveySimulation

/// Writes a synthetic batch.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write a seeded synthetic batch, to rehearse before fieldwork.",
    discussion: "Tạo lô phiếu giả lập có hạt giống, để tập dượt trước khi khảo sát.")

  @OptionGroup var studyArgument: StudyArgument

  @Option(help: "How many respondents.")
  var respondents: Int

  @Option(help: "The seed: the same seed gives the same bytes.")
  var seed: UInt64

  @Option(
    help: ArgumentHelp(
      "The part of interviewers who fabricate, 0…1: by turns they copy, straightline and invent. Who "
        + "they are is said on the standard error."))
  var fabricating = 0.0

  @Option(help: "The part of a fabricating interviewer's interviews that are fabricated, 0…1.")
  var fabricatedPart = 1.0

  @Option(help: "The part of clusters whose people are satisfied with everything, 0…1.")
  var satisfied = 0.0

  @Flag(help: "Fabricated interviews take a third of the time, one right after the other.")
  var hurried = false

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    guard (1...100_000_000).contains(respondents) else {
      throw ValidationError("--respondents: expected a number from 1")
    }
    let shares = [
      ("--fabricating", fabricating), ("--fabricated-part", fabricatedPart),
      ("--satisfied", satisfied),
    ]
    for (name, share) in shares where !(0...1).contains(share) {
      throw ValidationError("\(name): expected a number from 0 to 1, such as 0.05")
    }
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let batch = SyntheticBatch(
        study: project.study, respondents: respondents, seed: seed,
        fieldwork: Fieldwork(
          fabricatingShare: fabricating, fabricatedPart: fabricatedPart,
          times: hurried ? .hurried : .plausible, satisfiedShare: satisfied))
      for (interviewer, fabrication) in batch.fabricators.sorted(by: { $0.key < $1.key }) {
        Shell.report("\(interviewer): \(fabrication.rawValue)")
      }
      try Shell.write(Data(batch.csv()), to: output)
    }
  }
}
