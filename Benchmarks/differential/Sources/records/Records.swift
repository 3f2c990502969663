internal import DelimitedText
internal import Foundation

/// Reads texts packed one behind the other from standard input, and writes what records each has.
///
/// A text is packed as its delimiter, its quote, its length in four bytes (the lowest first) and its bytes.
/// For each text a line of JSON is written: for each record `[first line, last line, [fields]]`, for each
/// fault `[first line, last line, "kind"]`.
@main
struct Records {
  static func main() throws {
    let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    var offset = 0
    while offset + 6 <= input.count {
      let count = (0..<4).reduce(0) { $0 | Int(input[offset + 2 + $1]) << (8 * $1) }
      guard let dialect = Dialect(delimiter: input[offset], quote: input[offset + 1]),
        offset + 6 + count <= input.count
      else { throw CocoaError(.fileReadCorruptFile) }
      let text = Array(input[(offset + 6)..<(offset + 6 + count)])
      offset += 6 + count
      let line = try JSONSerialization.data(withJSONObject: steps(text, dialect))
      FileHandle.standardOutput.write(line + [0x0A])
    }
  }

  private static func steps(_ text: [UInt8], _ dialect: Dialect) -> [[Any]] {
    var reader = RecordReader(text, dialect: dialect)
    var steps: [[Any]] = []
    while let step = reader.next() {
      let lines = [reader.lines.lowerBound, reader.lines.upperBound]
      switch step {
      case .record:
        steps.append(lines + [(0..<reader.fieldCount).map { reader.string($0) ?? "not UTF-8" }])
      case .fault(let fault): steps.append(lines + ["\(fault.kind)"])
      }
    }
    return steps
  }
}
