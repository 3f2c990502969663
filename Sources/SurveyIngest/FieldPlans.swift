internal import DelimitedText
internal import SurveyModel

/// How the plain fields of a file become columns of a table.
///
/// Each field has a ``FieldDecoding`` for the scanner. What a label stands for is whatever the careful
/// decoder made of the field when it came first, so there is one meaning of a field and not two.
struct FieldPlans {
  /// Where the values of a field go.
  enum Use {
    /// The codes of a closed column.
    case codes(column: Int)
    /// The numbers of a number column.
    case numbers(column: Int)
    /// The texts that are kept, of a text item.
    case texts(item: Int, column: Int)
    /// A part of the key.
    case key(part: Int)
    /// A direct identifier, whose pseudonyms go into a column, the key, or both.
    case identifier(item: Int, column: Int?, part: Int?)
    /// Whatever the careful decoder makes of a field's text, in any number of columns.
    case label(steps: [ColumnPlan.Step])

    /// Whether texts of the field may be kept.
    var isKeptText: Bool {
      switch self {
      case .texts, .identifier: true
      case .codes, .numbers, .key, .label: false
      }
    }
  }

  private(set) var decodings: [FieldDecoding]
  private(set) var uses: [(field: Int, use: Use)] = []

  /// - Parameters:
  ///   - plan: The careful plan.
  ///   - fieldCount: The number of fields in the header.
  ///   - study: The study.
  ///   - keepsTexts: Whether texts and keys become columns, or are only checked.
  init(_ plan: ColumnPlan, fieldCount: Int, study: Study, keepsTexts: Bool) {
    decodings = Array(repeating: .unread, count: fieldCount)
    var stepsOfField: [[ColumnPlan.Step]] = Array(repeating: [], count: fieldCount)
    for (field, step) in plan.steps { stepsOfField[field].append(step) }
    let keyParts = study.columns.key.count
    for (field, steps) in stepsOfField.enumerated() where !steps.isEmpty {
      let (decoding, use) = FieldPlans.decoding(
        of: steps, study: study, keyParts: keyParts, keepsTexts: keepsTexts)
      decodings[field] = decoding
      uses.append((field, use))
    }
  }

  private static func decoding(
    of steps: [ColumnPlan.Step], study: Study, keyParts: Int, keepsTexts: Bool
  ) -> (FieldDecoding, Use) {
    if let identifier = identifier(steps) { return (.text(isKept: true), identifier) }
    guard steps.count == 1 else { return (.label, .label(steps: steps)) }
    switch steps[0] {
    case .choice(_, let column, let decoder):
      return (.code(decoder.plain), .codes(column: column))
    case .number(let item, let column, let minimum, let maximum, let isInteger):
      let definition = study.questionnaire.items[item]
      let codes = [definition.missingCodes, study.questionnaire.missingCodes].flatMap {
        $0.codes.values.flatMap(\.self)
      }
      let decoding = NumberDecoding(
        range: (minimum ?? -.greatestFiniteMagnitude)...(maximum ?? .greatestFiniteMagnitude),
        isInteger: isInteger, exceptions: codes.compactMap { Double($0) })
      return (.number(decoding), .numbers(column: column))
    case .weight(let column):
      let decoding = NumberDecoding(range: 1e-9...1e12, isRequired: true)
      return (.number(decoding), .numbers(column: column))
    case .text(let item, let column):
      // Whether a text was answered may bear on skip rules and checks.
      let definition = study.questionnaire.items[item]
      let isKept =
        keepsTexts || definition.isRequired || !definition.askedIf.isEmpty
        || study.questionnaire.checks.contains { $0.items.contains(definition.id) }
      return (.text(isKept: isKept), .texts(item: item, column: column))
    case .key(let part):
      return (.key(isKept: keepsTexts || keyParts > 1, isOnly: keyParts == 1), .key(part: part))
    case .identifier, .identifierKey, .joined, .tick, .date, .unit, .stratum, .cluster, .population,
      .kept:
      return (.label, .label(steps: steps))
    }
  }

  /// The use of a field that is a direct identifier and nothing else.
  private static func identifier(_ steps: [ColumnPlan.Step]) -> Use? {
    var found: (item: Int, column: Int?, part: Int?)?
    for step in steps {
      switch step {
      case .identifier(let item, let column): found = (item, column, found?.part)
      case .identifierKey(let item, let part): found = (item, found?.column, part)
      default: return nil
      }
    }
    return found.map { .identifier(item: $0.item, column: $0.column, part: $0.part) }
  }
}
