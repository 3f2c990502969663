import Foundation
import SurveyModel
import SurveySchema
import TestSupport
import Testing

@Suite("Every mistake of a file is told at once, with its place")
struct LinterTests {
  @Test("the messages of a bad form are as last approved", arguments: Language.allCases)
  func form(language: Language) throws {
    let problems = try problems {
      _ = try Questionnaire(contentsOf: PackageFiles.fixture("bad-form.yaml"))
    }
    #expect(Set(problems.map(\.kind)).count >= 60)
    try expectApproved(problems, "bad-form", in: language)
  }

  @Test("the messages of a bad study are as last approved", arguments: Language.allCases)
  func study(language: Language) throws {
    let problems = try problems {
      _ = try Study(contentsOf: PackageFiles.fixture("bad-study"))
    }
    try expectApproved(problems, "bad-study", in: language)
  }

  @Test("a study with an unknown form and a broken list of units tells of both")
  func otherFiles() throws {
    let problems = try problems {
      _ = try Study(contentsOf: PackageFiles.fixture("lost-study"))
    }
    try expectApproved(problems, "lost-study", in: .english)
  }

  @Test("every problem of a form points at a place of its text")
  func places() throws {
    let text = try String(contentsOf: PackageFiles.fixture("bad-form.yaml"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let problems = try problems {
      _ = try Questionnaire(contentsOf: PackageFiles.fixture("bad-form.yaml"))
    }
    for problem in problems {
      let line = try #require(lines.indices.contains(problem.line - 1) ? problem.line - 1 : nil)
      let rest = lines[line].dropFirst(problem.column - 1)
      #expect(rest.first != nil && rest.first != " ", "\(problem.message(in: .english))")
      if case .unknownKey(let key, _, _) = problem.kind { #expect(rest.hasPrefix(key)) }
      if case .unknownName(let name, _, _) = problem.kind {
        #expect(rest.drop { $0 == "\"" }.hasPrefix(name))
      }
    }
  }

  private func expectApproved(
    _ problems: [SchemaProblem], _ name: String, in language: Language
  ) throws {
    let text = problems.map { $0.message(in: language) + "\n" }.joined()
    let file = GoldenFile("\(name).\(language.rawValue).txt")
    let difference = try file.difference(from: text)
    #expect(difference == nil)
  }
}

/// The problems that `body` throws.
func problems(_ body: () throws -> Void) throws -> [SchemaProblem] {
  let error = #expect(throws: SchemaError.self) { try body() }
  return try #require(error).problems
}
