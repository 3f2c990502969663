import Foundation
import Testing

@Suite("sipas questionnaire")
struct QuestionnaireCommandTests {
  private static func form(_ name: String) -> String {
    Workplace.root.appending(path: "Questionnaires/\(name).yaml").path
  }

  @Test(
    "exports a form to the standard output, in the language asked for",
    arguments: [
      ("ddi", "<titl xml:lang=\"en\">Survey of people"),
      ("table-schema", "\"title\": \"Survey of people"),
      ("codebook-html", "<html lang=\"en\">"),
      ("codebook-md", "# Survey of people"),
    ])
  func exports(format: String, text: String) throws {
    let workplace = try Workplace("model-province-2017")
    let run = try workplace.sipas(
      "questionnaire", "export", Self.form("sipas-2022"), "--to", format, "--lang", "en")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains(text))
  }

  @Test("exports a form to a file")
  func exportsToFile() throws {
    let workplace = try Workplace("model-province-2017")
    let file = workplace.folder.appending(path: "codebook.html")
    let run = try workplace.sipas(
      "questionnaire", "export", Self.form("sipas-2023"), "--to", "codebook-html", "--output",
      file.path, "--lang", "vi")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("<html lang=\"vi\">"))
  }

  @Test(
    "an XLSForm asks for a study's own columns, in the study's language; without one that is said")
  func studyColumns() throws {
    let workplace = try Workplace("model-province-2017")
    let file = workplace.folder.appending(path: "form.xlsx")
    let export = [
      "questionnaire", "export", Self.form("sipas-2017"), "--to", "xlsform", "--output", file.path,
    ]
    let alone = try workplace.sipas(export)
    #expect(alone.errors.contains("--study"))
    let study = Workplace.root.appending(path: "Examples/model-province-2017").path
    let whole = try workplace.sipas(export + ["--study", study])
    #expect(whole.status == 0)
    #expect(!whole.errors.contains("--study"))
    // What is asked for the study is no item, where the form is read back.
    let back = try workplace.sipas("questionnaire", "import", file.path, "--from", "xlsform")
    #expect(back.status == 0)
    #expect(back.output.contains("xa"))
    #expect(!back.output.contains("id: xa,"))
    let other = try workplace.sipas(
      "questionnaire", "export", Self.form("sipas-2022"), "--to", "xlsform", "--output", file.path,
      "--study", study)
    #expect(other.status == 64)
  }

  @Test("a form with mistakes is not exported, and all of them are told")
  func brokenForm() throws {
    let workplace = try Workplace("model-province-2017")
    let file = workplace.folder.appending(path: "broken.yaml")
    try Data("questionnaire: x\nitems: 3\n".utf8).write(to: file)
    let run = try workplace.sipas(
      "questionnaire", "export", file.path, "--to", "ddi", "--lang", "en")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.contains("broken.yaml:2:8: items: expected a list (- …)"))
    #expect(run.errors.contains("the key \"title\" is missing"))
  }

  @Test("diff ends with 0 for the same form, 1 for another, 2 for a file that is wrong")
  func diff() throws {
    let workplace = try Workplace("model-province-2017")
    let same = try workplace.sipas(
      "questionnaire", "diff", Self.form("sipas-2023"), Self.form("sipas-2023"), "--lang", "vi")
    #expect(same.status == 0)
    #expect(same.output == "sipas-2023 (1) → sipas-2023 (1): không khác.\n")
    let other = try workplace.sipas(
      "questionnaire", "diff", Self.form("sipas-2022"), Self.form("sipas-2023"), "--format", "json")
    #expect(other.status == 1)
    #expect(other.output.hasPrefix("{\n  \"from\": {\"id\": \"sipas-2022\", \"version\": \"1\"},"))
    let missing = try workplace.sipas(
      "questionnaire", "diff", Self.form("sipas-2022"), Self.form("sipas-2099"), "--lang", "en")
    #expect(missing.status == 2)
    #expect(missing.errors == "sipas-2099.yaml: there is no such file\n")
  }

  @Test("diff takes only what a map names for the same")
  func diffThroughMap() throws {
    let workplace = try Workplace("model-province-2017")
    let map = workplace.folder.appending(path: "map.yaml")
    let diff = { (text: String) in
      try Data(text.utf8).write(to: map)
      return try workplace.sipas(
        "questionnaire", "diff", Self.form("sipas-2022"), Self.form("sipas-2023"), "--map",
        map.path, "--lang", "en")
    }
    let run = try diff("from: sipas-2022\nto: sipas-2023\nitems: {q4@2022: q5@2023}\n")
    #expect(run.status == 1)
    #expect(!run.output.contains("+ q5: item added") && !run.output.contains("− q4: item removed"))
    #expect(run.output.contains("+ gender: item added"))
    let wrong = try diff("from: sipas-2022\nto: sipas-2023\nitems: {q44: q5}\n")
    #expect(wrong.status == 2)
    #expect(
      wrong.errors.contains("map.yaml:3:9: items.q44: there is no item \"q44\"; did you mean"))
  }

  @Test(
    "a form goes out as an XLSForm and comes back as it was",
    arguments: ["sipas-2017", "sipas-2023"])
  func xlsform(name: String) throws {
    let workplace = try Workplace("model-province-2017")
    let form = workplace.folder.appending(path: "form.xlsx").path
    let export = try workplace.sipas(
      "questionnaire", "export", Self.form(name), "--to", "xlsform", "--output", form)
    #expect(export.status == 0)
    let back = workplace.folder.appending(path: "back.yaml").path
    let read = try workplace.sipas(
      "questionnaire", "import", "--from", "xlsform", form, "--output", back)
    #expect(read.status == 0)
    let same = try workplace.sipas("questionnaire", "diff", Self.form(name), back)
    #expect(same.status == 0, "\(same.output)")
  }

  @Test("a workbook does not go to the terminal")
  func workbookWithoutPath() throws {
    let workplace = try Workplace("model-province-2017")
    let export = try workplace.sipas(
      "questionnaire", "export", Self.form("sipas-2023"), "--to", "xlsform")
    #expect(export.status == 64)
    #expect(export.errors.contains("--output"))
  }
}
