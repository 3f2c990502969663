internal import DelimitedText
internal import SurveyModel
internal import VietnameseText

/// Which rows of a file are records, what its columns are, and how cells are rewritten.
struct RenditionPlan {
  let rows: any RowSource
  private let progress: RowProgress
  /// By sheet the row of its header's end, and which of ``headers`` each column is; nil for a sheet
  /// that holds no records.
  let layouts: [SheetPlan?]
  var headers: [String] = []
  var reading: ColumnReading
  var repairs: [Int: TextRepair] = [:]
  /// The position of the column that the names of the sheets fill.
  let sheetColumn: Int?
  var totals: [(sheet: Int, row: Int)] = []
  var footers: [(sheet: Int, row: Int)] = []
  /// The rows that head the forms of a unit.
  var headings: [(sheet: Int, row: Int)] = []
  let known: KnownHeaders
  /// The items whose options are ticked in columns of their own.
  let singleTicks: SingleTicks
  /// How many headers the file itself has, with that of the sheet's name.
  private let width: Int
  let itemColumns: Set<Int>
  /// The columns of the unit and of the form's number; both stand in every record.
  let formColumns: [Int]
  let isText: Bool
  /// The study, with the headers that the file has for its items.
  let study: Study
  /// Whether headers are other than they stand in the file.
  let hasOtherHeaders: Bool
  /// Whether sipas wrote the file for a spreadsheet, so that its texts have apostrophes to lose.
  let isEscaped: Bool
  /// The column that is empty while a response is partial.
  let completionColumn: Int?
  /// What stands in the columns of items where nothing was asked.
  let blank: String?
  var hasBlanks = false
  /// The columns of each item's options, where options that were not ticked are left empty.
  var ticks: [[Int]]
  /// The same of items of which the file itself shows whether they are.
  private let openTicks: [[Int]]
  /// Whether whoever reads the text by itself finds the same delimiter.
  var isOfDetectedDialect = false

  /// The columns of one sheet.
  struct SheetPlan {
    /// The header's rows in the file.
    var header: ClosedRange<Int>
    /// How many rows of the file, blank ones not counted, come before the records.
    var skipped: Int
    /// For each column its position among all headers.
    var positions: [Int]
  }

