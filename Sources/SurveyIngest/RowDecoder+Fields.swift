internal import DelimitedText
internal import SurveyModel

// Each field by itself.
extension RowDecoder {
  mutating func decode(
    _ field: Int, _ step: ColumnPlan.Step, of record: borrowing RecordReader
  ) {
    switch step {
    case .choice(let item, let column, let decoder):
      let code = decoder.decode(field, of: record)
      codes[column] = code
      if code == ChoiceDecoder.unmapped {
        reportUnmapped(item: item, field: field, record: record, decoder: decoder)
      }
    case .joined(let item, let columns, let decoder):
      decodeJoined(item, columns, decoder, field, record)
    case .tick(let item, let column): decodeTick(item, column, field, record)
    case .number(let item, let column, let minimum, let maximum, let isInteger):
      decodeNumber(
        item, column, field, record, minimum: minimum, maximum: maximum, isInteger: isInteger)
    case .date(let item, let column, let minimum, let maximum):
      decodeDate(item, column, field, record, minimum: minimum, maximum: maximum)
    case .text(let item, let column): decodeText(item, column, field, record)
    case .identifier(let item, let column):
      let text = text(field, record)
      guard !text.isEmpty, !takeMissing(item, column, text) else { return }
      texts[column] = pseudonyms.text(for: text, item: study.questionnaire.items[item].id)
    case .identifierKey(let item, let part):
      let text = text(field, record)
      keyParts[part] =
        text.isEmpty ? "" : pseudonyms.text(for: text, item: study.questionnaire.items[item].id)
    case .unit(let column): decodeUnit(column, field, record)
    case .key(let part): keyParts[part] = text(field, record)
    case .stratum(let column): decodeLabel(column, field, record, missing: .stratumMissing)
    case .cluster(let column): decodeLabel(column, field, record, missing: .clusterMissing)
    case .population(let column):
      decodeSize(
        column, field, record, missing: .populationNotPositive, invalid: .populationNotPositive)
    case .weight(let column):
      decodeSize(column, field, record, missing: .weightMissing, invalid: .weightNotPositive)
    case .kept(let column):
      let text = text(field, record)
      if !text.isEmpty { texts[column] = text }
    }
  }

  private mutating func reportUnmapped(
    item: Int, field: Int, record: borrowing RecordReader, decoder: ChoiceDecoder
  ) {
    let text = text(field, record)
    let parts = RowDecoder.parts(of: text)
    let isSeveral =
      parts.count > 1 && parts.allSatisfy { decoder.decode($0) != ChoiceDecoder.unmapped }
    let rule: FindingRule = isSeveral ? .severalCodes : .unmappedCode
    report(
      RowDecoder.rule(rule, for: text), record, field: field, item: item,
      expected: .codes(decoder.codes), found: RowDecoder.found(text))
  }

  /// What may be said of a text in a closed item or a unit's column.
  private static func found(_ text: String) -> FoundText {
    SpreadsheetFailure.isOne(text) ? .shared(text) : FoundText(closed: text)
  }

  private mutating func decodeJoined(
    _ item: Int, _ columns: [Int], _ decoder: ChoiceDecoder, _ field: Int,
    _ record: borrowing RecordReader
  ) {
    let text = text(field, record)
    guard !text.isEmpty else { return }
    let whole = decoder.decode(text)
    if let kind = MissingKind(code: whole), kind != .invalid {
      for column in columns { codes[column] = kind.code }
      return
    }
    for column in columns { codes[column] = 0 }
    // The whole cell may be one label that holds the separator.
    let parts = whole == ChoiceDecoder.unmapped ? RowDecoder.parts(of: text) : [text]
    var isKnown = true
    for part in parts {
      let code = decoder.decode(part)
      let found = RowDecoder.found(part)
      if code == ChoiceDecoder.unmapped {
        report(
          RowDecoder.rule(.unmappedCode, for: part), record, field: field, item: item,
          expected: .codes(decoder.codes), found: found)
        isKnown = false
      } else if MissingKind(code: code) != nil {
        report(.missingAndTicked, record, field: field, item: item, found: found)
      } else if codes[columns[Int(code)]] == 1 {
        report(.repeatedOption, record, field: field, item: item, found: found)
      } else {
        codes[columns[Int(code)]] = 1
      }
    }
    // What could not be read may stand for any option that is not ticked.
    for column in columns where !isKnown && codes[column] == 0 {
      codes[column] = MissingKind.invalid.code
    }
  }

