internal import SurveyModel

// How numbers and dates are written, decided on all columns together.
extension ColumnReading {
  mutating func decideDecimals(
    _ headers: [String], _ isSemicolon: Bool, _ profile: ImportProfile,
    _ understanding: inout FileUnderstanding
  ) {
    let isReturned = understanding.isReturned
    let marks = Set(numbers.values.compactMap { $0.mark(assuming: nil) })
    // Columns that leave it open are written as the others.
    let shared = marks.count == 1 ? marks.first : nil
    var chosen: [String: DecimalMark] = [:]
    // What holds for all columns must not decide one that is left as it stands.
    var hasOpen = false
    for (column, found) in numbers.sorted(by: { $0.key < $1.key }) {
      if found.points > 0 { understanding.pointColumns.insert(headers[column]) }
      let forced = profile.decimal(of: headers[column])
      let isMixed = isReturned ? found.hasBothMarks : found.isMixed
      if forced == nil, isMixed {
        hasOpen = true
        let commas = found.commas + (isReturned ? found.doubtfulCommas : 0)
        understanding.add(
          "decimal",
          vi:
            "cột \"\(headers[column])\": \(commas) số dùng dấu phẩy và \(found.allPoints) số "
            + "dùng dấu chấm thập phân; để nguyên, hãy sửa hoặc dùng --decimal",
          en: "column \"\(headers[column])\": \(commas) numbers with a decimal comma and "
            + "\(found.allPoints) with a point; left as they are, mend them or give --decimal",
          isWarning: true)
        continue
      }
      if let forced, (forced == .comma ? found.points : found.commas) > 0 {
        let count = forced == .comma ? found.points : found.commas
        understanding.contradict(
          .decimal,
          vi: "cột \"\(headers[column])\": \(count) số không viết theo dấu thập phân đã chọn",
          en: "column \"\(headers[column])\": \(count) numbers are not written with a decimal "
            + forced.rawValue)
      }
      // Between semicolons commas are decimal; points may be too, and only a comma would tell.
      let isOpen = isSemicolon && marks.isEmpty && !isReturned
      let assumed = isOpen && found.doubtfulPoints == 0 ? .comma : shared
      let own =
        isReturned
        ? found.returnedMark(assuming: isSemicolon || shared == .comma ? .comma : nil)
        : found.mark(assuming: assumed)
      guard let mark = forced ?? own else {
        if found.isDoubtful { hasOpen = true }
        if isOpen, found.doubtfulPoints > 0 {
          understanding.add(
            "decimal",
            vi: "cột \"\(headers[column])\": 1.234 có thể là 1.234 hoặc 1234; để nguyên, dấu chấm "
              + "là dấu thập phân; nếu sai, dùng --decimal",
            en: "column \"\(headers[column])\": 1.234 may be 1.234 or 1234; left as it is, with a "
              + "decimal point; if that is wrong, give --decimal",
            isWarning: true,
            of: .columns(
              [headers[column]],
              vi: "1.234 có thể là 1.234 hoặc 1234; để nguyên, dấu chấm là dấu thập phân; "
                + "nếu sai, dùng --decimal",
              en: "1.234 may be 1.234 or 1234; left as it is, with a decimal point; if that is "
                + "wrong, give --decimal"))
        } else if found.doubtfulCommas > 0 {
          understanding.add(
            "decimal",
            vi: "cột \"\(headers[column])\": 1,234 có thể là 1234 hoặc 1.234; dùng --decimal",
            en: "column \"\(headers[column])\": 1,234 may be 1234 or 1.234; give --decimal",
            isWarning: true,
            of: .columns(
              [headers[column]], vi: "1,234 có thể là 1234 hoặc 1.234; dùng --decimal",
              en: "1,234 may be 1234 or 1.234; give --decimal"))
        }
        continue
      }
      if forced == nil, !isReturned, found.mark(assuming: nil) == nil {
        let doubtful = found.doubtfulPoints > 0 ? "1.234" : "1,234"
        let read = ColumnNumbers.plain(doubtful, mark: mark) ?? doubtful
        understanding.add(
          "decimal",
          vi: "cột \"\(headers[column])\": số viết như \(doubtful) được đọc là \(read), "
            + "theo cách viết của tệp; nếu sai, dùng --decimal",
          en: "column \"\(headers[column])\": a number written as \(doubtful) is read as \(read), "
            + "as the file is written; if that is wrong, give --decimal",
          isWarning: true,
          of: .columns(
            [headers[column]],
            vi: "số viết như \(doubtful) được đọc là \(read), theo cách viết của tệp; "
              + "nếu sai, dùng --decimal",
            en: "a number written as \(doubtful) is read as \(read), as the file is written; "
              + "if that is wrong, give --decimal"))
      }
      chosen[headers[column]] = mark
      if mark == .comma || found.grouped > 0 { rewritings[column] = .decimals(mark) }
    }
    (understanding.profile.decimal, understanding.profile.columnDecimals) =
      ColumnReading.shared(chosen, isOfAll: !hasOpen)
    for mark in DecimalMark.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      let columns = headers.filter { chosen[$0] == mark }
      guard !columns.isEmpty else { continue }
      let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      understanding.add(
        "decimal",
        vi: "dấu thập phân là \(mark == .comma ? "dấu phẩy" : "dấu chấm") ở cột \(list)",
        en: "decimal \(mark.rawValue) in \(list)",
        of: .columns(
          columns, vi: "dấu thập phân là \(mark == .comma ? "dấu phẩy" : "dấu chấm")",
          en: "decimal \(mark.rawValue)"))
    }
  }

  /// What holds for all columns, or else for each by itself.
  ///
  /// - Parameters:
  ///   - chosen: What was decided, by header.
  ///   - isOfAll: Whether it may hold for columns that are not among them.
  /// - Returns: What holds for all, or else for each.
  private static func shared<Value: Hashable>(
    _ chosen: [String: Value], isOfAll: Bool
  ) -> (all: Value?, each: [String: Value]) {
    guard isOfAll, let first = chosen.values.first, chosen.values.allSatisfy({ $0 == first })
    else { return (nil, chosen) }
    return (first, [:])
  }

  mutating func decideDates(
    _ headers: [String], _ study: Study, _ profile: ImportProfile,
    _ understanding: inout FileUnderstanding
  ) {
    var chosen: [String: DateOrder] = [:]
    var hasMixed = false
    for (column, found) in dates.sorted(by: { $0.key < $1.key }) {
      let header = headers[column]
      // Years that stand first are so whatever was decided of other dates.
      let isOpen = found.dayFirst + found.monthFirst + found.doubtful > 0
      let forced = isOpen ? profile.dates(of: header) : nil
      let isPinned = forced == study.importProfile?.dates(of: header)
      if forced == nil, found.isMixed {
        hasMixed = true
        understanding.add(
          "dates",
          vi: "cột \"\(header)\": \(found.dayFirst) ngày viết ngày trước và \(found.monthFirst) "
            + "viết tháng trước; để nguyên, hãy sửa hoặc dùng --dates",
          en: "column \"\(header)\": \(found.dayFirst) dates with the day first and "
            + "\(found.monthFirst) with the month first; left as they are, mend them or give --dates",
          isWarning: true)
        continue
      }
      if let forced {
        let count =
          switch forced {
          case .dayMonthYear: found.monthFirst
          case .monthDayYear: found.dayFirst
          case .yearMonthDay: found.dayFirst + found.monthFirst + found.doubtful
          }
        // What the study asks of every file is refused with all differences, and mixed dates are read.
        if let line = found.line(against: forced), !isPinned {
          let other: DateOrder = forced == .dayMonthYear ? .monthDayYear : .dayMonthYear
          refusals.append(
            .contradictsDates(
              line: line, column: header, count: count, told: forced, found: other))
        } else if count > 0 {
          understanding.contradict(
            .dates,
            vi: "cột \"\(header)\": \(count) ngày không theo thứ tự \(forced.words.vietnamese)",
            en: "column \"\(header)\": \(count) dates are not \(forced.words.english)")
        }
      }
      let order = forced ?? found.order ?? (found.serials > 0 ? .yearMonthDay : nil)
      guard let order else { continue }
      if order == .monthDayYear || found.unusual > 0 { rewritings[column] = .dates(order) }
      if order != .yearMonthDay { chosen[header] = order }
      let isUnusual = order == .monthDayYear && forced == nil
      let isAssumed = order == .dayMonthYear && found.dayFirst == 0 && forced == nil
      understanding.add(
        "dates",
        vi: "cột \"\(header)\": \(order.words.vietnamese)" + (isAssumed ? " (giả định)" : "")
          + (isUnusual ? "; nếu sai, dùng --dates" : ""),
        en: "column \"\(header)\": \(order.words.english)" + (isAssumed ? " (assumed)" : "")
          + (isUnusual ? "; if that is wrong, give --dates" : ""),
        isWarning: isUnusual,
        of: .columns(
          [header],
          vi: "ngày viết \(order.words.vietnamese)" + (isAssumed ? " (giả định)" : "")
            + (isUnusual ? "; nếu sai, dùng --dates" : ""),
          en: "dates as \(order.words.english)" + (isAssumed ? " (assumed)" : "")
            + (isUnusual ? "; if that is wrong, give --dates" : "")))
      // A spreadsheet turns the texts that it takes for dates, by its own order, and leaves the others.
      let turned = found.serials + found.dateCells
      if turned > 0, found.dayFirst + found.monthFirst + found.doubtful > 0 {
        understanding.add(
          "dates",
          vi: "cột \"\(header)\": \(turned) ô là ngày của Excel, các ô khác là chữ; "
            + "ngày và tháng có thể đã bị đổi chỗ",
          en: "column \"\(header)\": \(turned) cells are dates of Excel and others text; "
            + "day and month may have been swapped",
          isWarning: true,
          of: .columns(
            [header],
            vi:
              "ô là ngày của Excel trong khi các ô khác là chữ; ngày và tháng có thể đã bị đổi chỗ",
            en: "cells are dates of Excel and others text; day and month may have been swapped",
            count: turned))
      }
    }
    (understanding.profile.dates, understanding.profile.columnDates) =
      ColumnReading.shared(chosen, isOfAll: !hasMixed)
  }
}