  /// Looks at all rows of a file and decides how to read them.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - study: What columns and codes mean.
  ///   - isText: Whether rows may be ragged, as only those of a text are.
  ///   - isSemicolon: Whether semicolons part the fields.
  ///   - forced: What the user has decided.
  ///   - progress: Told of the rows.
  ///   - understanding: Takes what was decided.
  /// - Throws: ``ImportError`` where the file cannot be read.
  init(
    _ rows: any RowSource, study: Study, isText: Bool, isSemicolon: Bool, forced: ImportProfile,
    progress: RowProgress, understanding: inout FileUnderstanding
  ) throws {
    self.rows = rows
    self.progress = progress
    self.isText = isText
    var known = KnownHeaders(study)
    let found = try RenditionPlan.layouts(
      rows, study: study, known: known, forced: forced, understanding: &understanding)
    var headers: [String] = []
    let layouts = found.map { layout in
      layout.map { RenditionPlan.place($0, among: &headers, known: known) }
    }
    if let names = rows.names { headers = names.map(\.composed) }
    guard !headers.isEmpty else { throw ImportError(file: "", problems: [.empty]) }
    RenditionPlan.tell(found, rows, told: forced.sheets, &understanding)
    isEscaped = ColumnMatcher.ownHeaders.contains { headers.contains($0) }
    if isEscaped {
      headers = headers.map(FormulaEscape.unescaped)
      understanding.add(
        "own-export", vi: "tệp do sipas ghi cho bảng tính: bỏ dấu ' đứng trước =, +, -, @",
        en: "a file that sipas wrote for a spreadsheet: its ' before =, +, - and @ is taken away")
    }
    let repairs = RenditionPlan.repair(&headers, known: known, &understanding)
    let platform = PlatformHeaders(headers, study: study, known: known)
    platform.tell(&understanding)
    if platform.recognition.parentColumn != nil {
      throw ImportError(
        file: "", problems: [.repeats(platform.recognition.platform?.name ?? "")])
    }
    for (position, name) in platform.renamed { headers[position] = name }
    var study = platform.study
    if let names = rows.names {
      VariableTitles(names, titles: rows.titles, known: known)
        .name(&headers, in: &study, &understanding)
    }
    blank = platform.blank
    completionColumn = platform.recognition.completionColumn
    var sheetColumn: Int?
    // A table of one unit has the unit's name on its sheet alone.
    let used = rows.sheets.indices.filter { layouts[$0] != nil }
    let unit = "columns.\(study.columns.unit)"
    if !headers.contains(where: { known.meaning(of: $0) == unit }), !rows.sheets[0].isEmpty {
      var finder = UnitFinder(study.units, on: study.referenceDate)
      let others = used.filter { !finder.names(rows.sheets[$0]) }
      if !used.isEmpty, others.isEmpty {
        sheetColumn = headers.count
        headers.append(study.columns.unit)
        understanding.profile.hasSheetForEachUnit = true
        understanding.add(
          "sheet-unit", vi: "đơn vị lấy theo tên trang tính", en: "the unit is the sheet's name")
      } else if others.count < used.count {
        throw OddSheets.notUnits(others, among: used, of: rows.sheets, study: study)
      } else if others.count > 1, study.importProfile == nil {
        let names = others.map { rows.sheets[$0] }
        throw ImportError(
          file: "",
          problems: [
            .noUnits(
              column: study.columns.unit, sheets: names,
              nearest: names.lazy.compactMap { finder.nearest(to: $0) }.first)
          ])
      }
    }
    width = headers.count
    singleTicks = SingleTicks(
      headers, meanings: headers.map { known.meaning(ofHeader: $0) }, study: study)
    singleTicks.tell(headers, &understanding)
    for group in singleTicks.groups {
      study.columns.ignored += group.columns.map { headers[$0.position].trimmed }
      headers.append(group.item)
    }
    try OddSheets.check(
      found, headers: headers, layouts: layouts, rows: rows, study: study,
      isUnitSheet: sheetColumn != nil)
    hasOtherHeaders = repairs > 0 || !platform.renamed.isEmpty || !singleTicks.isEmpty
    self.study = study
    known = KnownHeaders(study)
    self.known = known
    let meanings = headers.map { known.meaning(ofHeader: $0) }
    itemColumns = Set(
      headers.indices.filter { meanings[$0].map { !$0.hasPrefix("columns.") } ?? false })
    let own = Set((study.columns.key + [study.columns.unit]).map { "columns.\($0)" })
    formColumns =
      study.columns.key.isEmpty
      ? [] : headers.indices.filter { meanings[$0].map(own.contains) ?? false }
    let options = OpenTicks.columns(meanings, study: study)
    ticks = platform.leavesTicksEmpty ? options : []
    openTicks = platform.recognition.platform == nil ? options.filter { $0.count > 1 } : []
    self.layouts = layouts
    self.sheetColumn = sheetColumn
    self.headers = headers
    reading = ColumnReading(
      headers: headers, study: study, platform: platform.recognition.platform)
    // Platforms write decimal points, whatever parts the fields.
    let commasLikely = isSemicolon && platform.recognition.platform == nil
    try look(study, commasLikely, forced, &understanding)
    for (column, header) in headers.enumerated() {
      if let meaning = known.meaning(ofHeader: header), column != sheetColumn,
        !madeFields.contains(column)
      {
        understanding.profile.columns[header] = meaning
      }
    }
  }

  /// The positions of the columns that are made of ticks.
  var madeFields: Range<Int> { width..<(width + singleTicks.groups.count) }

  // MARK: - The records

