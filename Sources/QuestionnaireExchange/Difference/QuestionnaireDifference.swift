public import SurveyModel

/// What changed between two editions of a form.
///
/// Items are matched by an `EditionMap`, or by their ids where there is none. Options
/// are compared once for each pair of scales, and the items concerned are listed with the change.
/// The forms' ids, versions, decisions and lists of what is not known are no changes.
public struct QuestionnaireDifference: Hashable, Sendable {
  /// The older form.
  public let from: Edition
  /// The newer form.
  public let to: Edition
  /// The changes: those of the form, its items, its options, its scores, its axes.
  public let changes: [Change]

  /// A form's name and version.
  public struct Edition: Hashable, Sendable {
    /// The form's id.
    public var id: String
    /// The version of its description.
    public var version: String
  }

  /// One change.
  public struct Change: Hashable, Sendable {
    /// What happened.
    public var kind: Kind
    /// The id of the item, scale, node or profile; of the newer form where it was added.
    public var subject: String
    /// Its id in the newer form, where that is another.
    public var renamedTo: String?
    /// What of the subject changed: an option's code, a key of the form's file.
    public var part: String?
    /// What stood there; nil where nothing did.
    public var before: LocalizedText?
    /// What stands there now; nil where nothing does.
    public var after: LocalizedText?
    /// The items concerned, by their ids in the newer form, where a scale changed.
    public var items: [String]

    /// Makes a change.
    init(
      _ kind: Kind, _ subject: String, renamedTo: String? = nil, part: String? = nil,
      before: LocalizedText? = nil, after: LocalizedText? = nil, items: [String] = []
    ) {
      self.kind = kind
      self.subject = subject
      self.renamedTo = renamedTo == subject ? nil : renamedTo
      self.part = part
      self.before = before.flatMap { $0 == LocalizedText("") ? nil : $0 }
      self.after = after.flatMap { $0 == LocalizedText("") ? nil : $0 }
      self.items = items
    }
  }

  /// What can change.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A property of the form as a whole, named by the key of its file.
    case form
    /// An item that the older form does not have.
    case itemAdded = "item-added"
    /// An item that the newer form does not have.
    case itemRemoved = "item-removed"
    /// An item that stands elsewhere among the items of both forms; before and after are numbers.
    case itemMoved = "item-moved"
    /// Another wording of an item.
    case itemReworded = "item-reworded"
    /// Another property of an item, named by the key of its file.
    case itemChanged = "item-changed"
    /// An item that uses another scale.
    case scaleChanged = "scale-changed"
    /// An option that the older scale does not have.
    case optionAdded = "option-added"
    /// An option that the newer scale does not have.
    case optionRemoved = "option-removed"
    /// Another wording of an option.
    case optionReworded = "option-reworded"
    /// Other texts that are accepted as an option.
    case aliasesChanged = "aliases-changed"
    /// Another order of the options of both scales.
    case optionsReordered = "options-reordered"
    /// An option that scores otherwise; the subject is the profile.
    case optionRescored = "option-rescored"
    /// A profile that the older form does not have.
    case profileAdded = "profile-added"
    /// A profile that the newer form does not have.
    case profileRemoved = "profile-removed"
    /// A node of the axis tree that the older form does not have.
    case nodeAdded = "node-added"
    /// A node of the axis tree that the newer form does not have.
    case nodeRemoved = "node-removed"
    /// Another title of a node.
    case nodeReworded = "node-reworded"
    /// A node that stands below another one; before and after are their ids.
    case nodeMoved = "node-moved"
    /// A node with other criteria; before and after are those that left and those that came.
    case criteriaChanged = "criteria-changed"
  }

  /// Whether the forms are the same in all that is compared.
  public var isEmpty: Bool { changes.isEmpty }

  /// Compares two forms.
  ///
  /// - Parameters:
  ///   - older: The older form.
  ///   - newer: The newer form.
  ///   - map: Which items correspond; nil matches items of one id.
  /// - Complexity: O(*items*² + *nodes*²).
  public init(from older: Questionnaire, to newer: Questionnaire, map: EditionMap? = nil) {
    from = Edition(id: older.id, version: older.version)
    to = Edition(id: newer.id, version: newer.version)
    let map = map ?? EditionMap(sameIDsOf: older, and: newer)
    changes =
      Self.changes(ofForm: older, newer)
      + ItemComparison(older: older, newer: newer, map: map).changes
      + ScaleComparison(older: older, newer: newer, map: map).changes
      + AxisComparison(older: older, newer: newer, map: map).changes
  }

  private static func changes(ofForm older: Questionnaire, _ newer: Questionnaire) -> [Change] {
    var changes: [Change] = []
    let compare = { (part: String, before: String, after: String) in
      if before != after {
        changes.append(
          Change(
            .form, newer.id, part: part, before: LocalizedText(before),
            after: LocalizedText(after)))
      }
    }
    if older.title != newer.title {
      changes.append(
        Change(.form, newer.id, part: "title", before: older.title, after: newer.title))
    }
    compare("missing", older.missingCodes.plainText, newer.missingCodes.plainText)
    compare("base", older.base.plainText, newer.base.plainText)
    changes += checkChanges(older.checks, newer.checks, form: newer.id)
    compare("profiles.default", older.defaultProfile, newer.defaultProfile)
    for profile in older.profiles {
      guard let other = newer.profiles.first(where: { $0.name == profile.name }),
        other.label != profile.label
      else { continue }
      changes.append(
        Change(
          .form, newer.id, part: "profiles.\(profile.name).label", before: profile.label,
          after: other.label))
    }
    compare("rollup.default", older.defaultRollUp, newer.defaultRollUp)
    compare("rollup.weights", older.weightsText, newer.weightsText)
    return changes
  }
}

