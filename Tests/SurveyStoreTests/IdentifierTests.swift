import Foundation
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyStore
import TestSupport
import Testing

@Suite("Whoever answered is found in no file that sipas writes")
struct IdentifierTests {
  private static let form = """
    questionnaire: identifier-form
    title: Phiếu có định danh
    items:
      - {id: name, type: text, pii: direct, label: Họ và tên}
      - {id: phone, type: text, pii: direct, label: Điện thoại}
      - {id: card, type: number, pii: direct, label: Số căn cước}
      - {id: q1, type: single, required: true, label: Câu 1, options: [{code: "1", label: Kém}, {code: "2", label: Vừa}, {code: "3", label: Tốt}]}
      - {id: remark, type: text, label: Ý kiến}
    axes: {id: index, label: Chỉ số, items: [q1]}
    profiles: {mean: {default: true, scores: {q1: {"1": 0, "2": 0.5, "3": 1}}}}
    """

  private static let header = "so_phieu,xa,trong_so,name,phone,card,q1,remark"

  private static func row(_ number: Int, q1: String = "2", name: String? = nil) -> String {
    "P\(number),X\(number % 3 + 1),1.5,\(name ?? "Bí Mật \(letters(number))"),0912\(345_000 + number),"
      + "00109\(1_234_000 + number),\(q1),bình thường"
  }

  private static func letters(_ number: Int) -> String { number.isMultiple(of: 2) ? "Chẵn" : "Lẻ" }

  /// What must be nowhere: parts of every name, phone and card.
  private static let secrets = [
    "Bí Mật", "Mật", "0912345", "912345", "001091234", "1091234", "0912 345",
  ]

  /// Right rows, and rows that are wrong in every way in which a row can be set aside.
  private static let rows =
    (1...60).map { row($0) } + [
      row(61, q1: "9"), row(62, q1: ""), row(63, name: "Bí, Mật"), row(64, name: "\"Bí \"Mật\""),
      row(65) + ",thừa", "P66,X1,1.5,Bí Mật thiếu", row(5), row(67).replacing("X2", with: "X9"),
      row(68).replacing("1.5", with: "nhẹ"), header,
    ]

  @Test(
    "a byte search of store, journal, quarantine, profiles, reports, output and temporary files has no hit",
    arguments: ["drop", "pseudonym"], ["csv", "xlsx-like", "utf16"])
  func byteSearch(treatment: String, kind: String) throws {
    let outside = try TemporaryFolder()
    let temporary = try TemporaryFolder()
    let office = try Office(
      rows: 1, form: Self.form, settings: "identifiers: \(treatment)\nretention: 2020-01-01")
    let environment = [
      "TMPDIR": temporary.url.path,
      "SIPAS_IDENTIFIER_KEY": outside.url.appending(path: "key").path,
    ]
    let made = try office.run(["identifier-key", outside.url.appending(path: "key").path])
    #expect(made.status == 0, "\(made.output)")
    let source = try TemporaryFolder()
    var output = ""
    func sipas(_ arguments: String..., expecting status: Int32 = 0) throws {
      let run = try office.run(arguments, environment: environment)
      #expect(run.status == status, "\(arguments) \(run.output)")
      output += run.output
    }
    var text = ([Self.header] + Self.rows).joined(separator: "\n") + "\n"
    // Titles above the header and semicolons, as a workbook saved as text: it is written once more.
    if kind == "xlsx-like" {
      let plain = ([Self.header] + Self.rows.prefix(62)).map { $0.replacing(",", with: ";") }
      text = "PHIẾU KHẢO SÁT\n\n" + plain.joined(separator: "\n") + "\n"
    }
    let bytes =
      kind == "utf16" ? try #require(text.data(using: .utf16)) : Data(text.utf8)
    let file = try source.write([UInt8](bytes), to: "phiếu.csv")
    let study = office.path
    try FileManager.default.removeItem(at: office.first)
    for language in ["vi", "en"] {
      try sipas("import", study, file.path, "--explain", "--lang", language)
      try sipas("import", study, file.path, "--explain", "--format", "json", "--lang", language)
      try sipas("import", study, file.path, "--dry-run", "--examples", "100", "--lang", language)
      try sipas("import", study, file.path, "--examples", "100", "--lang", language)
    }
    try sipas("import", study, file.path, "--strict", expecting: 1)
    // The same forms with other answers: conflicts are set aside too.
    let other = try source.write(
      Array(([Self.header] + (1...5).map { Self.row($0, q1: "3") }).joined(separator: "\n").utf8),
      to: "khác.csv")
    try sipas("import", study, other.path, expecting: 1)
    for command in [["batches", study], ["batches", "log", study], ["batches", "verify", study]] {
      let run = try office.run(command, environment: environment)
      #expect(run.status == 0)
      output += run.output
    }
    try sipas("score", study)
    try sipas("flag", study, expecting: 1)
    try sipas("run", study)
    try sipas("purge", study, "--dry-run")
    let quarantine = try office.folder.files().filter { $0.key.hasPrefix("quarantine/") }
    #expect(quarantine.count >= 2)
    var searched = try office.folder.files()
    searched.merge(try temporary.files()) { $1 }
    searched["(output)"] = Data(output.utf8)
    #expect(searched.keys.contains("store/sipas.sqlite"))
    for (name, data) in searched {
      for secret in Self.secrets {
        for encoding in [String.Encoding.utf8, .utf16LittleEndian] {
          let bytes = try #require(secret.data(using: encoding))
          #expect(data.range(of: bytes) == nil, "\(secret) in \(name)")
        }
      }
    }
    // The search finds what is there.
    #expect(quarantine.values.contains { $0.range(of: Data("bình thường".utf8)) != nil })
  }

