internal import DelimitedText
internal import SurveyModel

extension RenditionMaker {
  /// From so many bytes on a text is first tried as it stands.
  static let tryingBytes = 1 << 18

  /// What there is to understand of a text that is plain through and through; nil for any other.
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
    var decoder = BlockDecoder(plan, keepsAll: false)
    var place = plan.start
    // The first blocks are small: what they teach about labels spares later ones the careful reading.
    var reach = 1 << 15
    while place.offset < bytes.count {
      let limit = min(bytes.count, place.offset + reach)
      do throws(BlockDecoder.Failure) {
        let block = try decoder.block(of: bytes, from: place, to: limit, isWhole: true)
        guard block.setAsideCount == 0 else { return nil }
        place = block.end
        reach = min(2 * reach, 1 << 20)
      } catch {
        return nil
      }
    }
    var understanding = understanding
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
    let known = KnownHeaders(study)
    for header in plan.headers {
      if let meaning = known.meaning(of: header) { understanding.profile.columns[header] = meaning }
    }
    return understanding
  }
}