extension QuestionnaireDifference {
  /// The checks that are not the same in both forms, those of the older form first.
  private static func checkChanges(
    _ older: [CrossCheck], _ newer: [CrossCheck], form: String
  ) -> [Change] {
    let ids = older.map(\.id) + newer.map(\.id).filter { id in !older.contains { $0.id == id } }
    return ids.compactMap { id in
      let before = older.first { $0.id == id }
      let after = newer.first { $0.id == id }
      guard before != after else { return nil }
      return Change(
        .form, form, part: "checks.\(id)", before: before?.words, after: after?.words)
    }
  }
}

extension CrossCheck {
  /// The check for a reader: `q20 = 1 → q21 is missing (warning): No fee, but an amount`.
  var words: LocalizedText {
    let rule = "\(statement) (\(severity.rawValue))"
    return LocalizedText(
      vi: "\(rule): \(message.vietnamese)", en: "\(rule): \(message.english)")
  }

  /// The conditions as their author wrote them: `q20 = 1 → q21 is missing`.
  var statement: String {
    (premise.map { "\($0.text) → " } ?? "") + requirement.text
  }
}

extension MissingCodes {
  /// The codes for a reader: `dont-know: 8, 9; refused: 7`.
  var plainText: String {
    MissingKind.allCases.compactMap { kind in
      guard let codes = codes[kind], !codes.isEmpty else { return nil }
      return "\(kind.rawValue): \(codes.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}

extension Set<MissingKind> {
  /// The kinds for a reader, in their order: `[blank, refused]`.
  var plainText: String {
    "[\(MissingKind.allCases.filter(contains).map(\.rawValue).joined(separator: ", "))]"
  }
}

extension Questionnaire {
  /// The stated weights for a reader, the children of the index by name.
  fileprivate var weightsText: String {
    rollUps.compactMap { rollUp -> String? in
      guard case .stated(let weights) = rollUp.rule else { return nil }
      let pairs = weights.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plainText)" }
      return "\(rollUp.name): {\(pairs.joined(separator: ", "))}"
    }.joined(separator: "; ")
  }
}
