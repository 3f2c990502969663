internal import DelimitedText
internal import SurveyModel

/// The texts of closed items and of units that nothing is known by, with how often each came.
///
/// What stands in several records names no single person and may be shown, so that whoever mends the file
/// sees it; how often a text comes is known when all was read only. They come from the records set aside,
/// which are held anyway.
struct UnknownTexts {
  private var byItem: [String: [String: Int]] = [:]
  private var byUnit: [String: Int] = [:]

  /// Adds what a record was set aside for.
  ///
  /// - Parameters:
  ///   - record: The record, with its findings.
  ///   - bytes: What stands in it.
  ///   - plan: What its fields are.
  mutating func add(_ record: QuarantinedRecord, bytes: ArraySlice<UInt8>, plan: BatchPlan) {
    let findings = record.findings.filter { [.unmappedCode, .unknownUnit].contains($0.rule) }
    guard !findings.isEmpty else { return }
    var reader = RecordReader(Array(bytes), dialect: plan.dialect)
    guard case .record = reader.next() else { return }
    var seen: Set<Int> = []
    for finding in findings {
      guard let field = finding.position.field.map({ $0 - 1 }), field < reader.fieldCount,
        seen.insert(field).inserted, let text = reader.string(field)?.trimmed.composed
      else { continue }
      guard finding.rule == .unmappedCode, let item = finding.item else {
        byUnit[text, default: 0] += 1
        continue
      }
      for part in UnknownTexts.parts(of: text, field: field, plan: plan) {
        byItem[item, default: [:]][part, default: 0] += 1
      }
    }
  }

  /// The texts of a cell that are no codes; of a cell of several answers its parts.
  private static func parts(of text: String, field: Int, plan: BatchPlan) -> [String] {
    for (place, step) in plan.columns.steps where place == field {
      guard case .joined(_, _, let decoder) = step else { continue }
      return RowDecoder.parts(of: text).filter {
        decoder.decode($0) == ChoiceDecoder.unmapped && !SpreadsheetFailure.isOne($0)
      }
    }
    return [text]
  }

  /// Raw texts that no option of their item stands for, by item and the most frequent first.
  var codes: [UnmappedCode] {
    byItem.sorted { $0.key < $1.key }.flatMap { UnknownTexts.list($1, of: $0) }
  }

  /// Texts that name no unit, the most frequent first, with the unit that each may be meant for.
  func units(of plan: BatchPlan) -> [UnmappedCode] {
    guard !byUnit.isEmpty else { return [] }
    let finder = UnitFinder(plan.study.units, on: plan.study.referenceDate)
    return UnknownTexts.list(byUnit, of: plan.study.columns.unit) { finder.nearest(to: $0) }
  }

  private static func list(
    _ counts: [String: Int], of item: String, nearest: (String) -> String? = { _ in nil }
  ) -> [UnmappedCode] {
    var sums: [FoundText: (count: Int, nearest: String?)] = [:]
    for (text, count) in counts.sorted(by: { $0.key < $1.key }) {
      let found = FoundText(closed: text, count: count)
      let isShown = if case .shared = found { true } else { false }
      let before = sums[found]
      sums[found] = (
        (before?.count ?? 0) + count, before?.nearest ?? (isShown ? nearest(text) : nil)
      )
    }
    return sums.map {
      UnmappedCode(item: item, found: $0.key, count: $0.value.count, nearest: $0.value.nearest)
    }.sorted { ($1.count, "\($0.found)") < ($0.count, "\($1.found)") }
  }
}
