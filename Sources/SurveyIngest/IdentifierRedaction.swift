internal import DelimitedText
internal import SurveyModel

/// Takes the direct identifiers out of the records of a file.
struct IdentifierRedaction {
  /// By the position of a field, the item that it names a person by and whether it has a pseudonym.
  private var identifiers: [Int: (item: String, hasPseudonym: Bool)] = [:]
  private let count: Int
  private let dialect: Dialect
  private let pseudonyms: Pseudonyms

  init(_ columns: [ColumnMatch], dialect: Dialect, key: IdentifierKey?) {
    for column in columns {
      switch column.meaning {
      case .dropped(let item): identifiers[column.position - 1] = (item, false)
      case .pseudonym(let item): identifiers[column.position - 1] = (item, key != nil)
      case .item, .study, .ignored, .unmapped: break
      }
    }
    count = columns.count
    self.dialect = dialect
    pseudonyms = Pseudonyms(key)
  }

  /// Whether the file has no column of direct identifiers.
  var isEmpty: Bool { identifiers.isEmpty }

  /// The fields of a record without identifiers; nil where it cannot be told which fields they are.
  func fields(of record: [UInt8]) -> [String]? {
    var reader = RecordReader(record, dialect: dialect)
    guard case .record = reader.next(), reader.fieldCount == count else { return nil }
    var fields: [String] = []
    for field in 0..<count {
      guard let text = reader.string(field) else { return nil }
      guard let identifier = identifiers[field] else {
        fields.append(text)
        continue
      }
      let plain = text.trimmed.composed
      fields.append(
        plain.isEmpty || !identifier.hasPseudonym
          ? "" : Pseudonyms.mark + pseudonyms.text(for: plain, item: identifier.item))
    }
    return fields
  }

  /// What stands beside a record that is left out.
  static let leftOut = LocalizedText(
    vi: "nội dung dòng không chép ra đây vì có thể chứa định danh cá nhân; sửa trong tệp gốc",
    en:
      "the record is not copied here, since it may hold direct identifiers; mend it in the file itself"
  )
}
