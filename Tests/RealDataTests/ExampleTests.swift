import SurveyModel
import Testing

@Suite("The examples of real surveys are whole without their answers")
struct ExampleTests {
  @Test("Kansas City asks 70 items in six districts")
  func kansasCity() throws {
    let study = try RealData.study("kansas-city-2022")
    #expect(study.questionnaire.index.allCriteria.count == 70)
    #expect(study.units.units.filter { $0.kind.rawValue == "district" }.count == 6)
  }

  @Test("each grade of 1 to 10 of Juárez has a twin, and both score alike")
  func juarez() throws {
    let form = try RealData.study("juarez-2023").questionnaire
    #expect(form.index.allCriteria.count == 43)
    for id in form.index.allCriteria {
      let grade = try #require(form.item(id))
      let twin = try #require(form.item(id + ".1"))
      for name in ["mean-1-to-5", "top-two-box"] {
        let profile = try #require(form.profile(name))
        let grades = try #require(profile.scores(of: grade))
        let twins = try #require(profile.scores(of: twin))
        #expect(grades.indices.map { twins[$0 / 2] } == grades, "\(id) \(name)")
      }
    }
  }
}