  // The last is Cyrillic, which some keyboards type for x.
  private static let yes: Set<String> = ["1", "x", "true", "yes", "y", "co", "v", "х"]
  private static let no: Set<String> = ["0", "false", "no", "n", "khong"]
  /// Signs of a ticked box; a box that is crossed is ticked too, as on paper.
  private static let ticks: Set<Unicode.Scalar> = ["✓", "✔", "√", "☑", "☒", "●"]

  /// Whether a text says that an option was ticked; nil where it says neither.
  static func isTick(_ text: String) -> Bool? {
    // Behind a sign may stand how it is drawn.
    let signs = text.unicodeScalars.filter { $0 != "\u{FE0F}" && $0 != "\u{FE0E}" }
    if signs.count == 1, let sign = signs.first {
      if ticks.contains(sign) { return true }
      if sign == "☐" { return false }
    }
    let key = FoldedText(text).key
    if yes.contains(key) { return true }
    return no.contains(key) ? false : nil
  }

  private mutating func decodeTick(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader
  ) {
    let text = text(field, record)
    guard !text.isEmpty else { return }
    switch RowDecoder.isTick(text) {
    case true?: codes[column] = 1
    case false?: codes[column] = 0
    case nil where takeMissing(item, column, text): break
    case nil:
      report(
        RowDecoder.rule(.notATick, for: text), record, field: field, item: item,
        expected: .codes(["1", "0"]), found: RowDecoder.found(text))
      codes[column] = MissingKind.invalid.code
    }
  }

  private mutating func decodeNumber(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader, minimum: Double?,
    maximum: Double?, isInteger: Bool
  ) {
    let text = text(field, record)
    guard !text.isEmpty, !takeMissing(item, column, text) else { return }
    let expected = Expectation.number(minimum: minimum, maximum: maximum, isInteger: isInteger)
    let found = FoundText(text)
    guard let number = RowDecoder.number(field, text, record) else {
      let rule: FindingRule = RowDecoder.isLocalised(text) ? .localisedNumber : .notANumber
      report(
        RowDecoder.rule(rule, for: text), record, field: field, item: item, expected: expected,
        found: found)
      noteComma(text, field, record)
      return
    }
    numbers[column] = number
    if isInteger && number != number.rounded() {
      report(.notAnInteger, record, field: field, item: item, expected: expected, found: found)
    } else if let rule = RowDecoder.broken(minimum, maximum, by: number) {
      report(
        rule, record, severity: study.questionnaire.items[item].severity(of: .range), field: field,
        item: item, expected: expected, found: found)
    }
  }

  /// The end of a range beyond which a number lies.
  private static func broken(
    _ minimum: Double?, _ maximum: Double?, by number: Double
  ) -> FindingRule? {
    if let minimum, number < minimum { return .belowRange }
    if let maximum, number > maximum { return .aboveRange }
    return nil
  }

  private mutating func decodeDate(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader,
    minimum: CalendarDay?, maximum: CalendarDay?
  ) {
    let text = text(field, record)
    guard !text.isEmpty, !takeMissing(item, column, text) else { return }
    let expected = Expectation.date(minimum: minimum, maximum: maximum)
    noteDate(text, field, record)
    guard let day = CalendarDay(text) else {
      report(
        RowDecoder.rule(.notADate, for: text), record, field: field, item: item,
        expected: expected, found: FoundText(text))
      return
    }
    numbers[column] = Double(day.daysSince1970)
    if minimum.map({ day < $0 }) ?? false || maximum.map({ day > $0 }) ?? false {
      report(
        .dateOutOfRange, record, severity: study.questionnaire.items[item].severity(of: .range),
        field: field, item: item, expected: expected)
    } else if numbers[column] > referenceDay {
      report(
        .dateAfterReference, record,
        severity: study.questionnaire.items[item].severity(of: .referenceDate), field: field,
        item: item,
        expected: .date(minimum: minimum, maximum: study.referenceDate))
    }
  }

