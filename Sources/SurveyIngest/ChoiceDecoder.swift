internal import DelimitedText
internal import SurveyModel

/// Turns the raw text of a closed answer into the byte that stands for it.
///
/// The plan is built once from the questionnaire and the study's code map; a code of up to seven
/// bytes is then found without making a `String`. A class, because the plan hands it out for every cell
/// that is read with care, and one reference is cheaper to hand out than five.
final class ChoiceDecoder: Sendable {
  /// What `decode` returns for a text that no option stands for.
  static let unmapped: UInt8 = MissingKind.invalid.code

  private let tables: Tables
  let codes: [String]

  /// The byte for each text.
  private struct Tables {
    var single = [UInt8](repeating: ChoiceDecoder.unmapped, count: 256)
    var packed: [UInt64: UInt8] = [:]
    var exact: [String: UInt8] = [:]
    var folded: [FoldedText: UInt8] = [:]

    mutating func add(_ raw: String, _ code: UInt8) {
      let text = raw.trimmed.composed
      guard !text.isEmpty, exact[text] == nil else { return }
      exact[text] = code
      let bytes = Array(text.utf8)
      if bytes.count == 1 { single[Int(bytes[0])] = code }
      if let key = RecordReader.packed(bytes) { packed[key] = code }
    }

    mutating func fold(_ raw: String, _ code: UInt8) {
      let key = FoldedText(raw)
      guard !key.key.isEmpty else { return }
      // A key that two options share stands for neither.
      folded[key] = folded[key].map { $0 == code ? code : ChoiceDecoder.unmapped } ?? code
    }
  }

  /// - Parameters:
  ///   - item: A single- or multiple-choice item.
  ///   - questionnaire: Its questionnaire, for the missing codes.
  ///   - codeMap: What raw texts the study maps to codes.
  init(item: Item, questionnaire: Questionnaire, codeMap: [String: String]) {
    var tables = Tables()
    codes = item.options.map(\.code)
    let indices = Dictionary(
      codes.enumerated().map { ($1, UInt8($0)) }, uniquingKeysWith: { first, _ in first })
    // The first to claim a text keeps it: the study's map, then missing codes of the item and of
    // the form, then codes, aliases and labels.
    for (raw, code) in codeMap.sorted(by: { $0.key < $1.key }) {
      if let index = indices[code] {
        tables.add(raw, index)
      } else if let kind = MissingKind(rawValue: code) {
        tables.add(raw, kind.code)
      }
    }
    for missing in [item.missingCodes, questionnaire.missingCodes] {
      for kind in MissingKind.allCases {
        for raw in missing.codes[kind] ?? [] where indices[raw] == nil {
          tables.add(raw, kind.code)
        }
      }
    }
    for (index, option) in item.options.enumerated() { tables.add(option.code, UInt8(index)) }
    for (index, option) in item.options.enumerated() {
      for alias in option.aliases { tables.add(alias, UInt8(index)) }
    }
    for (index, option) in item.options.enumerated() {
      for label in [option.label.vietnamese, option.label.english] {
        tables.add(label, UInt8(index))
        tables.fold(label, UInt8(index))
      }
      for alias in option.aliases { tables.fold(alias, UInt8(index)) }
    }
    self.tables = tables
  }

  /// The texts that need no folding, for the scanner.
  var plain: CodeDecoding {
    CodeDecoding(
      tables.exact.filter { $0.value != ChoiceDecoder.unmapped }.sorted { $0.key < $1.key }
        .map { (text: $0.key, code: $0.value) },
      blank: MissingKind.blank.code)
  }

  /// The byte for a field, ``unmapped`` where nothing stands for it.
  func decode(_ field: Int, of record: borrowing RecordReader) -> UInt8 {
    let count = record.byteCount(of: field)
    if count == 1 {
      let code = tables.single[Int(record.byte(0, of: field))]
      if code != ChoiceDecoder.unmapped { return code }
    }
    if count == 0 { return MissingKind.blank.code }
    if let key = record.packed(field), let code = tables.packed[key] { return code }
    return decode(record.string(field) ?? "")
  }

  /// The byte for a text, ``unmapped`` where nothing stands for it.
  func decode(_ text: String) -> UInt8 {
    let text = text.trimmed.composed
    if text.isEmpty { return MissingKind.blank.code }
    if let code = tables.exact[text] { return code }
    // Folding would take the sign from a number, so it is for words only.
    guard text.contains(where: \.isLetter) else { return ChoiceDecoder.unmapped }
    return tables.folded[FoldedText(text)] ?? ChoiceDecoder.unmapped
  }
}
