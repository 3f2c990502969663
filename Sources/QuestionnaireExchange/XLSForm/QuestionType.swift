internal import SurveyModel

/// What a row of `survey` is, by its type.
enum QuestionType: Hashable {
  case single(list: String, hasOther: Bool)
  case multiple(list: String, hasOther: Bool)
  case number(isInteger: Bool)
  case text
  case phone
  case date
  case beginGroup
  case endGroup
  case beginRepeat
  case external
  /// Shown, calculated or recorded by the device: no answer of a respondent.
  case unasked
  /// Asked, but nothing a questionnaire describes, and of no use to an index.
  case media
  case unsupported
  case unknown(nearest: String?)

  /// Reads a type, in the spellings of XLSForm and of its forerunners.
  init(_ raw: String) {
    let words = raw.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    let type = words.joined(separator: " ").replacing("_", with: " ")
    if let kind = QuestionType.plain[type] {
      self = kind
      return
    }
    if type.hasPrefix("begin repeat") || type.hasPrefix("begin loop")
      || type.hasPrefix("begin lgroup") || type.hasPrefix("begin looped group")
    {
      self = .beginRepeat
    } else if type.contains("from file") || type.contains("external")
      || type.hasPrefix("cascading select")
    {
      self = .external
    } else if type.hasPrefix("rank ") || type.hasPrefix("include") {
      self = .unsupported
    } else if let (list, hasOther) = QuestionType.list(of: raw, after: QuestionType.singleWords) {
      self = .single(list: list, hasOther: hasOther)
    } else if let (list, hasOther) = QuestionType.list(of: raw, after: QuestionType.multipleWords) {
      self = .multiple(list: list, hasOther: hasOther)
    } else {
      let known = QuestionType.plain.keys.sorted() + ["select one", "select multiple"]
      // The name of a list may stand behind the words that are misspelt.
      let heads =
        [type]
        + [1, 2].map { count in
          words.prefix(count).joined(separator: " ").replacing("_", with: " ")
        }
      let nearest = heads.lazy.compactMap { $0.nearest(among: known) }.first
      self = .unknown(nearest: nearest?.replacing(" ", with: "_"))
    }
  }

  /// The list's name behind one of `beginnings`, and whether "other" is offered besides.
  private static func list(
    of raw: String, after beginnings: [String]
  ) -> (list: String, hasOther: Bool)? {
    var words = raw.split(whereSeparator: \.isWhitespace).map(String.init)
    let plain = words.map { $0.lowercased().replacing("_", with: " ") }.joined(separator: " ")
    guard let beginning = beginnings.first(where: { plain.hasPrefix($0 + " ") }) else { return nil }
    var length = 0
    while length < beginning.count, !words.isEmpty { length += words.removeFirst().count + 1 }
    let ending = words.dropFirst().joined(separator: " ").lowercased().replacing("_", with: " ")
    guard let list = words.first, ["", "or other", "or specify other"].contains(ending)
    else { return nil }
    return (list.composed, !ending.isEmpty)
  }

  private static let singleWords = [
    "add select one prompt using", "select one from", "select one", "select1",
  ]
  private static let multipleWords = [
    "add select multiple prompt using", "select all that apply from", "select all that apply",
    "select multiple from", "select multiple",
  ]

  private static let plain: [String: QuestionType] = {
    var types: [String: QuestionType] = [
      "integer": .number(isInteger: true), "int": .number(isInteger: true),
      "decimal": .number(isInteger: false), "range": .number(isInteger: false), "text": .text,
      "string": .text, "barcode": .text, "time": .text, "phone number": .phone, "date": .date,
      "datetime": .date, "begin group": .beginGroup, "end group": .endGroup,
      "end repeat": .endGroup, "end loop": .endGroup, "end lgroup": .endGroup,
      "end looped group": .endGroup,
    ]
    for name in [
      "note", "calculate", "hidden", "start", "end", "today", "deviceid", "imei", "username",
      "phonenumber", "simserial", "subscriberid", "email", "audit", "start-geopoint",
      "background-audio", "background-geopoint", "xml-external", "csv-external", "uri:deviceid",
      "uri:username", "uri:phonenumber", "uri:email", "uri:simserial", "uri:subscriberid",
    ] {
      types[name] = .unasked
    }
    for name in [
      "image", "photo", "audio", "video", "file", "geopoint", "geotrace", "geoshape", "acknowledge",
      "trigger",
    ] {
      types[name] = .media
    }
    return types
  }()
}