  mutating func look(
    _ study: Study, _ isSemicolon: Bool, _ forced: ImportProfile,
    _ understanding: inout FileUnderstanding
  ) throws {
    var detectors: [Int: EncodingDetector] = [:]
    let detector = EncodingDetector(for: study)
    var width = headers.count
    var partial = 0
    var blankCount = 0
    var merges = MergedAnswers()
    var open = OpenTicks(openTicks)
    try forEachRecord { record in
      width = max(width, record.cells.count)
      let cells = blanked(record.cells)
      hasBlanks = hasBlanks || cells != record.cells
      reading.look(
        at: cells, kinds: record.kinds, sheet: record.sheet, line: record.lines.lowerBound)
      merges.look(at: record, itemColumns: itemColumns)
      open.look(at: record.cells)
      if let completionColumn, completionColumn < record.cells.count,
        record.cells[completionColumn].isEmpty
      {
        partial += 1
      }
      for (column, cell) in record.cells.enumerated()
      where cell.utf8.contains(where: { $0 >= 0x80 }) {
        detectors[column, default: detector].add(cell: cell)
      }
    } passed: {
      totals.append(($0, $1))
    } footer: {
      footers.append(($0, $1))
    } heading: {
      headings.append(($0, $1))
    } blank: {
      blankCount += 1
    }
    merges.tell(rows.sheets, &understanding)
    ticks += open.leftEmpty
    hasBlanks = hasBlanks || !open.leftEmpty.isEmpty
    if blankCount > 0 {
      let isCase = rows.names != nil
      understanding.add(
        "blank-rows",
        vi: "bỏ qua \(isCase ? "bản ghi" : "dòng") không có gì (\(blankCount))",
        en: "\(isCase ? "cases" : "rows") with nothing in them passed over (\(blankCount))")
    }
    if !isText { while headers.count < width { headers.append("") } }
    for (column, detector) in detectors.sorted(by: { $0.key < $1.key })
    where column < headers.count && !isEscaped {
      let told = forced.columnRepairs[headers[column]].flatMap { TextRepair(rawValue: $0) }
      let decision = try? detector.decision()
      guard let repair = told ?? decision?.repair else { continue }
      repairs[column] = repair
      understanding.profile.columnRepairs[headers[column]] = repair.rawValue
      understanding.add(
        "repair",
        vi: "cột \"\(headers[column])\": chữ Việt bị đọc sai mã, đã khôi phục (\(repair.name))",
        en: "column \"\(headers[column])\": Vietnamese that was once read as the wrong encoding is "
          + "repaired (\(repair.name))",
        isWarning: true,
        samples: (decision?.samples ?? []).map { .init(before: $0.before, after: $0.after) },
        of: .columns(
          [headers[column]],
          vi: "chữ Việt bị đọc sai mã, đã khôi phục (\(repair.name))",
          en: "Vietnamese that was once read as the wrong encoding is repaired (\(repair.name))"
        ))
    }
    if partial > 0 {
      understanding.add(
        "partial", vi: "\(partial) phiếu chưa hoàn thành (chưa gửi), vẫn được đọc",
        en: "\(partial) partial responses (not submitted), read like the others", isWarning: true)
    }
    if hasBlanks, !ticks.isEmpty {
      understanding.add(
        "ticks", vi: "ô trống cạnh một lựa chọn được đánh dấu là không chọn",
        en: "an empty option beside one that is ticked was not ticked")
    }
    if let blank, hasBlanks {
      understanding.add(
        "blanks", vi: "\"\(blank)\" là ô trống: câu không được hỏi",
        en: "\"\(blank)\" is a blank: the question was not asked")
    }
    if !repairs.isEmpty {
      reading = ColumnReading(headers: headers, study: study, platform: reading.platform)
      try forEachRecord {
        reading.look(
          at: blanked(repaired($0.cells)), kinds: $0.kinds, sheet: $0.sheet,
          line: $0.lines.lowerBound)
      }
    }
    reading.decide(
      headers: headers, study: study, labels: rows.valueLabels, sheets: rows.sheets,
      isSemicolon: isSemicolon, forced: forced, understanding: &understanding)
    guard reading.refusals.isEmpty else {
      throw ImportError(file: "", problems: reading.refusals)
    }
    if !footers.isEmpty {
      let places = places(footers)
      understanding.add(
        "footers",
        vi: "bỏ qua \(footers.count) dòng ký tên, ghi chú dưới bảng, không phải phiếu: \(places)",
        en: "rows of signatures and notes passed over, which are no records (\(footers.count)): "
          + places, isWarning: true)
    }
    if !headings.isEmpty {
      let places = places(headings)
      understanding.add(
        "headings",
        vi: "bỏ qua \(headings.count) dòng tên đơn vị, tên nhóm đứng giữa các phiếu: \(places)",
        en: "rows that head the forms of a unit or a group passed over (\(headings.count)): "
          + places, isWarning: true)
    }
    if !totals.isEmpty {
      let places = places(totals)
      understanding.add(
        "totals", vi: "bỏ qua \(totals.count) dòng tổng hoặc trung bình: \(places)",
        en: "rows of totals or means passed over (\(totals.count)): \(places)", isWarning: true)
    }
  }

  /// Where the first rows stand.
  private func places(_ rows: [(sheet: Int, row: Int)]) -> String {
    rows.prefix(5).map { place in
      let sheet = self.rows.sheets[place.sheet]
      return (sheet.isEmpty ? "" : "\(sheet)!") + "\(place.row)"
    }.joined(separator: ", ") + (rows.count > 5 ? ", …" : "")
  }

  /// A row that holds answers.
  struct Record {
    var sheet: Int
    var lines: ClosedRange<Int>
    /// The cells by position among the headers.
    var cells: [String]
    /// Their types; see ``SourceRow/kinds``.
    var kinds: [SourceRow.CellKind] = []
    /// The bytes of a record that cannot be cut into fields.
    var broken: [UInt8]?
    /// The positions that hold what a merged cell says in another, each with its column in the file.
    var merged: [(position: Int, column: Int)] = []
  }

  /// Whether the file can be read as it is: a plain text whose first record is the header.
  var isIdentity: Bool {
    guard isText, !isEscaped, !hasOtherHeaders, sheetColumn == nil, repairs.isEmpty, totals.isEmpty,
      footers.isEmpty, headings.isEmpty, !reading.isNeeded, !hasBlanks
    else {
      return false
    }
    return layouts.allSatisfy { $0.map { $0.skipped == 1 } ?? false }
  }

