internal import SurveyModel

/// The names of units without what kind of unit each is: `Bình Hoà` of `Xã Bình Hoà`.
///
/// A text fits a unit whose name is the same without its kind, a number of a list before it left off
/// (`1. X. Bình Hoà`), unless the kinds of both are said and differ. Only what fits one unit counts; units in
/// force come before the others.
struct UnitNames {
  private struct Entry {
    var position: Int
    var kind: String?
    var isInForce: Bool
  }

  /// A kind as the words before a name, folded; the shorter are abbreviations.
  private static let kinds: [(words: [Substring], kind: String)] = [
    (["thi", "tran"], "thi tran"), (["thanh", "pho"], "thanh pho"), (["thi", "xa"], "thi xa"),
    (["dac", "khu"], "dac khu"), (["phuong"], "phuong"), (["huyen"], "huyen"), (["quan"], "quan"),
    (["tinh"], "tinh"), (["xa"], "xa"), (["tt"], "thi tran"), (["tp"], "thanh pho"),
    (["tx"], "thi xa"), (["dk"], "dac khu"), (["x"], "xa"), (["p"], "phuong"), (["h"], "huyen"),
    (["q"], "quan"),
  ]

  private var byName: [String: [Entry]] = [:]

  init(_ registry: UnitRegistry, on day: CalendarDay?) {
    for (position, unit) in registry.units.enumerated() {
      let (name, kind) = UnitNames.parts(of: unit.name)
      byName[name, default: []].append(
        Entry(position: position, kind: kind, isInForce: unit.isInForce(on: day)))
    }
  }

  /// The only unit that a text fits.
  func position(of text: String) -> Int? {
    let (name, kind) = UnitNames.parts(of: text)
    // Units of which nothing but a number is left are told apart by their kind only.
    guard name.contains(where: \.isLetter) else { return nil }
    let fitting = (byName[name] ?? []).filter { $0.kind == kind || kind == nil || $0.kind == nil }
    let inForce = fitting.filter(\.isInForce)
    let found = inForce.isEmpty ? fitting : inForce
    return found.count == 1 ? found[0].position : nil
  }

  /// The unit with the name most like a text, the kinds of both left off.
  func nearest(to text: String) -> Int? {
    let (name, _) = UnitNames.parts(of: text)
    return name.nearest(among: byName.keys.sorted()).flatMap { byName[$0]?.first?.position }
  }

  /// The folded name without the number of a list before it and without its kind, and the kind.
  private static func parts(of text: String) -> (name: String, kind: String?) {
    var words = FoldedText(text).key.split(separator: " ")[...]
    if words.count > 1, words.first?.allSatisfy(\.isNumber) ?? false { words = words.dropFirst() }
    for (lead, kind) in kinds where words.count > lead.count && words.starts(with: lead) {
      return (words.dropFirst(lead.count).joined(separator: " "), kind)
    }
    return (words.joined(separator: " "), nil)
  }
}
