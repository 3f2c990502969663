import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveySchema
import Testing
import TestSupport

@Suite("XLSForm out and back")
struct XLSFormTests {
  @Test("A small form has these sheets")
  func golden() throws {
    let form = try XLSForm(SmallForm.read())
    #expect(try GoldenFile("mot-cua.xlsform.txt").difference(from: form.sheets.text) == nil)
    #expect(form.omissions == [])
  }

  @Test(
    "Every form comes back equal in all that the sheets hold", arguments: PackageFiles.shippedForms)
  func shipped(name: String) throws {
    let form = try PackageFiles.questionnaire(name)
    for language in Language.allCases {
      let written = try XLSForm(form, language: language)
      let read = try FormImport(written.sheets, name: "x")
      var kept = form
      kept.legal = nil
      kept.languageNote = nil
      kept.unknowns = []
      #expect(read.questionnaire == kept)
      #expect(read.notes == [])
      #expect(try Questionnaire(yaml: Array(read.yaml.utf8), file: "x") == kept)
    }
  }

  @Test("The small form, which has one of everything, comes back equal")
  func small() throws {
    let form = try SmallForm.read()
    #expect(try FormImport(XLSForm(form).sheets, name: "x").questionnaire == form)
  }

  @Test("What the sheets do not hold is said")
  func omissions() throws {
    let form = try PackageFiles.questionnaire("sipas-2023")
    #expect(
      try XLSForm(form).omissions.map(\.english) == [
        "the decision that issued the form (legal)",
        "\(form.unknowns.count) things not known about the form (unknown)",
      ])
  }

  @Test("A form in one language has one label column")
  func oneLanguage() throws {
    let yaml = """
      questionnaire: one
      title: One
      items: [{id: a, type: single, label: Câu a, options: [{code: "1", label: Có}]}]
      axes: {id: index, label: Chỉ số, items: [a]}
      profiles: {p: {default: true, label: P, scores: {a: {"1": 1}}}}
      """
    let form = try Questionnaire(yaml: Array(yaml.utf8), file: "one")
    let written = try XLSForm(form)
    #expect(written.sheets["survey"]?.grid.first == ["type", "name", "label"])
    #expect(written.sheets["settings"]?.grid.first?.contains("default_language") == false)
    #expect(try FormImport(written.sheets, name: "x").questionnaire == form)
  }

  @Test("What an XLSForm cannot say is refused, all of it at once")
  func refusedExport() throws {
    var form = try SmallForm.read()
    form.items[0].label = LocalizedText("${visits} lần")
    form.items[6].content = .single(
      ResponseScale(
        id: "paid",
        options: [
          ResponseOption(code: "a b", label: LocalizedText("x")),
          ResponseOption(code: "'\"", label: LocalizedText("y")),
        ]))
    form.items[7].askedIf = [SkipRule(item: "paid", codes: ["'\""])]
    form.items[9].content = .single(ResponseScale(id: "satisfaction-3", options: []))
    #expect(
      messages { _ = try XLSForm(form) } == [
        "name: a text holds \"${\", which XLSForm takes for a reference; word it otherwise",
        "paid: the code \"a b\" holds a blank, which XLSForm forbids; change the code",
        "why: the code '\" holds both ' and \", which no condition can quote; change the code",
        "officials: two different lists of options are called \"satisfaction-3\"",
      ])
  }
}
