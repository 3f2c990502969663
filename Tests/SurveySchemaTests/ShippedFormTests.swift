import Foundation
import SurveyModel
import SurveySchema
import TestSupport
import Testing

@Suite("The shipped forms")
struct ShippedFormTests {
  struct Form: CustomTestStringConvertible {
    var testDescription: String
    /// The criteria below each child of the index.
    var criteria: [Int]
    /// The criteria of each lowest node.
    var factors: [Int]
    var incidents: [String]
    var decision: String?
  }

  static let forms = [
    Form(
      testDescription: "sipas-2023", criteria: [23, 16], factors: [2, 2, 9, 10, 3, 4, 3, 3, 3],
      incidents: ["q5 harassment perception 2 3", "q6 extra-fee perception 2 3"],
      decision: "1001/QĐ-BNV 2023-12-11"),
    Form(
      testDescription: "sipas-2022", criteria: [14, 19], factors: [2, 2, 8, 2, 4, 4, 5, 3, 3],
      incidents: ["q4 harassment perception 2 3", "q5 extra-fee perception 2 3"]),
    Form(
      testDescription: "sipas-2017", criteria: [4, 5, 6, 3, 4], factors: [4, 5, 6, 3, 4],
      incidents: [
        "harassment harassment own-experience 1", "extra_fee extra-fee own-experience 1",
      ],
      decision: "2640/QĐ-BNV 2017-10-10"),
  ]

  @Test("reads, with the criteria, the incidents and the decision that are known", arguments: forms)
  func form(form: Form) throws {
    let questionnaire = try PackageFiles.questionnaire(form.testDescription)
    #expect(questionnaire.id == form.testDescription)
    let children = questionnaire.index.children
    #expect(children.map(\.allCriteria.count) == form.criteria)
    let lowest = questionnaire.index.nodes.map(\.node).filter { $0.children.isEmpty }
    #expect(lowest.map(\.criteria.count) == form.factors)
    let incidents = questionnaire.incidentItems.map { item, incident in
      "\(item.id) \(incident.kind.rawValue) \(incident.basis.rawValue) "
        + incident.reportCodes.joined(separator: " ")
    }
    #expect(incidents == form.incidents)
    let legal = questionnaire.legal
    #expect(legal.map { "\($0.number) \($0.date?.description ?? "")" } == form.decision)
    #expect(questionnaire.defaultProfile == "top-two-box")
    #expect(questionnaire.defaultRollUp == "equal-criteria")
  }

  @Test("scores every criterion by every profile, from the lowest option up", arguments: forms)
  func scores(form: Form) throws {
    let questionnaire = try PackageFiles.questionnaire(form.testDescription)
    #expect(questionnaire.profiles.map(\.name) == ["top-two-box", "mean-score"])
    for id in questionnaire.index.allCriteria {
      let item = try #require(questionnaire.item(id))
      for profile in questionnaire.profiles {
        let scores = try #require(profile.scores(of: item))
        #expect(scores == scores.sorted() && scores.last == 1)
      }
    }
  }

  @Test("the model studies read", arguments: ["model-province-2017", "model-province-2023"])
  func examples(name: String) throws {
    let study = try Study(contentsOf: PackageFiles.root.appending(path: "Examples/\(name)"))
    #expect(study.id == name)
    #expect(study.units.kinds.first == .province)
    #expect(study.flagRules.baselines.count == 2)
  }

  @Test("the form in the description of forms reads")
  func readme() throws {
    let readme = try String(
      contentsOf: PackageFiles.questionnaires.appending(path: "README.md"), encoding: .utf8)
    let example = try #require(readme.components(separatedBy: "```").first { $0.hasPrefix("yaml") })
    let form = try Questionnaire(yaml: Array(example.dropFirst(4).utf8), file: "README.md")
    #expect(form.index.allCriteria == ["waiting", "officials", "on_time"])
  }
}
