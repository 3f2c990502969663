internal import Foundation

/// An output that was recorded on purpose, whole and readable.
public struct GoldenFile {
  private let url: URL

  /// The file `name` in the folder `Golden` beside the test's source.
  public init(_ name: String, beside source: String = #filePath) {
    url = URL(filePath: source).deletingLastPathComponent().appending(path: "Golden/\(name)")
  }

  /// Where `output` differs from the recorded text; nil where it does not.
  ///
  /// `RECORD_GOLDEN=1` writes the file and says so, so that a recording is never taken for a pass.
  public func difference(from output: String) throws -> String? {
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(output.utf8).write(to: url)
      return "recorded \(url.lastPathComponent); read its difference before you commit it"
    }
    let recorded = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    // Compared scalar by scalar: two normal forms of one text are not the same output.
    if output.unicodeScalars.elementsEqual(recorded.unicodeScalars) { return nil }
    let pairs = zip(lines(of: output), lines(of: recorded)).enumerated()
    let first = pairs.first { !$1.0.unicodeScalars.elementsEqual($1.1.unicodeScalars) }
    let place = first.map { "line \($0 + 1): \($1.0) instead of \($1.1)" }
    return "\(url.lastPathComponent) differs, \(place ?? "in length")"
  }

  private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
