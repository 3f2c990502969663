import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema

/// What reads an input, and what must hold whatever the input is.
///
/// An input is read or refused with a reason; a crash, a hang, an error without a reason and a record that is
/// neither read nor set aside end the program.
struct Target {
  /// What the bytes of an input are.
  enum Kind: String, CaseIterable {
    /// A text, as a batch.
    case csv
    /// A whole workbook, as a batch: mostly what is wrong with archives.
    case xlsx
    /// One part of a workbook, whose archive is made around it: what is wrong with sheets.
    case sheet
    /// An SPSS file, as a batch.
    case sav
    /// A Stata file, as a batch.
    case dta
    /// A questionnaire.
    case form
    /// A study.
    case study
    /// An import profile.
    case profile
  }

  private struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  private let kind: Kind
  private let study: Study
  private let folder: URL

  init(environment: [String: String]) throws {
    guard let kind = environment["SIPAS_FUZZ"].flatMap(Kind.init) else {
      let names = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(description: "SIPAS_FUZZ must be one of \(names)")
    }
    guard let source = environment["SIPAS_FUZZ_STUDY"],
      let folder = environment["SIPAS_FUZZ_FOLDER"]
    else { throw Problem(description: "SIPAS_FUZZ_STUDY and SIPAS_FUZZ_FOLDER must be set") }
    self.kind = kind
    self.folder = URL(filePath: folder)
    study = try Study(contentsOf: URL(filePath: source))
    // A study is read with the form and the units beside it.
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      let copy = self.folder.appending(path: name)
      try? FileManager.default.removeItem(at: copy)
      try FileManager.default.copyItem(at: URL(filePath: source).appending(path: name), to: copy)
    }
  }

  /// Writes the parts of a workbook that fuzzing begins with, where `SIPAS_FUZZ` is `seeds`.
  static func writeSeeds(environment: [String: String]) throws -> Bool {
    guard environment["SIPAS_FUZZ"] == "seeds", let folder = environment["SIPAS_FUZZ_FOLDER"] else {
      return false
    }
    for (index, seed) in Workbook.seeds.enumerated() {
      try Data(seed).write(to: URL(filePath: folder).appending(path: "part-\(index)"))
    }
    return true
  }

  func take(_ bytes: [UInt8]) {
    switch kind {
    case .csv, .xlsx, .sav, .dta: batch(bytes)
    case .sheet: batch(Workbook.around(bytes))
    case .form:
      schema { () throws(SchemaError) in _ = try Questionnaire(yaml: bytes, file: "form.yaml") }
    case .study:
      write(bytes, "study.yaml")
      schema { () throws(SchemaError) in _ = try Study(contentsOf: folder) }
    case .profile:
      write(bytes, "profile.yaml")
      schema { () throws(SchemaError) in
        _ = try ImportProfile(contentsOf: folder.appending(path: "profile.yaml"))
      }
    }
  }

  private func batch(_ bytes: [UInt8]) {
    let file = write(bytes, "input")
    do throws(ImportError) {
      for source in try SourceFile.files(at: file) {
        let rendition = try Rendition(source, for: study)
        let table = try ResponseTable(reading: rendition)
        let batch = table.source
        precondition(
          table.rowCount + (batch?.setAsideCount ?? 0) == batch?.readCount ?? 0,
          "a record is neither read nor set aside")
        for finding in table.findings {
          precondition(!finding.message(in: .vietnamese).isEmpty, "a finding says nothing")
        }
      }
    } catch {
      precondition(!error.problems.isEmpty, "a refusal without a reason")
      for language in Language.allCases {
        precondition(!error.message(in: language).isEmpty, "a refusal that says nothing")
      }
    }
  }

  private func schema(_ read: () throws(SchemaError) -> Void) {
    do {
      try read()
    } catch {
      precondition(!error.problems.isEmpty, "a refusal without a reason")
      for problem in error.problems {
        precondition(!problem.message(in: .vietnamese).isEmpty, "a mistake that says nothing")
      }
    }
  }

  @discardableResult
  private func write(_ bytes: [UInt8], _ name: String) -> URL {
    let file = folder.appending(path: name)
    do {
      try Data(bytes).write(to: file)
    } catch {
      preconditionFailure("cannot write \(file.path)")
    }
    return file
  }
}
