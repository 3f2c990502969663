internal import SurveyModel
internal import VietnameseText

/// How the cells of each column are rewritten so that the importer knows them.
///
/// Everything is decided for a column as a whole, on all its cells.
struct ColumnReading {
  /// What a column holds, as far as it bears on how its cells are written.
  enum Role {
    case number
    case date
    case unit
    /// With the position of its item in the form.
    case choice(ChoiceDecoder, item: Int)
    case joined(ChoiceDecoder, item: Int)
    /// A text of any kind, also one of the design or of the key.
    case text
  }

  enum Rewriting {
    case decimals(DecimalMark)
    case dates(DateOrder)
    case unitCodes([String: String])
    case codes([String: String])
    /// A formula's failure is no answer.
    case failures
  }

  /// The formulas without a result in one column.
  struct Failures {
    var count = 0
    /// Where the first stand.
    var places: [(sheet: Int, line: Int)] = []
  }

  /// The platform that exported the file; nil where none is known.
  let platform: PlatformExport?
  let roles: [Int: Role]
  var numbers: [Int: ColumnNumbers] = [:]
  var dates: [Int: ColumnDates] = [:]
  var texts: [Int: [String: Int]] = [:]
  var failures: [Int: Failures] = [:]
  /// The values that the file declares to stand for missing answers and the form does not know, with how
  /// often each came.
  var declaredMissing: [Int: [String: Int]] = [:]
  /// What each of them is read as.
  var missingTexts: [Int: [String: String]] = [:]
  /// By column of a number, a day or a text the form's own missing codes.
  let missingCodes: [Int: Set<String>]
  var rewritings: [Int: Rewriting] = [:]
  /// What the user has decided and the file shows to be wrong.
  var refusals: [ImportError.Problem] = []

  /// How many different texts of a column are looked at.
  static let mostTexts = 50_000

  init(headers: [String], study: Study, platform: PlatformExport? = nil) {
    self.platform = platform
    let matcher = ColumnMatcher(headers: headers, study: study)
    let plan = ColumnPlan(targets: matcher.targets, study: study, layout: TableLayout(study))
    var roles: [Int: Role] = [:]
    for (field, step) in plan.steps {
      switch step {
      case .number, .weight, .population: roles[field] = .number
      case .date: roles[field] = .date
      case .unit: roles[field] = .unit
      case .choice(let item, _, let decoder):
        roles[field] = roles[field] ?? .choice(decoder, item: item)
      case .joined(let item, _, let decoder):
        roles[field] = roles[field] ?? .joined(decoder, item: item)
      case .tick, .text, .identifier, .identifierKey, .key, .stratum, .cluster, .kept: break
      }
    }
    // Whatever else a column is refuses a formula's failure itself.
    let refusing = Set(
      plan.steps.compactMap { field, step in if case .tick = step { field } else { nil } })
    for (field, step) in plan.steps where roles[field] == nil && !refusing.contains(field) {
      switch step {
      case .text, .identifier, .identifierKey, .key, .stratum, .cluster, .kept: roles[field] = .text
      default: break
      }
    }
    self.roles = roles
    var missingCodes: [Int: Set<String>] = [:]
    for (field, step) in plan.steps {
      switch step {
      case .number(let item, _, _, _, _), .date(let item, _, _, _), .text(let item, _):
        let lists = [
          study.questionnaire.items[item].missingCodes, study.questionnaire.missingCodes,
        ]
        missingCodes[field] = Set(lists.flatMap { $0.codes.values.flatMap(\.self) })
      default: break
      }
    }
    self.missingCodes = missingCodes
  }

  /// Whether the form itself says what a value means that the file declares to be missing.
  private func isOwnMissing(_ cell: String, _ column: Int, _ role: Role) -> Bool {
    switch role {
    case .choice(let decoder, _), .joined(let decoder, _):
      decoder.decode(cell) != ChoiceDecoder.unmapped
    case .number, .date, .text: missingCodes[column].map { $0.contains(cell) } ?? true
    case .unit: true
    }
  }

