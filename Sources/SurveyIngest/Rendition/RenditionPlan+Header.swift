internal import SurveyModel
internal import VietnameseText

// Where the header of each sheet stands, and what is said of it.
extension RenditionPlan {
  static func layouts(
    _ rows: any RowSource, study: Study, known: KnownHeaders, forced: ImportProfile,
    understanding: inout FileUnderstanding
  ) throws -> [HeaderLayout?] {
    try checkSheets(rows.sheets, hidden: rows.hidden, asked: forced.sheets, &understanding)
    if let names = rows.names { return [HeaderLayout(named: names)] }
    let told = forced.headerRows?.upperBound ?? 0
    let first = try rows.firstRows(max(HeaderLayout.depth, min(told, 1000)))
    let chosen = rows.sheets.indices.filter { sheet in
      forced.sheets.map { $0.contains(rows.sheets[sheet]) } ?? true
    }
    let marks = FormMarks(study)
    func layout(of sheet: Int, forced: ClosedRange<Int>?) -> HeaderLayout? {
      HeaderLayout(
        in: first[sheet], known: known, marks: marks, isText: rows.sheets == [""], forced: forced)
    }
    let isPinned = forced.headerRows == study.importProfile?.headerRows
    var layouts = try rows.sheets.indices.map { sheet -> HeaderLayout? in
      guard chosen.contains(sheet) else { return nil }
      let told = layout(of: sheet, forced: forced.headerRows)
      guard let asked = forced.headerRows else { return told }
      let free = layout(of: sheet, forced: nil)
      // Rows that name further columns are believed to be the header, whatever else stands in them.
      let takesRecord =
        told?.known ?? 0 <= free?.known ?? 0 && asked.count <= 3
        && HeaderLayout.takesRecord(
          asked, in: first[sheet], below: free, known: known, marks: marks)
      if !isPinned, takesRecord || 2 * (told?.known ?? 0) < max(1, free?.known ?? 0) {
        // A sheet of notes is none to speak of beside others.
        if chosen.count > 1, free?.known ?? 0 < 2 { return nil }
        let fault =
          takesRecord
          ? ImportError.HeaderFault.record
          : HeaderLayout.fault(
            of: asked, in: first[sheet], told: told, below: free, known: known, marks: marks)
        throw ImportError(
          file: "",
          problems: [
            .wrongHeader(
              asked, fault, sheet: rows.sheets[sheet], likely: free?.lines,
              names: free?.names(known) ?? [])
          ])
      }
      guard let free, takesRecord || free.known > told?.known ?? 0 else { return told }
      understanding.contradict(
        .headerRows,
        vi: "tiêu đề ở dòng \(free.lines.words), không phải \(asked.words); nếu đúng vậy, dùng "
          + "\(free.lines.headerRowsOption)",
        en:
          "the header rows are \(free.lines.words), and not \(asked.words); if that is right, give "
          + free.lines.headerRowsOption)
      return told
    }
    let most = layouts.compactMap { $0?.known }.max() ?? 0
    // A sheet that only mentions a column or two is a note beside the sheets with records.
    for sheet in layouts.indices where 2 * (layouts[sheet]?.known ?? 0) < most {
      layouts[sheet] = nil
    }
    if most == 0, let sheet = chosen.first(where: { !first[$0].isEmpty }) {
      if case .broken = first[sheet][0].content {
        let line = first[sheet][0].lines.lowerBound
        throw ImportError(file: "", problems: [.brokenHeader(line: line)])
      }
      // Whoever matches the columns says what is missing.
      layouts[sheet] = HeaderLayout(first: first[sheet])
    }
    return layouts
  }

  /// Refuses a file that has none of the sheets asked for, and says which of them are missing.
  static func checkSheets(
    _ sheets: [String], hidden: [String], asked: [String]?,
    _ understanding: inout FileUnderstanding
  ) throws(ImportError) {
    guard let asked else { return }
    let unseen = asked.filter { hidden.contains($0) && !sheets.contains($0) }
    guard unseen.isEmpty else {
      throw ImportError(file: "", problems: [.hiddenSheetsAsked(unseen, visible: sheets)])
    }
    let missing = asked.filter { !sheets.contains($0) }
    guard missing.count < asked.count else {
      throw ImportError(
        file: "", problems: [.noSuchSheets(asked, present: sheets.filter { !$0.isEmpty })])
    }
    guard !missing.isEmpty else { return }
    let list = missing.map { "\"\($0)\"" }.joined(separator: ", ")
    understanding.add(
      "sheets-missing", vi: "không có trang tính đã chọn: \(list)",
      en: "sheets that were asked for and are not there: \(list)", isWarning: true)
  }

