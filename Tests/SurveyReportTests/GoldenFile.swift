import Foundation
import Testing

/// The path of the recorded outputs beside these tests.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

/// Compares an output with the file recorded under `name`.
///
/// `RECORD_GOLDEN=1` writes the file and fails, so that a recording is never taken for a pass.
func expectGolden(_ output: String, _ name: String) throws {
  let file = folder.appending(path: name)
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(output.utf8).write(to: file)
    Issue.record("recorded \(name); read its difference before you commit it")
    return
  }
  let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  let difference = zip(lines(of: output), lines(of: recorded)).enumerated().first { $1.0 != $1.1 }
  let place = difference.map {
    "line \($0.offset + 1): \($0.element.0) instead of \($0.element.1)"
  }
  // Compared scalar by scalar: two normal forms of one text are not the same output.
  let isSame = output.unicodeScalars.elementsEqual(recorded.unicodeScalars)
  #expect(isSame, "\(name) differs, \(place ?? "in length or in its normal form")")
}

private func lines(of text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false)
}