  /// Looks at the cells of a row, whose types are those of ``SourceRow/kinds``.
  mutating func look(
    at cells: [String], kinds: [SourceRow.CellKind] = [], sheet: Int = 0, line: Int
  ) {
    for (column, role) in roles where column < cells.count && !cells[column].isEmpty {
      let cell = cells[column]
      let kind = column < kinds.count ? kinds[column] : .text
      if kind == .missing, !isOwnMissing(cell, column, role) {
        declaredMissing[column, default: [:]][cell, default: 0] += 1
        continue
      }
      switch role {
      // A true number says nothing of how others are written.
      case .number: if kind != .number { numbers[column, default: ColumnNumbers()].add(cell) }
      case .date: dates[column, default: ColumnDates()].add(cell, isDate: kind == .date, line: line)
      case .unit: count(cell, column)
      case .choice(let decoder, _):
        if decoder.decode(cell) == ChoiceDecoder.unmapped { count(cell, column) }
      case .joined:
        if cell.contains(where: { ",;".contains($0) }) { count(cell, column) }
      case .text:
        guard kind == .error else { continue }
        var found = failures[column] ?? Failures()
        found.count += 1
        if found.places.count < 5 { found.places.append((sheet, line)) }
        failures[column] = found
      }
    }
  }

  mutating func count(_ cell: String, _ column: Int) {
    if texts[column]?[cell] != nil || texts[column]?.count ?? 0 < ColumnReading.mostTexts {
      texts[column, default: [:]][cell, default: 0] += 1
    }
  }

  /// Whether any cell has to be rewritten.
  var isNeeded: Bool { !rewritings.isEmpty || !missingTexts.isEmpty }

  /// Decides on every column, and says what was decided.
  ///
  /// - Parameters:
  ///   - headers: The headers of the columns.
  ///   - study: The study, for its units.
  ///   - labels: By column and code what the file calls the code.
  ///   - sheets: The names of the sheets.
  ///   - isSemicolon: Whether semicolons part the fields, as they do where commas are decimal.
  ///   - forced: What the user has decided.
  ///   - understanding: Takes what was decided.
  mutating func decide(
    headers: [String], study: Study, labels: [[String: String]], sheets: [String],
    isSemicolon: Bool, forced: ImportProfile, understanding: inout FileUnderstanding
  ) {
    decideDecimals(headers, isSemicolon, forced, &understanding)
    decideDates(headers, study, forced, &understanding)
    decideFailures(headers, sheets, &understanding)
    decideMissing(headers, labels, &understanding)
    decideLabels(headers, labels, study, &understanding)
    for (column, found) in texts.sorted(by: { $0.key < $1.key }) {
      switch roles[column] {
      case .unit: decideUnits(column, headers[column], found, study, &understanding)
      case .choice(let decoder, _):
        let own = column < labels.count ? labels[column] : [:]
        decideCodes(column, headers[column], found, decoder, own, &understanding)
      case .joined(let decoder, _):
        decideJoined(column, headers[column], found, decoder, &understanding)
      case .number, .date, .text, nil: break
      }
    }
  }

  /// Formulas that failed, or were saved without a result, where any text would be an answer.
  mutating func decideFailures(
    _ headers: [String], _ sheets: [String], _ understanding: inout FileUnderstanding
  ) {
    for (column, found) in failures.sorted(by: { $0.key < $1.key }) {
      rewritings[column] = .failures
      let places =
        found.places.map { (sheets.count > 1 ? "\(sheets[$0.sheet])!" : "") + "\($0.line)" }
        .joined(separator: ", ") + (found.count > found.places.count ? ", …" : "")
      understanding.add(
        "failures",
        vi: "cột \"\(headers[column])\": \(found.count) ô công thức lỗi hoặc chưa tính, "
          + "đọc là ô trống (dòng \(places)); hãy tính lại và lưu tệp",
        en: "column \"\(headers[column])\": \(found.count) formulas that failed or were never "
          + "calculated, read as blanks (rows \(places)); calculate and save the file again",
        isWarning: true,
        of: .columns(
          [headers[column]],
          vi: "ô công thức lỗi hoặc chưa tính, đọc là ô trống; hãy tính lại và lưu tệp",
          en: "formulas that failed or were never calculated, read as blanks; calculate and save "
            + "the file again", count: found.count))
    }
  }

  /// Cells of several labels, some of which hold the separator themselves.
  mutating func decideJoined(
    _ column: Int, _ header: String, _ found: [String: Int], _ decoder: ChoiceDecoder,
    _ understanding: inout FileUnderstanding
  ) {
    var codes: [String: String] = [:]
    for text in found.keys where decoder.decode(text) == ChoiceDecoder.unmapped {
      let parts = text.split { ",;".contains($0) }.map { String($0).trimmed }
      guard parts.contains(where: { decoder.decode($0) == ChoiceDecoder.unmapped }),
        let options = ColumnReading.options(in: text, decoder)
      else { continue }
      codes[text] = options.map { decoder.codes[$0] }.joined(separator: ";")
    }
    guard !codes.isEmpty else { return }
    rewritings[column] = .codes(codes)
    let count = codes.keys.reduce(0) { $0 + (found[$1] ?? 0) }
    understanding.add(
      "joined",
      vi: "cột \"\(header)\": \(count) ô có nhiều lựa chọn, nhãn chứa dấu phẩy",
      en: "column \"\(header)\": \(count) cells of several options whose labels hold the separator",
      samples: codes.sorted { $0.key < $1.key }.prefix(3).map { .init(before: $0, after: $1) },
      of: .columns(
        [header], vi: "ô được hiểu theo mã hoặc nhãn của phiếu",
        en: "cells read as the form's codes or labels", count: count))
  }

