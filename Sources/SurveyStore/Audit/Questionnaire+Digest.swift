internal import Digests
internal import SurveyModel

extension Questionnaire {
  /// SHA-256 of what is asked: id, version, and for each item its words, kind, codes and conditions.
  ///
  /// Scores and axes are not in it: they may change without a batch meaning anything else.
  var digest: String {
    let digest = SHA256()
    func add(_ texts: String...) { for text in texts { digest.add(counted: Array(text.utf8)) } }
    func text<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "" }
    add(id, version)
    for item in items {
      add(item.id, item.label.vietnamese, item.label.english, item.pii.rawValue)
      add("\(item.isRequired)", "\(item.isReversed)")
      switch item.content {
      case .single: add("single")
      case .multiple: add("multiple")
      case .number(let minimum, let maximum, let isInteger):
        add("number", text(minimum), text(maximum), "\(isInteger)")
      case .text: add("text")
      case .date(let minimum, let maximum): add("date", text(minimum), text(maximum))
      }
      for option in item.options {
        add("option", option.code, option.label.vietnamese, option.label.english)
      }
      for rule in item.askedIf {
        add("if", rule.item, "\(rule.isIncluded)", rule.codes.joined(separator: "\u{1F}"))
      }
    }
    return digest.hexadecimal()
  }
}
