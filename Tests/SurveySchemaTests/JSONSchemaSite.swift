import Foundation
import Testing

/// A place in a file where a JSON Schema lists all keys that may stand there.
struct JSONSchemaSite: CustomTestStringConvertible, Sendable {
  /// The steps from the root: a key, `*` for a name of the author's own, `[]` for a list's element.
  var steps: [String]
  /// The keys.
  var keys: Set<String>
  /// The keys that must be there.
  var required: Set<String>
  /// Whether one of several shapes is asked for, each with keys of its own.
  var isAlternative: Bool

  /// The path as problems write it, list elements being the first and names `x`.
  var path: String {
    steps.reduce("") { path, step in
      switch step {
      case "[]": path + "[0]"
      case "*": path.isEmpty ? "x" : path + ".x"
      default: path.isEmpty ? step : "\(path).\(step)"
      }
    }
  }

  var testDescription: String { path.isEmpty ? "the root" : path }

  /// A document with `bogus` at the site, and `context`'s keys at the paths it names.
  func probe(context: [String: String]) -> String {
    probe(from: 0, path: "", context: context)
  }

  private func probe(from depth: Int, path: String, context: [String: String]) -> String {
    let site = JSONSchemaSite(
      steps: Array(steps.prefix(depth)), keys: [], required: [], isAlternative: false)
    let step = depth < steps.count ? steps[depth] : nil
    if step == "[]" { return "[\(probe(from: depth + 1, path: path, context: context))]" }
    let here = context[site.path].map { $0 + ", " } ?? ""
    guard let step else { return "{\(here)bogus: 1}" }
    let below = probe(from: depth + 1, path: path, context: context)
    return "{\(here)\(step == "*" ? "x" : step): \(below)}"
  }
}

extension JSONSchemaSite {
  private typealias Object = [String: Any]

  /// The sites of a JSON Schema; a definition that holds itself is followed once.
  static func all(in file: URL) throws -> [JSONSchemaSite] {
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Object ?? [:]
    var sites: [String: JSONSchemaSite] = [:]
    visit(root, steps: [], root: root, followed: [], into: &sites)
    return sites.values.sorted { $0.path < $1.path }
  }

  private static func visit(
    _ schema: Object, steps: [String], root: Object, followed: [String],
    into sites: inout [String: JSONSchemaSite]
  ) {
    if let reference = schema["$ref"] as? String {
      guard !followed.contains(reference) else { return }
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      let definition = (root["$defs"] as? Object)?[name] as? Object ?? [:]
      visit(
        definition, steps: steps, root: root, followed: followed + [reference], into: &sites)
    }
    let alternatives = schema["oneOf"] as? [Object] ?? []
    for alternative in alternatives {
      visit(alternative, steps: steps, root: root, followed: followed, into: &sites)
    }
    let properties = schema["properties"] as? Object
    if let properties, schema["additionalProperties"] as? Bool == false {
      var site = JSONSchemaSite(
        steps: steps, keys: Set(properties.keys),
        required: Set(schema["required"] as? [String] ?? []), isAlternative: !alternatives.isEmpty)
      if let other = sites[site.path] {
        site.keys.formUnion(other.keys)
        site.isAlternative = true
      }
      sites[site.path] = site
    }
    let below: [(String, Any?)] =
      (properties ?? [:]).map { ($0.key, $0.value) } + [
        ("*", schema["additionalProperties"]), ("[]", schema["items"]),
      ]
    for (step, value) in below {
      guard let value = value as? Object else { continue }
      visit(value, steps: steps + [step], root: root, followed: followed, into: &sites)
    }
  }
}
