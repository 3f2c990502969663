internal import DelimitedText
internal import SurveyModel

/// Decodes one record after the other into values, and checks what holds between them.
///
/// The values of the current row stand in arrays that are used again for every row.
struct RowDecoder {
  let study: Study
  let plan: ColumnPlan
  let headers: [String]
  let file: String

  /// The codes, numbers and texts of the current row by column of the table.
  private(set) var codes: [UInt8]
  private(set) var numbers: [Double]
  private(set) var texts: [String?]
  /// The findings of the current row.
  private(set) var findings: [Finding] = []

  private var keyParts: [String]
  private var unitFinder: UnitFinder
  private var keys: [String: Int] = [:]
  private let skipRules: [[(item: Int, columns: [Int], options: [UInt8], isIncluded: Bool)]]
  private let layout: TableLayout
  private let referenceDay: Double

  init(study: Study, plan: ColumnPlan, layout: TableLayout, headers: [String], file: String) {
    self.study = study
    self.plan = plan
    self.layout = layout
    self.headers = headers
    self.file = file
    codes = Array(repeating: MissingKind.blank.code, count: layout.columns.count)
    numbers = Array(repeating: .nan, count: layout.columns.count)
    texts = Array(repeating: nil, count: layout.columns.count)
    keyParts = study.columns.key.map { _ in "" }
    unitFinder = UnitFinder(study.units)
    referenceDay = study.referenceDate.map { Double($0.daysSince1970) } ?? .infinity
    skipRules = RowDecoder.skipRules(study: study, plan: plan)
  }

  /// Reads the fields of the record into the current row.
  ///
  /// - Returns: Whether the row may be accepted: no finding is an error.
  mutating func decode(_ record: borrowing RecordReader) -> Bool {
    findings.removeAll(keepingCapacity: true)
    for column in codes.indices {
      codes[column] = MissingKind.blank.code
      numbers[column] = .nan
      texts[column] = nil
    }
    for (field, step) in plan.steps { decode(field, step, of: record) }
    checkKey(record)
    checkSkipRules(record)
    checkAnswers(record)
    return !findings.contains { $0.severity == .error }
  }

  // MARK: - Fields