  /// Calls `body` with each record, cells rewritten.
  func forEachRewritten(_ body: (Record) throws -> Void) throws {
    try forEachRecord { record in
      var record = record
      record.cells = blanked(repaired(record.cells))
      reading.rewrite(&record.cells, kinds: record.kinds)
      if !isText { while record.cells.count < headers.count { record.cells.append("") } }
      try body(record)
    }
  }

  func repaired(_ cells: [String]) -> [String] {
    guard !repairs.isEmpty else { return cells }
    var cells = cells
    for (column, repair) in repairs where column < cells.count {
      // What does not fit is left as it stands, so nothing is lost.
      cells[column] = repair.repaired(cells[column]) ?? cells[column]
    }
    return cells
  }

  func forEachRecord(
    _ body: (Record) throws -> Void, passed: (_ sheet: Int, _ row: Int) -> Void = { _, _ in },
    footer: (_ sheet: Int, _ row: Int) -> Void = { _, _ in },
    heading: (_ sheet: Int, _ row: Int) -> Void = { _, _ in }, blank: () -> Void = {}
  ) throws {
    var groups = GroupRows(self)
    var ends = FooterRows(self, known: known)
    var seen = rows.sheets.map { _ in 0 }
    var count = 0
    try rows.forEachRow { row in
      count += 1
      if count.isMultiple(of: 4096) { try progress.report(rows: count) }
      guard let plan = layouts[row.sheet] else { return }
      if row.isBlank {
        // A row of delimiters alone is counted by whoever reads the text.
        let isBelow = rows.names != nil || seen[row.sheet] >= plan.skipped
        guard isText, isBelow else {
          if isBelow { blank() }
          return
        }
      }
      if rows.names == nil {
        seen[row.sheet] += 1
        guard seen[row.sheet] > plan.skipped else { return }
      }
      if case .broken(let bytes) = row.content {
        try body(Record(sheet: row.sheet, lines: row.lines, cells: [], broken: bytes))
        return
      }
      let texts = isEscaped ? row.cells.map(FormulaEscape.unescaped) : row.cells
      var cells = texts
      var kinds = row.kinds
      if rows.names == nil, plan.positions != Array(plan.positions.indices) || sheetColumn != nil {
        cells = Array(repeating: "", count: width)
        kinds = Array(repeating: .text, count: row.kinds.isEmpty ? 0 : width)
        for (column, cell) in texts.enumerated() {
          if column < plan.positions.count {
            cells[plan.positions[column]] = cell
            if column < row.kinds.count { kinds[plan.positions[column]] = row.kinds[column] }
          } else if !cell.isEmpty {
            cells.append(cell)
          }
        }
      }
      if isTotals(cells) {
        passed(row.sheet, row.lines.lowerBound)
        ends.endTable(of: row.sheet)
        return
      }
      if rows.names == nil {
        if groups.isSum(cells) {
          passed(row.sheet, row.lines.lowerBound)
          return
        }
        var own = cells
        for column in row.merged where column < plan.positions.count {
          own[plan.positions[column]] = ""
        }
        if groups.isHeading(own), !ends.isForm(own) {
          heading(row.sheet, row.lines.lowerBound)
          ends.beginTable(of: row.sheet)
          return
        }
      }
      if singleTicks.add(to: &cells, padding: !isText), kinds.count > width {
        kinds.insert(contentsOf: singleTicks.groups.map { _ in .text }, at: width)
      }
      if rows.names == nil, ends.isFooter(cells, sheet: row.sheet) {
        footer(row.sheet, row.lines.lowerBound)
        return
      }
      if let sheetColumn { cells[sheetColumn] = rows.sheets[row.sheet] }
      let merged = row.merged.compactMap { column in
        column < plan.positions.count ? (position: plan.positions[column], column: column) : nil
      }
      try body(
        Record(sheet: row.sheet, lines: row.lines, cells: cells, kinds: kinds, merged: merged))
    }
  }

  static let totalWords: Set<String> = [
    "tong", "tong cong", "tong so", "cong", "total", "totals", "grand total", "trung binh",
    "average", "mean",
  ]

  /// Whether a row adds up those above it: such a word stands first, and not in the column of an item.
  func isTotals(_ cells: [String]) -> Bool {
    // What has a form's number and a unit is a form, whoever the interviewer is.
    guard rows.names == nil,
      formColumns.isEmpty
        || !formColumns.allSatisfy({ $0 < cells.count && !cells[$0].trimmed.isEmpty }),
      let column = cells.firstIndex(where: { !$0.isEmpty }),
      cells[column].count <= 20, !itemColumns.contains(column)
    else { return false }
    return RenditionPlan.totalWords.contains(FoldedText(cells[column]).key)
  }
}