  /// The options that a cell names from its beginning to its end, the longest label first; nil where a
  /// part names none.
  static func options(in text: String, _ decoder: ChoiceDecoder) -> [Int]? {
    var options: [Int] = []
    var rest = text[...]
    while !rest.isEmpty {
      let cuts = rest.indices.filter { ",;".contains(rest[$0]) } + [rest.endIndex]
      let found = cuts.reversed().lazy.compactMap { cut -> (Int, String.Index)? in
        let code = decoder.decode(String(rest[..<cut]))
        return Int(code) < decoder.codes.count ? (Int(code), cut) : nil
      }.first
      guard let found else { return nil }
      options.append(found.0)
      rest = rest[found.1...].dropFirst()
    }
    return options
  }

  /// Codes that lost their leading zeros in a spreadsheet.
  mutating func decideUnits(
    _ column: Int, _ header: String, _ found: [String: Int], _ study: Study,
    _ understanding: inout FileUnderstanding
  ) {
    var finder = UnitFinder(study.units, on: study.referenceDate)
    var padded: [String: String] = [:]
    var bare: [String: String] = [:]
    var samples: [FileUnderstanding.Sample] = []
    for text in found.keys where finder.find(text) == .unknown {
      let code = text.trimmed.composed.wholeNumber
      if finder.find(code) != .unknown {
        padded[text] = code
      } else if let restored = finder.restoredCode(of: code) {
        padded[text] = restored
      } else if let unit = finder.unitWithoutKind(text) {
        bare[text] = unit.code
        samples.append(.init(before: text, after: unit.name))
      }
    }
    if !bare.isEmpty {
      let count = bare.keys.reduce(0) { $0 + (found[$1] ?? 0) }
      understanding.add(
        "unit-names",
        vi: "cột \"\(header)\": \(count) ô ghi tên đơn vị thiếu hoặc viết tắt loại đơn vị, đã ghép",
        en: "column \"\(header)\": \(count) names of units without their kind, or with it "
          + "abbreviated, are matched",
        isWarning: true, samples: Array(samples.sorted { $0.before < $1.before }.prefix(3)),
        of: .columns(
          [header], vi: "ô ghi tên đơn vị thiếu hoặc viết tắt loại đơn vị, đã ghép",
          en: "names of units without their kind, or with it abbreviated, are matched",
          count: count))
    }
    let rewritten = padded.merging(bare) { code, _ in code }
    guard !rewritten.isEmpty else { return }
    rewritings[column] = .unitCodes(rewritten)
    guard !padded.isEmpty else { return }
    let count = padded.keys.reduce(0) { $0 + (found[$1] ?? 0) }
    understanding.add(
      "leading-zeros",
      vi: "cột \"\(header)\": thêm số 0 ở đầu mã đơn vị cho \(count) ô",
      en: "column \"\(header)\": leading zeros of unit codes restored in \(count) cells",
      isWarning: true,
      samples: padded.sorted { $0.key < $1.key }.prefix(3).map { .init(before: $0, after: $1) },
      of: .columns(
        [header], vi: "ô mã đơn vị được thêm số 0 ở đầu",
        en: "unit codes with their leading zeros restored", count: count))
  }