  private mutating func decode(
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
    case .unit(let column): decodeUnit(column, field, record)
    case .key(let part): keyParts[part] = (record.string(field) ?? "").trimmed.composed
    case .stratum(let column): decodeLabel(column, field, record, missing: .stratumMissing)
    case .cluster(let column): decodeLabel(column, field, record, missing: .clusterMissing)
    case .population(let column):
      decodeSize(
        column, field, record, missing: .populationNotPositive, invalid: .populationNotPositive)
    case .weight(let column):
      decodeSize(column, field, record, missing: .weightMissing, invalid: .weightNotPositive)
    }
  }

  private mutating func reportUnmapped(
    item: Int, field: Int, record: borrowing RecordReader, decoder: ChoiceDecoder
  ) {
    let text = record.string(field) ?? ""
    let parts = RowDecoder.parts(of: text)
    let isSeveral =
      parts.count > 1 && parts.allSatisfy { decoder.decode($0) != ChoiceDecoder.unmapped }
    report(
      isSeveral ? .severalCodes : .unmappedCode, record, field: field, item: item,
      expected: .codes(decoder.codes), found: FoundText(text.trimmed))
  }

  private mutating func decodeJoined(
    _ item: Int, _ columns: [Int], _ decoder: ChoiceDecoder, _ field: Int,
    _ record: borrowing RecordReader
  ) {
    guard !record.isBlank(field) else { return }
    let text = record.string(field) ?? ""
    let whole = decoder.decode(text)
    if let kind = MissingKind(code: whole), kind != .invalid {
      for column in columns { codes[column] = kind.code }
      return
    }
    for column in columns { codes[column] = 0 }
    // The whole cell may be one label that holds the separator.
    let parts = whole == ChoiceDecoder.unmapped ? RowDecoder.parts(of: text) : [text]
    for part in parts {
      let code = decoder.decode(part)
      let found = FoundText(part)
      if code == ChoiceDecoder.unmapped {
        report(
          .unmappedCode, record, field: field, item: item, expected: .codes(decoder.codes),
          found: found)
      } else if MissingKind(code: code) != nil {
        report(.missingAndTicked, record, field: field, item: item, found: found)
      } else if codes[columns[Int(code)]] == 1 {
        report(.repeatedOption, record, field: field, item: item, found: found)
      } else {
        codes[columns[Int(code)]] = 1
      }
    }
  }

  private static let yes: Set<String> = ["1", "x", "true", "yes", "y", "co", "v"]
  private static let no: Set<String> = ["0", "false", "no", "n", "khong"]

  private mutating func decodeTick(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader
  ) {
    guard !record.isBlank(field) else { return }
    let text = record.string(field) ?? ""
    let key = FoldedText(text).key
    if RowDecoder.yes.contains(key) || text == "✓" || text == "☑" {
      codes[column] = 1
    } else if RowDecoder.no.contains(key) {
      codes[column] = 0
    } else {
      report(
        .notATick, record, field: field, item: item, expected: .codes(["1", "0"]),
        found: FoundText(text.trimmed))
    }
  }

  private mutating func decodeNumber(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader, minimum: Double?,
    maximum: Double?, isInteger: Bool
  ) {
    guard !record.isBlank(field), !isMissing(item, field, record) else { return }
    let expected = Expectation.number(minimum: minimum, maximum: maximum, isInteger: isInteger)
    let text = (record.string(field) ?? "").trimmed
    let found = FoundText(text)
    guard let number = record.number(field) ?? Double(text), number.isFinite else {
      let rule: FindingRule = RowDecoder.isLocalised(text) ? .localisedNumber : .notANumber
      report(rule, record, field: field, item: item, expected: expected, found: found)
      return
    }
    numbers[column] = number
    if isInteger && number != number.rounded() {
      report(.notAnInteger, record, field: field, item: item, expected: expected, found: found)
    } else if let minimum, number < minimum {
      report(.belowRange, record, field: field, item: item, expected: expected, found: found)
    } else if let maximum, number > maximum {
      report(.aboveRange, record, field: field, item: item, expected: expected, found: found)
    }
  }

  private mutating func decodeDate(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader,
    minimum: CalendarDay?, maximum: CalendarDay?
  ) {
    guard !record.isBlank(field), !isMissing(item, field, record) else { return }
    let expected = Expectation.date(minimum: minimum, maximum: maximum)
    guard let day = CalendarDay((record.string(field) ?? "").trimmed) else {
      report(.notADate, record, field: field, item: item, expected: expected)
      return
    }
    numbers[column] = Double(day.daysSince1970)
    if minimum.map({ day < $0 }) ?? false || maximum.map({ day > $0 }) ?? false {
      report(.dateOutOfRange, record, field: field, item: item, expected: expected)
    } else if numbers[column] > referenceDay {
      report(
        .dateAfterReference, record, severity: .warning, field: field, item: item,
        expected: expected)
    }
  }

  private mutating func decodeText(
    _ item: Int, _ column: Int, _ field: Int, _ record: borrowing RecordReader
  ) {
    guard !record.isBlank(field), !isMissing(item, field, record) else { return }
    let text = (record.string(field) ?? "").trimmed.composed
    if text.unicodeScalars.contains(where: {
      $0.value < 32 && !"\t\r\n".unicodeScalars.contains($0)
    }) {
      report(.controlCharacter, record, field: field, item: item)
    }
    texts[column] = text
  }

  private mutating func decodeUnit(_ column: Int, _ field: Int, _ record: borrowing RecordReader) {
    guard !record.isBlank(field) else {
      report(.unitMissing, record, field: field, item: nil)
      return
    }
    let text = record.string(field) ?? ""
    switch unitFinder.find(text) {
    case .ambiguous:
      report(.ambiguousUnit, record, field: field, item: nil, found: FoundText(text.trimmed))
    case .unknown:
      report(.unknownUnit, record, field: field, item: nil, found: FoundText(text.trimmed))
    case .unit(let position):
      texts[column] = study.units.units[position].code
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
    let text = (record.string(field) ?? "").trimmed.composed
    guard !text.isEmpty else {
      report(missing, record, field: field, item: nil)
      return
    }
    texts[column] = text
  }

  private mutating func decodeSize(
    _ column: Int, _ field: Int, _ record: borrowing RecordReader, missing: FindingRule,
    invalid: FindingRule
  ) {
    let expected = Expectation.number(minimum: 0, maximum: nil, isInteger: false)
    guard !record.isBlank(field) else {
      report(missing, record, field: field, item: nil, expected: expected, found: .empty)
      return
    }
    guard let number = record.number(field), number.isFinite else {
      let text = (record.string(field) ?? "").trimmed
      report(
        RowDecoder.isLocalised(text) ? .localisedNumber : invalid, record, field: field, item: nil,
        expected: expected, found: FoundText(text))
      return
    }
    guard number > 0 else {
      report(invalid, record, field: field, item: nil, expected: expected)
      return
    }
    numbers[column] = number
  }

  // MARK: - Between fields

  private mutating func checkKey(_ record: borrowing RecordReader) {
    guard !keyParts.isEmpty, let column = layout.position(of: TableLayout.key) else { return }
    if keyParts.contains(where: \.isEmpty) {
      report(.keyMissing, record, field: nil, item: nil)
      return
    }
    let key = keyParts.joined(separator: "\u{1F}")
    texts[column] = key
    if let first = keys[key] {
      report(.repeatedKey, record, field: nil, item: nil, expected: .keyOf(record: first))
    } else {
      keys[key] = record.recordNumber
    }
  }

  private mutating func checkSkipRules(_ record: borrowing RecordReader) {
    for (item, rules) in skipRules.enumerated() where !plan.columnsOfItem[item].isEmpty {
      guard let wasAsked = wasAsked(rules) else {
        checkRequired(item, record)
        continue
      }
      if wasAsked {
        checkRequired(item, record)
      } else if isAnswered(item) {
        report(
          .answeredThoughNotAsked, record, field: plan.fieldOfItem[item], item: item,
          expected: .skip(item: study.questionnaire.items[item].askedIf.first?.item ?? ""))
      } else {
        for column in plan.columnsOfItem[item] where codes[column] == MissingKind.blank.code {
          codes[column] = MissingKind.notApplicable.code
        }
      }
    }
  }

  /// Whether all conditions hold; nil where there are none, or an answer that decides is missing.
  private func wasAsked(
    _ rules: [(item: Int, columns: [Int], options: [UInt8], isIncluded: Bool)]
  ) -> Bool? {
    guard !rules.isEmpty else { return nil }
    for rule in rules {
      let isTicked: Bool
      if rule.columns.count == 1 {
        let code = codes[rule.columns[0]]
        if code == MissingKind.notApplicable.code { return false }
        guard MissingKind(code: code) == nil else { return nil }
        isTicked = rule.options.contains(code)
      } else {
        guard rule.columns.contains(where: { codes[$0] <= 1 }) else { return nil }
        isTicked = rule.options.contains { codes[rule.columns[Int($0)]] == 1 }
      }
      if isTicked != rule.isIncluded { return false }
    }
    return true
  }

  private func isAnswered(_ item: Int) -> Bool {
    plan.columnsOfItem[item].contains { column in
      switch layout.columns[column].kind {
      case .closed(let count):
        // An option that was not ticked is no answer by itself.
        MissingKind(code: codes[column]) == nil
          && !(count == 2 && plan.columnsOfItem[item].count > 1 && codes[column] == 0)
      case .number: !numbers[column].isNaN
      case .text: texts[column] != nil
      case .integer: false
      }
    }
  }

  private mutating func checkRequired(_ item: Int, _ record: borrowing RecordReader) {
    let definition = study.questionnaire.items[item]
    guard definition.isRequired, !isAnswered(item) else { return }
    let isBlank = plan.columnsOfItem[item].allSatisfy { column in
      if case .closed = layout.columns[column].kind {
        return codes[column] == MissingKind.blank.code
      }
      return true
    }
    // A faulty answer has its own finding already.
    guard isBlank, !findings.contains(where: { $0.item == definition.id }) else { return }
    report(.requiredMissing, record, field: plan.fieldOfItem[item], item: item)
  }

  private mutating func checkAnswers(_ record: borrowing RecordReader) {
    let hasAnswer = study.questionnaire.items.indices.contains { isAnswered($0) }
    if !hasAnswer && findings.isEmpty { report(.noAnswers, record, field: nil, item: nil) }
  }

  // MARK: - Helpers

  private mutating func report(
    _ rule: FindingRule, _ record: borrowing RecordReader, severity: Severity = .error,
    field: Int?, item: Int?, expected: Expectation = .nothing, found: FoundText? = nil
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity,
        position: SourcePosition(
          file: file, line: record.lines.lowerBound, lastLine: record.lines.upperBound,
          record: record.recordNumber, field: field.map { $0 + 1 }),
        column: field.map { headers[$0] }, item: item.map { study.questionnaire.items[$0].id },
        expected: expected, found: found))
  }

  /// Whether the field holds a missing code of a number, date or text item.
  private func isMissing(_ item: Int, _ field: Int, _ record: borrowing RecordReader) -> Bool {
    let definition = study.questionnaire.items[item]
    let text = (record.string(field) ?? "").trimmed
    return [definition.missingCodes, study.questionnaire.missingCodes].contains { codes in
      codes.codes.values.contains { $0.contains(text) }
    }
  }

  /// The parts of a cell that holds several codes.
  static func parts(of text: String) -> [String] {
    let separators: Set<Character> = text.contains(";") ? [";"] : text.contains(",") ? [","] : [" "]
    return text.split { separators.contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// Whether a text is a number with a decimal comma or separators between thousands.
  static func isLocalised(_ text: String) -> Bool {
    let plain = text.filter { !",. \u{00A0}\u{202F}".contains($0) }
    return text.contains { ",. \u{00A0}\u{202F}".contains($0) } && Double(plain) != nil
  }

  private static func skipRules(
    study: Study, plan: ColumnPlan
  ) -> [[(item: Int, columns: [Int], options: [UInt8], isIncluded: Bool)]] {
    let items = study.questionnaire.items
    return items.map { item in
      let rules = item.askedIf.compactMap { rule in
        items.firstIndex { $0.id == rule.item }.map { decider in
          let codes = items[decider].options.map(\.code)
          return (
            item: decider, columns: plan.columnsOfItem[decider],
            options: rule.codes.compactMap { code in codes.firstIndex(of: code).map { UInt8($0) } },
            isIncluded: rule.isIncluded
          )
        }
      }
      // Where the file has no column for an item that decides, nothing is known about asking.
      return rules.contains { $0.columns.isEmpty } ? [] : rules
    }
  }
}
