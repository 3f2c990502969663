internal import Foundation
internal import SurveyIngest
public import SurveyModel

/// Why files cannot be scored: every record of theirs was set aside.
public struct NothingAcceptedError: Error, Sendable {
  /// The files and their records.
  public let counts: [FileCounts]
  /// What is wrong with the records, as far as memory allows: exact numbers by rule, and some of each.
  public let findings: [FindingRule: (count: Int, examples: [Finding])]

  /// How many findings of each rule are shown.
  static let mostExamples = 3

  /// Reads the files once more for what is wrong with them.
  init(_ files: [SourceFile], counts: [FileCounts], study: Study) throws {
    var findings: [FindingRule: (count: Int, examples: [Finding])] = [:]
    for file in files {
      let reader = try ReadAhead(Rendition(file, for: study))
      while try reader.nextBlock() != nil {}
      for finding in reader.findings {
        findings[finding.rule, default: (0, [])].count += 1
        if findings[finding.rule]?.examples.count ?? 0 < NothingAcceptedError.mostExamples {
          findings[finding.rule]?.examples.append(finding)
        }
      }
    }
    self.counts = counts
    self.findings = findings
  }

  /// How many records of which file, and why.
  public func message(in language: Language) -> String {
    let isVietnamese = language == .vietnamese
    let files = counts.map { file in
      isVietnamese
        ? "\(file.fileName.printable): cả \(file.setAside) phiếu đều bị để riêng, không có gì để tính"
        : "\(file.fileName.printable): all \(file.setAside) records were set aside, so there is nothing "
          + "to score"
    }
    let rules = findings.sorted {
      ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
    }.flatMap { rule, found in
      let rest = found.count - found.examples.count
      let more = isVietnamese ? "  … và \(rest) nữa" : "  … and \(rest) more"
      return ["\(rule.rawValue) × \(found.count)"]
        + found.examples.map { "  " + $0.message(in: language) } + (rest > 0 ? [more] : [])
    }
    return (files + rules).joined(separator: "\n")
  }
}
