internal import DelimitedText
internal import SurveyModel

extension RenditionMaker {
  /// From so many bytes on a text is first tried as it stands.
  static let tryingBytes = 1 << 18

  /// What there is to understand of a text that is plain through and through; nil for any other.
  ///
  /// What it tells is what a careful look would: the same profile, and where the day is assumed to stand first.
  ///
  /// Plain is a text of certain UTF-8, headed by its first record, in commas or TABs, of no known platform, of
  /// which not one record would be set aside. Nothing that this type could rewrite can stand in such a text: a
  /// decimal comma, another order of dates, a lost zero, a total would each set its record aside.
  ///
  /// - Complexity: O(*n*), at the speed of a score.
  func plainUnderstanding(_ bytes: [UInt8], isWhole: Bool) -> FileUnderstanding? {
    guard bytes.count >= RenditionMaker.tryingBytes, isUndecided,
      let plan = try? BatchPlan(bytes, isWhole: isWhole, fileName: fileName, study: study),
      plan.dialect == .comma || plan.dialect == .tab,
      plan.dialect == TextRows.dialect(of: bytes, for: study),
      PlatformExport.recognise(headers: plan.headers).platform == nil
    else { return nil }
    let known = KnownHeaders(study)
    let meanings = plan.headers.map { known.meaning(ofHeader: $0) }
    // What ticks that are left empty mean, all rows together say.
    guard SingleTicks(plan.headers, meanings: meanings, study: study).isEmpty,
      OpenTicks.columns(meanings, study: study).allSatisfy({ $0.count == 1 })
    else { return nil }
    var understanding = understanding
    let isMarked = lookAtNumbers(of: bytes, plan, &understanding)
    var decoder = BlockDecoder(plan, keepsAll: false)
    var place = plan.start
    // The first blocks are small: what they teach about labels spares later ones the careful reading.
    var reach = 1 << 15
    while place.offset < bytes.count {
      let limit = min(bytes.count, place.offset + reach)
      do throws(BlockDecoder.Failure) {
        let block = try decoder.block(of: bytes, from: place, to: limit, isWhole: true)
        guard block.setAsideCount == 0 else { return nil }
        // Of numbers alone it cannot be told how they are written.
        if !isMarked, block.table.hasFractions { return nil }
        place = block.end
        reach = min(2 * reach, 1 << 20)
      } catch {
        return nil
      }
    }
    understanding.profile.kind = "csv"
    understanding.add("kind", vi: "tệp văn bản (CSV)", en: "a text file (CSV)")
    let text = try? SourceText(
      bytes, study: study, forced: ImportProfile(), fileName: fileName,
      understanding: &understanding)
    guard let text, text.isOriginal, text.isCertain else { return nil }
    understanding.profile.delimiter = plan.dialect == .tab ? "tab" : ","
    let delimiter = understanding.profile.delimiter ?? ""
    understanding.add(
      "delimiter", vi: "dấu phân cách \(delimiter)", en: "fields are parted by \(delimiter)")
    if plan.start.line == 2 { understanding.profile.headerRows = 1...1 }
    RenditionMaker.tellMarks(&understanding)
    RenditionMaker.tellDates(decoder.decoder.evidence.dates, plan.headers, &understanding)
    for (header, meaning) in zip(plan.headers, meanings) {
      if let meaning { understanding.profile.columns[header] = meaning }
    }
    return understanding
  }
  /// How many records are looked at for the mark of their numbers.
  private static let lookedAt = 64

  /// Looks at the numbers of the first records; false where not one of them has a decimal mark.
  private func lookAtNumbers(
    of bytes: [UInt8], _ plan: BatchPlan, _ understanding: inout FileUnderstanding
  ) -> Bool {
    let fields = plan.columns.steps.compactMap { field, step -> Int? in
      switch step {
      case .number, .weight, .population: field
      default: nil
      }
    }
    guard !fields.isEmpty else { return true }
    var numbers: [Int: ColumnNumbers] = [:]
    var reader = RecordReader(bytes, dialect: plan.dialect)
    for _ in 0...RenditionMaker.lookedAt {
      guard case .record = reader.next() else { break }
      for field in fields where field < reader.fieldCount {
        numbers[field, default: ColumnNumbers()].add(reader.string(field) ?? "")
      }
    }
    for (field, found) in numbers where found.points > 0 {
      understanding.pointColumns.insert(plan.headers[field])
    }
    return !understanding.pointColumns.isEmpty
  }

  /// Points are the only mark that a plain text can have.
  private static func tellMarks(_ understanding: inout FileUnderstanding) {
    guard !understanding.pointColumns.isEmpty else { return }
    understanding.profile.decimal = .point
    let list = understanding.pointColumns.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    understanding.add(
      "decimal", vi: "dấu thập phân là dấu chấm ở cột \(list)", en: "decimal point in \(list)")
  }

  /// In a plain text the day stands first, or the year.
  private static func tellDates(
    _ dates: [Int: ColumnDates], _ headers: [String], _ understanding: inout FileUnderstanding
  ) {
    for (field, found) in dates.sorted(by: { $0.key < $1.key }) {
      guard let order = found.order else { continue }
      if order != .yearMonthDay { understanding.profile.dates = order }
      let isAssumed = order == .dayMonthYear && found.dayFirst == 0
      let words = order.words
      understanding.add(
        "dates",
        vi: "cột \"\(headers[field])\": \(words.vietnamese)" + (isAssumed ? " (giả định)" : ""),
        en: "column \"\(headers[field])\": \(words.english)" + (isAssumed ? " (assumed)" : ""))
    }
  }
}

extension ResponseTable {
  /// Whether a number in it is none of the whole ones.
  fileprivate var hasFractions: Bool {
    columns.contains { column in
      guard case .number(let values) = column else { return false }
      return values.contains { $0 != $0.rounded() && !$0.isNaN }
    }
  }
}
