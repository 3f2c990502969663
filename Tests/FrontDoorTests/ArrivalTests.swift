import ArchiveTestSupport
import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("Files that arrive together, and files of other kinds")
struct ArrivalTests {
  private func halves() -> (String, String) {
    let lines = Answers(4).lines()
    return (
      ([lines[0]] + lines[1...2]).joined(separator: "\n"),
      ([lines[0]] + lines[3...4]).joined(separator: "\n")
    )
  }

  @Test("A ZIP of files is imported file by file")
  func zip() throws {
    let office = try Office()
    let (first, second) = halves()
    let archive = ZipBuilder([
      ("xã 1/phieu.csv", first), ("xã 2/phieu.csv", second), ("xã 2/README.md", "ghi chú"),
      ("__MACOSX/xã 1/._phieu.csv", "x"),
    ])
    let url = try office.folder.write(archive.bytes(), to: "in/phieu.zip")
    let store = try office.project.store()
    let imported = try office.imports(url, into: store)
    #expect(imported.map(\.file.name) == ["phieu.zip/xã 1/phieu.csv", "phieu.zip/xã 2/phieu.csv"])
    #expect(try imported.map { try $0.result.get().counts.accepted } == [2, 2])
  }

  @Test("A folder is imported file by file with the folders and ZIPs in it, without hidden files")
  func folder() throws {
    let office = try Office()
    let forms = Answers(6).lines()
    func file(_ form: Int) -> String { forms[0] + "\n" + forms[form] + "\n" }
    for (form, name) in ["in/b.csv", "in/Huyện 2/a.csv", "in/Huyện 10/xã/a.csv"].enumerated() {
      _ = try office.file(file(form + 1), name)
    }
    let zip = ZipBuilder([("xã 4.csv", file(4)), ("xã 5.csv", file(5))])
    _ = try office.folder.write(zip.bytes(), to: "in/Huyện 2/phieu.zip")
    _ = try office.folder.write([0x50, 0x4B, 3, 4, 0, 0], to: "in/hỏng.zip")
    for name in ["in/.hidden.csv", "in/~$b.csv", "in/README.md", "in/.old/c.csv"] {
      _ = try office.file(file(6), name)
    }
    let place = office.folder.url.appending(path: "in")
    // Links may lead round in a circle, and out of the folder.
    for (name, goal) in [("Huyện 2/loop", place), ("up", office.folder.url), ("x", place)] {
      try FileManager.default.createSymbolicLink(
        at: place.appending(path: name), withDestinationURL: goal)
    }
    let imported = try office.imports(place, into: try office.project.store())
    #expect(
      imported.map(\.file.name) == [
        "Huyện 10/xã/a.csv", "Huyện 2/a.csv", "Huyện 2/phieu.zip/xã 4.csv",
        "Huyện 2/phieu.zip/xã 5.csv", "b.csv", "hỏng.zip",
      ])
    #expect(try imported.dropLast().map { try $0.result.get().counts.accepted } == [1, 1, 1, 1, 1])
    let broken = try #require(throws: ImportError.self) { try imported[5].result.get() }
    #expect(broken.file == "hỏng.zip")
  }

  @Test("A run takes the folders in batches/ too")
  func run() throws {
    let office = try Office()
    let (first, second) = halves()
    _ = try office.file(first, "batches/a.csv")
    _ = try office.file(second, "batches/Huyện 2/b.csv")
    let outcome = try office.project.run(
      writingTo: office.folder.url.appending(path: "output"), at: "2025-08-01T00:00:00Z")
    #expect(outcome.imports.map(\.file.name) == ["Huyện 2/b.csv", "a.csv"])
    #expect(try outcome.imports.map { try $0.result.get().counts.accepted } == [2, 2])
  }

  @Test("Folders in each other are gone into so far, and no further")
  func deep() throws {
    let office = try Office()
    let (first, _) = halves()
    let path = (1...17).map { "\($0)" }.joined(separator: "/")
    _ = try office.file(first, "in/\(path)/a.csv")
    let place = office.folder.url.appending(path: "in")
    #expect(
      throws: ImportError(file: "in", problems: [.foldersTooDeep(path + "/", limit: 16)])
    ) { try SourceFile.files(at: place) }
    #expect(try SourceFile.files(at: place.appending(path: "1")).count == 1)
  }

  @Test("A folder or a ZIP without files is refused")
  func nothing() throws {
    let office = try Office()
    let zip = try office.folder.write(ZipBuilder([("README.md", "x")]).bytes(), to: "in/a.zip")
    #expect(throws: ImportError(file: "a.zip", problems: [.noFiles])) {
      try SourceFile.files(at: zip)
    }
    #expect(throws: ImportError(file: "profiles", problems: [.noFiles])) {
      _ = try office.folder.write([], to: "profiles/.keep")
      _ = try SourceFile.files(at: office.folder.url.appending(path: "profiles"))
    }
  }

  @Test("A ZIP in a ZIP is refused, and the files beside it are imported")
  func zipInZip() throws {
    let office = try Office()
    let (first, second) = halves()
    var outer = ZipBuilder([("a.csv", first)])
    outer.add("b.zip", ZipBuilder([("b.csv", second)]).bytes())
    let url = try office.folder.write(outer.bytes(), to: "in/outer.zip")
    let imported = try office.imports(url, into: try office.project.store())
    #expect(imported.map(\.file.name) == ["outer.zip/a.csv", "outer.zip/b.zip"])
    #expect(try imported[0].result.get().counts.accepted == 2)
    #expect(throws: ImportError(file: "outer.zip/b.zip", problems: [.nestedCompression])) {
      try imported[1].result.get()
    }
  }

  @Test(
    "Files of kinds that are not read are refused with advice",
    arguments: [
      ("answers.xls", "Lưu thành → .xlsx", "Save as → .xlsx"),
      ("answers.ods", ".xlsx", ".xlsx"),
      ("answers.pdf", "xin tệp gốc", "ask for the Excel or CSV file"),
      ("answers.rar", "giải nén", "unpack"),
    ])
  func refused(name: String, vi: String, en: String) throws {
    let office = try Office()
    let imported = try #require(
      try office.imports(
        Office.fixtures.appending(path: "refused/\(name)"), into: try office.project.store()
      ).first)
    let error = try #require(throws: ImportError.self) { try imported.result.get() }
    #expect(error.file == name)
    #expect(error.message(in: .vietnamese).contains(vi), "\(error.message(in: .vietnamese))")
    #expect(error.message(in: .english).contains(en), "\(error)")
  }

  @Test("A name that lies about the kind of its file changes nothing")
  func misnamed() throws {
    let office = try Office()
    let data = try Data(contentsOf: Office.disguise("plain.xlsx"))
    let url = try office.folder.write(Array(data), to: "in/plain.csv")
    #expect(try ResponseTable(reading: Rendition(url, for: office.study)).rowCount == 48)
  }
}
