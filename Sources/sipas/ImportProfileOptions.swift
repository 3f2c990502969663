import ArgumentParser
import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema

/// What is decided about files instead of being asked of them.
struct ImportProfileOptions: ParsableArguments {
  @Option(
    help:
      "An import profile (YAML), as kept in the study's folder profiles/. This and the options below take the place of what the study has pinned, for this run."
  )
  var profile: String?

  @Option(
    help: """
      Encoding of texts: \(EncodingName.all.joined(separator: ", ")); of SAV and DTA any that iconv knows.
      """)
  var encoding: String?

  @Option(help: "What parts fields: ',' ';' '|' or tab.")
  var delimiter: String?

  @Option(
    help: "Decimal mark of numbers: point or comma.",
    transform: { try Self.value($0, of: DecimalMark.self) })
  var decimal: DecimalMark?

  @Option(
    help: "Order of dates: dmy, mdy or ymd.", transform: { try Self.value($0, of: DateOrder.self) })
  var dates: DateOrder?

  @Option(help: "A sheet that holds records; give it once for each.")
  var sheet: [String] = []

  @Option(help: "The rows of the header: 3, or 3-5.")
  var headerRows: String?

  func validate() throws {
    if let delimiter, delimiter != "tab", delimiter.utf8.count != 1 {
      throw ValidationError("--delimiter: expected one character, or tab")
    }
    if let encoding, !EncodingName.isKnown(encoding) {
      throw ValidationError(
        "--encoding: there is no encoding \"\(encoding)\"; expected one of "
          + EncodingName.all.joined(separator: ", ")
          + "; of SAV and DTA any that iconv knows")
    }
    if headerRows != nil, rows == nil {
      throw ValidationError("--header-rows: expected a row or two, as 3 or 3-5")
    }
  }

  private static func value<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String, of type: Value.Type
  ) throws -> Value {
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("expected one of \(known)")
    }
    return value
  }

  private var rows: ClosedRange<Int>? {
    guard let numbers = headerRows?.split(separator: "-").map({ Int($0) }),
      (1...2).contains(numbers.count), let first = numbers[0],
      let last = numbers[numbers.count - 1],
      first >= 1, first <= last
    else { return nil }
    return first...last
  }

  /// What was decided, the profile's file first, single options over it.
  func forced() throws -> ImportProfile {
    var own = ImportProfile()
    own.encoding = encoding
    own.delimiter = delimiter
    own.decimal = decimal
    own.dates = dates
    own.sheets = sheet.isEmpty ? nil : sheet
    own.headerRows = rows
    guard let profile else { return own }
    return own.completed(by: try ImportProfile(contentsOf: URL(filePath: profile)))
  }
}