  /// Writes headers as they were before they were misread, and tells how many.
  static func repair(
    _ headers: inout [String], known: KnownHeaders, _ understanding: inout FileUnderstanding
  ) -> Int {
    var samples: [FileUnderstanding.Sample] = []
    for position in headers.indices {
      guard let repaired = known.repaired(headers[position]) else { continue }
      samples.append(.init(before: headers[position], after: repaired))
      headers[position] = repaired
    }
    if !samples.isEmpty {
      understanding.add(
        "repair", vi: "\(samples.count) tiêu đề cột bị đọc sai mã, đã khôi phục",
        en: "\(samples.count) headers that were once read as the wrong encoding are repaired",
        isWarning: true, samples: Array(samples.prefix(3)))
    }
    return samples.count
  }

  /// Places the columns of a sheet among those of the sheets before it, by header, and else by what the
  /// header means: one sheet may say `q1` and the next the question's text.
  static func place(
    _ layout: HeaderLayout, among headers: inout [String], known: KnownHeaders
  ) -> SheetPlan {
    var taken: Set<Int> = []
    // Of the sheets before alone, the first last: within a sheet the same twice is a mistake to be told.
    let earlier = headers.indices.reversed()
    var byHeader = Dictionary(grouping: earlier) { headers[$0] }
    var byMeaning: [String: [Int]] = [:]
    for position in earlier {
      if let meaning = known.meaning(ofHeader: headers[position]) {
        byMeaning[meaning, default: []].append(position)
      }
    }
    func next(_ positions: inout [Int]) -> Int? {
      while let position = positions.popLast() {
        if !taken.contains(position) { return position }
      }
      return nil
    }
    let positions = layout.headers.map { header -> Int in
      let meaning = known.meaning(ofHeader: header)
      let same =
        next(&byHeader[header, default: []])
        ?? meaning.flatMap { next(&byMeaning[$0, default: []]) }
      let position = same ?? headers.count
      if same == nil { headers.append(header) }
      taken.insert(position)
      return position
    }
    return SheetPlan(header: layout.lines, skipped: layout.skipped, positions: positions)
  }

  static func tell(
    _ layouts: [HeaderLayout?], _ rows: any RowSource, told: [String]?,
    _ understanding: inout FileUnderstanding
  ) {
    let hasSheets = !rows.sheets[0].isEmpty
    if hasSheets {
      let used = rows.sheets.indices.filter { layouts[$0] != nil }.map { rows.sheets[$0] }
      let others = rows.sheets.indices.filter { layouts[$0] == nil }.map { rows.sheets[$0] }
      let left = others.filter { name in told.map { !$0.contains(name) } ?? false }
      let passed = others.filter { !left.contains($0) }
      if told != nil { understanding.profile.sheets = used }
      let list = used.map { "\"\($0)\"" }.joined(separator: ", ")
      understanding.add("sheets", vi: "trang tính: \(list)", en: "sheets: \(list)")
      if !left.isEmpty {
        let list = left.map { "\"\($0)\"" }.joined(separator: ", ")
        understanding.add(
          "sheets-left", vi: "trang tính không đọc, vì không nằm trong các trang đã chọn: \(list)",
          en: "sheets not read, as told: \(list)", isWarning: true)
      }
      if !passed.isEmpty {
        let list = passed.map { "\"\($0)\"" }.joined(separator: ", ")
        understanding.add(
          "sheets-passed", vi: "trang tính không có câu hỏi của phiếu, không đọc: \(list)",
          en: "sheets without items of the form, not read: \(list)", isWarning: true)
      }
    }
    guard rows.names == nil else { return }
    let places = Set(layouts.compactMap { $0?.lines })
    // Sheets whose headers stand on different rows share no rule.
    if let place = places.first, places.count == 1 {
      understanding.profile.headerRows = place
    }
    for (sheet, layout) in layouts.enumerated() {
      guard let layout, hasSheets || layout.lines != 1...1 else { continue }
      let name = hasSheets ? " (\"\(rows.sheets[sheet])\")" : ""
      let lines = layout.lines.words
      understanding.add(
        "header", vi: "tiêu đề ở dòng \(lines)\(name)", en: "the header is row \(lines)\(name)",
        of: hasSheets
          ? .sheet(
            rows.sheets[sheet], vi: "tiêu đề ở dòng \(lines)", en: "the header is row \(lines)")
          : nil)
      guard !layout.absorbed.isEmpty else { continue }
      let absorbed = layout.absorbed.map(\.words).joined(separator: ", ")
      understanding.add(
        "header-below",
        vi: "dòng dưới tiêu đề chỉ lặp lại, đánh số hoặc giải thích cột, không phải phiếu: "
          + "\(absorbed)\(name)",
        en: "rows below the header that only repeat, number or explain the columns, read as no "
          + "record: \(absorbed)\(name)", isWarning: true)
    }
  }
}