  @Test("while an import is killed, its journal holds no name either")
  func journal() throws {
    let office = try Office(rows: 1, form: Self.form)
    let text = ([Self.header] + (1...20_000).map { Self.row($0) }).joined(separator: "\n")
    let file = try TemporaryFolder().write(Array(text.utf8), to: "lớn.csv")
    for delay in [0.05, 0.1, 0.2, 0.3] {
      let running = try office.start(["import", office.path, file.path])
      Thread.sleep(forTimeInterval: delay)
      kill(running.process.processIdentifier, SIGKILL)
      running.process.waitUntilExit()
      for (name, data) in try office.folder.files() where name.hasPrefix("store/") {
        #expect(
          data.range(of: Data("Bí Mật".utf8)) == nil && data.range(of: Data("0912".utf8)) == nil)
      }
      try office.removeStore()
    }
  }

  // MARK: - Pseudonyms

  private static func study(key: UInt8? = 1, columns: [String] = ["so_phieu"]) throws -> Study {
    var study = try Samples.study(form: form)
    study.identifiers = .pseudonym
    study.columns.key = columns
    study.identifierKey = key.flatMap { IdentifierKey(Array(repeating: $0, count: 32)) }
    return study
  }

  private static func table(_ rows: [String], for study: Study) throws -> ResponseTable {
    try ResponseTable(
      Array(([header] + rows).joined(separator: "\n").utf8), fileName: "a.csv", for: study)
  }

  private static func row(phone: String, name: String = "Lê A", card: String = "") -> String {
    "P1,X1,1,\(name),\(phone),\(card),2,"
  }

  @Test("one phone has one pseudonym however it is written, another phone another")
  func canonical() throws {
    let study = try Self.study(columns: [])
    let same = [
      "0912345678", "0912 345 678", "0912.345.678", "+84912345678", "84912345678", "912345678",
      "(091) 234-5678", "0084912345678", " 0912345678 ",
    ]
    let table = try Self.table((same + ["0912345679"]).map { Self.row(phone: $0) }, for: study)
    let phones = try #require(table.texts("phone"))
    let pseudonyms = (0..<table.rowCount).compactMap { phones[$0] }
    #expect(pseudonyms.count == 10)
    #expect(Set(pseudonyms.prefix(9)).count == 1 && Set(pseudonyms).count == 2)
    #expect(pseudonyms.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    let names = ["LÊ  A", "lê a", "Lê A", "Le A"].map { Self.row(phone: "1", name: $0) }
    let texts = try #require(try Self.table(names, for: study).texts("name"))
    #expect(Set((0..<4).map { texts[$0] }).count == 2)
  }

  @Test("another key, and another item, give another pseudonym; none gives one that lasts")
  func keys() throws {
    func phone(_ key: UInt8?) throws -> [String?] {
      let table = try Self.table(
        [Self.row(phone: "12345678", card: "12345678")], for: try Self.study(key: key, columns: []))
      return [table.texts("phone")?[0], table.texts("card")?[0]]
    }
    let (first, second) = (try phone(1), try phone(2))
    #expect(Set((first + second).compactMap(\.self)).count == 4)
    #expect(try phone(1) == first)
    #expect(try phone(nil) != phone(nil))
  }

  @Test("the plain and the careful reading make the same pseudonyms and keys")
  func bothReadings() throws {
    let study = try Self.study(columns: ["phone"])
    let plain = try Self.table((1...20).map { Self.row($0) }, for: study)
    // A quoted field with a line break sends a record to the careful reader.
    let careful = try Self.table(
      (1...20).map { Self.row($0).replacing("bình thường", with: "\"bình\nthường\"") }, for: study)
    for column in ["phone", "name", "card", "@key"] {
      #expect(plain.texts(column)?.values == careful.texts(column)?.values)
      #expect(plain.texts(column)?.indices.count == 20)
    }
    #expect(plain.texts("@key")?.values == plain.texts("phone")?.values)
  }

  @Test("a key that is a direct identifier finds forms again, and forms without one are set aside")
  func directKey() throws {
    let study = try Self.study(columns: ["phone"])
    let folder = try TemporaryFolder()
    let store = try SurveyStore(at: folder.url.appending(path: "s.sqlite"))
    let rows = [Self.row(phone: "0912345678"), Self.row(phone: "0912345679"), Self.row(phone: "")]
    let first = try store.append(try Self.table(rows, for: study), to: study, at: "t")
    #expect(first.counts == ImportCounts(read: 3, accepted: 2, setAside: 1, alreadyPresent: 0))
    #expect(first.findings.map(\.rule) == [.keyMissing])
    let again = [Self.row(phone: "+84 912 345 678"), Self.row(phone: "0999999999")]
    let second = try store.append(try Self.table(again, for: study), to: study, at: "t")
    #expect(second.counts.alreadyPresent == 1 && second.counts.accepted == 1)
    let twice = [Self.row(phone: "0911111111"), Self.row(phone: "+84911111111")]
    #expect(try Self.table(twice, for: study).findings.map(\.rule) == [.repeatedKey])
    #expect(try store.verify().faults.isEmpty)
  }

  @Test("a dropped identifier cannot be the key, nor any identifier the unit")
  func inUse() throws {
    var study = try Self.study(columns: ["phone"])
    study.identifiers = .drop
    #expect(
      throws: ImportError(
        file: "a.csv", problems: [.identifierInUse("phone", role: "columns.key")])
    ) { _ = try Self.table([Self.row(1)], for: study) }
    study = try Self.study(columns: [])
    study.columns.unit = "name"
    #expect(
      throws: ImportError(
        file: "a.csv", problems: [.identifierInUse("name", role: "columns.unit")])
    ) { _ = try Self.table([Self.row(1)], for: study) }
  }

  @Test("a quarantine file that is mended comes in with the right pseudonyms")
  func mended() throws {
    let study = try Self.study()
    let table = try Self.table([Self.row(1), Self.row(2, q1: "9")], for: study)
    let source = try #require(table.source)
    let bytes = try #require(
      source.quarantineFile(of: study, language: .english))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("sipas-pseudonym:") && !text.contains("Bí Mật"))
    let mended = try ResponseTable(
      Array(text.replacing(",9,", with: ",2,").utf8), fileName: "q.csv", for: study)
    let right = try Self.table([Self.row(2)], for: study)
    #expect(mended.rowCount == 1)
    for column in ["name", "phone", "card"] {
      #expect(mended.texts(column)?[0] == right.texts(column)?[0])
    }
  }

  @Test("a store takes no pseudonyms by another key, or by none")
  func oneKey() throws {
    let folder = try TemporaryFolder()
    let store = try SurveyStore(at: folder.url.appending(path: "s.sqlite"))
    let (one, other) = (try Self.study(key: 1), try Self.study(key: 2))
    _ = try store.append(Self.table([Self.row(1)], for: one), to: one, at: "t")
    let table = try Self.table([Self.row(2)], for: other)
    #expect(throws: StoreError.otherIdentifierKey(batch: 1)) {
      _ = try store.append(table, to: other, at: "t")
    }
    let none = try Self.study(key: nil)
    #expect(throws: StoreError.noIdentifierKey) { _ = try store.append(table, to: none, at: "t") }
    // Where the batch is gone its key is no hindrance.
    try store.undo(1, at: "t")
    #expect(try store.append(table, to: other, at: "t").counts.accepted == 1)
    // The log tells that there was a key, not which.
    let marks = try store.log().flatMap { $0.details.batches.compactMap(\.identifierKey) }
    #expect(Set(marks).count == 2 && marks.allSatisfy { $0.count == 16 })
  }

  @Test("the key's file is made once, for its owner alone, and refused elsewhere")
  func keyFile() throws {
    let folder = try TemporaryFolder()
    let study = folder.url.appending(path: "study")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    let file = IdentifierKeyFile(folder.url.appending(path: "key"))
    var generator = SystemRandomNumberGenerator()
    try file.make(using: &generator)
    let permissions = try FileManager.default.attributesOfItem(atPath: file.url.path)[
      .posixPermissions]
    #expect(permissions as? Int == 0o600)
    let key = try file.key(outside: study)
    #expect(try file.key(outside: study) == key)
    #expect("\(key)" == "IdentifierKey" && Mirror(reflecting: key).children.isEmpty)
    #expect(throws: IdentifierKeyError.exists(file.url.path)) { try file.make(using: &generator) }
    #expect(throws: IdentifierKeyError.insideStudy(file.url.path)) {
      _ = try file.key(outside: folder.url)
    }
    // Through a link it is inside all the same.
    let link = folder.url.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.url)
    let linked = IdentifierKeyFile(link.appending(path: "key"))
    #expect(throws: IdentifierKeyError.self) { _ = try linked.key(outside: folder.url) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.url.path)
    #expect(throws: IdentifierKeyError.readableByOthers(file.url.path)) {
      _ = try file.key(outside: study)
    }
    let none = IdentifierKeyFile(folder.url.appending(path: "none"))
    #expect(throws: IdentifierKeyError.noSuchFile(none.url.path)) {
      _ = try none.key(outside: study)
    }
    let short = try folder.write(Array("abc".utf8), to: "short")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: short.path)
    #expect(throws: IdentifierKeyError.notAKey(short.path)) {
      _ = try IdentifierKeyFile(short).key(outside: study)
    }
  }
}