  private mutating func decodeText(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader
  ) {
    let text = text(field, record)
    guard !text.isEmpty, !takeMissing(item, column, text) else { return }
    if SpreadsheetFailure.isOne(text) {
      // No answer: the cell is read as empty.
      report(
        .spreadsheetFailure, record, severity: .warning, field: field, item: item,
        found: FoundText(text))
      return
    }
    let isControl: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.generalCategory == .control && !"\t\r\n".unicodeScalars.contains(scalar)
    }
    if text.unicodeScalars.contains(where: isControl) {
      report(.controlCharacter, record, field: field, item: item)
    }
    texts[column] = text
  }

  private mutating func decodeUnit(_ column: Int, _ field: Int, _ record: borrowing RecordReader) {
    let text = text(field, record)
    guard !text.isEmpty else {
      report(.unitMissing, record, field: field, item: nil)
      return
    }
    switch unitFinder.find(text) {
    case .ambiguous:
      report(.ambiguousUnit, record, field: field, item: nil, found: RowDecoder.found(text))
    case .unknown:
      report(
        RowDecoder.rule(.unknownUnit, for: text), record, field: field, item: nil,
        found: RowDecoder.found(text))
    case .unit(let position):
      let unit = study.units.units[position]
      texts[column] = unit.code
      if !unit.isInForce(on: study.referenceDate) {
        report(
          .unitNotInForce, record, field: field, item: nil,
          expected: .date(minimum: unit.validFrom, maximum: unit.validUntil))
      }
      for source in [study.design.strata] + study.design.stages.map({ Optional($0.cluster) }) {
        guard case .level(let kind) = source,
          study.units.ancestor(of: position, kind: kind) == nil
        else { continue }
        report(
          .unitAboveDesign, record, field: field, item: nil, expected: .codes([kind.rawValue]))
        break
      }
    }
  }

  private mutating func decodeLabel(
    _ column: Int, _ field: Int, _ record: borrowing RecordReader, missing: FindingRule
  ) {
    let text = text(field, record)
    guard !text.isEmpty else {
      report(missing, record, field: field, item: nil)
      return
    }
    guard !SpreadsheetFailure.isOne(text) else {
      report(.spreadsheetFailure, record, field: field, item: nil, found: FoundText(text))
      return
    }
    texts[column] = text
  }

  private mutating func decodeSize(
    _ column: Int, _ field: Int, _ record: borrowing RecordReader, missing: FindingRule,
    invalid: FindingRule
  ) {
    let text = text(field, record)
    guard !text.isEmpty else {
      report(
        missing, record, field: field, item: nil, expected: .positiveNumber, found: .empty)
      return
    }
    guard let number = RowDecoder.number(field, text, record) else {
      report(
        RowDecoder.rule(RowDecoder.isLocalised(text) ? .localisedNumber : invalid, for: text),
        record, field: field, item: nil, expected: .positiveNumber, found: FoundText(text))
      noteComma(text, field, record)
      return
    }
    // Beyond this range a number is a slip, and sums of it would lose all others.
    guard (1e-9...1e12).contains(number) else {
      report(
        invalid, record, field: field, item: nil, expected: .positiveNumber,
        found: FoundText(text))
      return
    }
    numbers[column] = number
  }

  /// The rule that a text breaks: a formula that failed is that, wherever it stands.
  private static func rule(_ rule: FindingRule, for text: String) -> FindingRule {
    SpreadsheetFailure.isOne(text) ? .spreadsheetFailure : rule
  }

  /// The field as it is compared: without blanks around it, in normalisation form C, its lines ended
  /// by LF as in a workbook.
  private func text(_ field: Int, _ record: borrowing RecordReader) -> String {
    (record.string(field) ?? "").trimmed.composed.lineFed
  }

  /// Whether `text` is a missing code of a number, date or text item; if so its kind is noted.
  private mutating func takeMissing(_ item: Int, _ column: Int, _ text: String) -> Bool {
    guard let kind = missingKind(text, of: item) else { return false }
    codes[column] = kind.code
    return true
  }

  /// Whether `text` is a missing code of the item.
  func isMissingCode(_ text: String, of item: Int) -> Bool { missingKind(text, of: item) != nil }

  private func missingKind(_ text: String, of item: Int) -> MissingKind? {
    let definition = study.questionnaire.items[item]
    for missing in [definition.missingCodes, study.questionnaire.missingCodes] {
      for kind in MissingKind.allCases where missing.codes[kind]?.contains(text) == true {
        return kind
      }
    }
    return nil
  }

  /// The field as a decimal number; blanks that are no ASCII may stand around it.
  private static func number(
    _ field: Int, _ text: String, _ record: borrowing RecordReader
  ) -> Double? {
    if let number = record.number(field) { return number }
    // `Double` also takes hexadecimal, `inf` and `nan`, which nobody means.
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// The parts of a cell that holds several codes.
  static func parts(of text: String) -> [String] {
    let separators: Set<Character> = text.contains(";") ? [";"] : text.contains(",") ? [","] : [" "]
    return text.split { separators.contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// Whether a text is a number with a decimal comma or separators between thousands.
  private static func isLocalised(_ text: String) -> Bool {
    let plain = text.filter { !",. \u{00A0}\u{202F}".contains($0) }
    return text.contains { ",. \u{00A0}\u{202F}".contains($0) } && Double(plain) != nil
  }
}