  /// Codes written as decimals (`4.0`), and codes that the file itself calls by an option's name.
  mutating func decideCodes(
    _ column: Int, _ header: String, _ found: [String: Int], _ decoder: ChoiceDecoder,
    _ labels: [String: String], _ understanding: inout FileUnderstanding
  ) {
    var codes: [String: String] = [:]
    for text in found.keys {
      let whole = text.trimmed.wholeNumber
      let answer = platform == .limeSurvey ? ColumnReading.limeSurveyCode(text) : nil
      if let answer, decoder.decode(answer) != ChoiceDecoder.unmapped {
        codes[text] = answer
      } else if whole != text, decoder.decode(whole) != ChoiceDecoder.unmapped {
        codes[text] = whole
      } else if let label = labels[text], decoder.decode(label) != ChoiceDecoder.unmapped {
        codes[text] = label
      } else if let repaired = ColumnReading.repaired(text, decoder) {
        codes[text] = repaired
      } else if let code = ColumnReading.labelled(text, decoder) {
        codes[text] = code
      }
    }
    guard !codes.isEmpty else { return }
    if case .codes(let others) = rewritings[column] {
      rewritings[column] = .codes(codes.merging(others) { _, other in other })
    } else {
      rewritings[column] = .codes(codes)
    }
    let count = codes.keys.reduce(0) { $0 + (found[$1] ?? 0) }
    understanding.add(
      "codes",
      vi: "cột \"\(header)\": \(count) ô được hiểu theo mã hoặc nhãn của phiếu",
      en: "column \"\(header)\": \(count) cells read as the form's codes or labels",
      samples: codes.sorted { $0.key < $1.key }.prefix(3).map { .init(before: $0, after: $1) },
      of: .columns(
        [header], vi: "ô được hiểu theo mã hoặc nhãn của phiếu",
        en: "cells read as the form's codes or labels", count: count))
  }

  /// `5` of `5 - Rất hài lòng`, `5. Rất hài lòng`, `5 (Rất hài lòng)` and `Rất hài lòng (5)`; nil where the
  /// code and the label are not those of one answer.
  static func labelled(_ text: String, _ decoder: ChoiceDecoder) -> String? {
    let words = FoldedText(text).key.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last,
      let start = text.trimmed.first, start.isLetter || start.isNumber || "([".contains(start)
    else { return nil }
    for (code, label) in [(first, words.dropFirst()), (last, words.dropLast())] {
      let answer = decoder.decode(String(code))
      if code.contains(where: \.isNumber),
        label.contains(where: { $0.contains(where: \.isLetter) }),
        answer != ChoiceDecoder.unmapped,
        answer == decoder.decode(label.joined(separator: " "))
      {
        return String(code)
      }
    }
    return nil
  }

  /// The label that a text was before it was misread; nil where none or several fit.
  ///
  /// A column of a few short labels says too little of its own for a repair as a whole.
  static func repaired(_ text: String, _ decoder: ChoiceDecoder) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let known = TextRepair.allCases.compactMap { $0.repaired(text)?.composed }
      .filter { decoder.decode($0) != ChoiceDecoder.unmapped }
    return Set(known.map { decoder.decode($0) }).count == 1 ? known.first : nil
  }

  /// `3` of LimeSurvey's answer code `A3` or `A03`.
  static func limeSurveyCode(_ text: String) -> String? {
    guard text.hasPrefix("A"), let number = Int(text.dropFirst()), text.count <= 4 else {
      return nil
    }
    return String(number)
  }

  /// Rewrites the cells of a row, whose types are those of ``SourceRow/kinds``.
  func rewrite(_ cells: inout [String], kinds: [SourceRow.CellKind] = []) {
    var declared: Set<Int> = []
    for (column, texts) in missingTexts
    where column < min(cells.count, kinds.count) && kinds[column] == .missing {
      guard let text = texts[cells[column]] else { continue }
      cells[column] = text
      declared.insert(column)
    }
    for (column, rewriting) in rewritings
    where column < cells.count && !cells[column].isEmpty && !declared.contains(column) {
      let cell = cells[column]
      let kind = column < kinds.count ? kinds[column] : .text
      switch rewriting {
      case .decimals(let mark):
        if kind != .number { cells[column] = ColumnNumbers.plain(cell, mark: mark) ?? cell }
      case .dates(let order): cells[column] = ColumnDates.plain(cell, order: order) ?? cell
      case .unitCodes(let codes), .codes(let codes): cells[column] = codes[cell] ?? cell
      case .failures: if kind == .error { cells[column] = "" }
      }
    }
  }
}

extension DateOrder {
  var words: LocalizedText {
    switch self {
    case .dayMonthYear: LocalizedText(vi: "ngày/tháng/năm", en: "day/month/year")
    case .monthDayYear: LocalizedText(vi: "tháng/ngày/năm", en: "month/day/year")
    case .yearMonthDay: LocalizedText(vi: "năm-tháng-ngày", en: "year-month-day")
    }
  }
}

extension String {
  /// A whole number written as a decimal, without its zeros: `4` of `4.0` and `4,00`.
  fileprivate var wholeNumber: String {
    guard let mark = firstIndex(where: { $0 == "." || $0 == "," }) else { return self }
    let decimals = self[index(after: mark)...]
    // 1.000 may be a thousand.
    let isWhole =
      (1...2).contains(decimals.count) && decimals.allSatisfy { $0 == "0" } && mark > startIndex
    return isWhole ? String(self[..<mark]) : self
  }
}
