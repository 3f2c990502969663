internal import SurveyModel

/// A scale with the place where it stands.
struct PlacedScale {
  var scale: ResponseScale
  var mark: Mark
}

/// An item with the place where it stands.
struct PlacedItem {
  var item: Item
  var mark: Mark
  /// Where the item's own options stand, for an item that names no scale.
  var ownScale: PlacedScale?
  /// For each of the item's skip rules, where its item and its codes stand.
  var skipReaders: [(item: SchemaReader, codes: [SchemaReader])] = []
}

extension [PlacedItem] {
  /// The shared scales together with the items' own.
  func scales(and shared: [String: PlacedScale]) -> [String: PlacedScale] {
    reduce(into: shared) { scales, placed in
      if let own = placed.ownScale { scales[own.scale.id] = own }
    }
  }
}

extension SchemaReader {
  func scales() -> [String: PlacedScale] {
    var scales: [String: PlacedScale] = [:]
    for (id, mark, value) in entries() {
      checkName(id, at: mark)
      let options = value.mapping { keys in keys.required("options")?.options() }
      if let options {
        scales[id] = PlacedScale(scale: ResponseScale(id: id, options: options), mark: mark)
      }
    }
    return scales
  }

  func options() -> [ResponseOption] {
    var codes: [String: Int] = [:]
    var texts: [String: String] = [:]
    let options = list().compactMap { reader -> ResponseOption? in
      reader.mapping { keys in
        let codeReader = keys.required("code")
        let code = codeReader?.text()
        let label = keys.required("label")?.label()
        let aliases = keys["aliases"]?.texts() ?? []
        guard let code, let label else { return nil }
        if let first = codes[code] {
          codeReader?.report(.duplicateName(code, what: .code, firstLine: first))
        }
        codes[code] = reader.node.mark.line
        for text in Set([code, label.vietnamese, label.english] + aliases) {
          if let other = texts[text], other != code { reader.report(.ambiguousOption(text)) }
          texts[text] = code
        }
        return ResponseOption(code: code, label: label, aliases: aliases)
      }
    }
    if !(1...MissingKind.maximumOptionCount).contains(options.count) {
      report(.optionCount(options.count, maximum: MissingKind.maximumOptionCount))
    }
    return options
  }

  func items(scales: [String: ResponseScale]) -> [PlacedItem] {
    let readers = list()
    var items: [PlacedItem] = []
    var lines: [String: Int] = [:]
    for reader in readers {
      guard let placed = reader.item(scales: scales) else { continue }
      if let first = lines[placed.item.id] {
        reader.report(.duplicateName(placed.item.id, what: .item, firstLine: first))
      } else {
        lines[placed.item.id] = reader.node.mark.line
      }
      items.append(placed)
    }
    checkSkipRules(of: items)
    return items
  }

  private func item(scales: [String: ResponseScale]) -> PlacedItem? {
    mapping { keys in
      let id = keys.required("id")?.name()
      let type = keys.required("type")?.choice(ItemType.self)
      let label = keys.required("label")?.label()
      let isRequired = keys["required"]?.boolean() ?? false
      let isReversed = keys["reversed"]?.boolean() ?? false
      let skips = keys["asked-if"]?.list().compactMap { $0.skipRule() } ?? []
      let pii = keys["pii"]?.choice(PIITag.self) ?? .none
      let missing = keys["missing"]?.missingCodes() ?? MissingCodes()
      let base = keys["base"]?.missingKinds()
      let scaleReader = keys["scale"]
      let optionsReader = keys["options"]
      let range = keys["range"]
      let isInteger = keys["integer"]
      let incidentReader = keys["incident"]
      let uniqueReader = keys["unique"]
      let severities = keys["severity"]?.severities() ?? []
      guard let type else { return nil }

      var ownScale: PlacedScale?
      let content: ItemContent
      switch type {
      case .single, .multiple:
        for (key, reader) in [("range", range), ("integer", isInteger)] {
          reader?.report(.conflict(key, with: "type: \(type.rawValue)"))
        }
        let scale = closedScale(
          id: id ?? "", named: scaleReader, options: optionsReader, among: scales, own: &ownScale)
        content = type == .single ? .single(scale) : .multiple(scale)
      case .number:
        let bounds = range?.numberRange()
        content = .number(
          minimum: bounds?.minimum, maximum: bounds?.maximum,
          isInteger: isInteger?.boolean() ?? false)
      case .text:
        content = .text
        range?.report(.conflict("range", with: "type: text"))
      case .date:
        let bounds = range?.dateRange()
        content = .date(minimum: bounds?.minimum, maximum: bounds?.maximum)
      }
      if type != .single && type != .multiple {
        for (key, reader) in [("scale", scaleReader), ("options", optionsReader)] {
          reader?.report(.conflict(key, with: "type: \(type.rawValue)"))
        }
      }
      if type != .single {
        incidentReader?.report(.conflict("incident", with: "type: \(type.rawValue)"))
      }
      if pii == .direct { incidentReader?.report(.conflict("incident", with: "pii: direct")) }
      if type != .single, isReversed {
        keys["reversed"]?.report(.conflict("reversed", with: "type: \(type.rawValue)"))
      }
      let incident =
        type == .single ? incidentReader?.incident(options: content.options) : nil
      let isUnique = uniqueReader?.boolean() ?? false
      if isUnique, type == .single || type == .multiple {
        uniqueReader?.report(.conflict("unique", with: "type: \(type.rawValue)"))
      }
      if isUnique, pii == .direct { uniqueReader?.report(.conflict("unique", with: "pii: direct")) }
      let rules: [ItemRule: Bool] = [
        .required: isRequired, .range: range != nil, .askedIf: !skips.isEmpty, .unique: isUnique,
        .referenceDate: type == .date,
      ]
      for entry in severities where rules[entry.rule] == false {
        entry.reader.report(.ruleNotStated(entry.rule.rawValue))
      }
      guard let id, let label else { return nil }
      var item = Item(
        id: id, label: label, content: content, isRequired: isRequired, isReversed: isReversed,
        askedIf: skips.map(\.rule), pii: pii, missingCodes: missing, base: base,
        incident: incident)
      item.isUnique = isUnique
      for entry in severities { item.severities[entry.rule] = entry.severity }
      return PlacedItem(
        item: item, mark: node.mark, ownScale: ownScale,
        skipReaders: skips.map { ($0.item, $0.codes) })
    }
  }

  /// How much it weighs that rules of an item are broken.
  private func severities() -> [(rule: ItemRule, severity: Severity, reader: SchemaReader)] {
    mapping { keys in
      ItemRule.allCases.compactMap { rule in
        guard let reader = keys[rule.rawValue] else { return nil }
        return reader.choice(Severity.self).map { (rule, $0, reader) }
      }
    } ?? []
  }

  private func closedScale(
    id: String, named: SchemaReader?, options: SchemaReader?, among scales: [String: ResponseScale],
    own: inout PlacedScale?
  ) -> ResponseScale {
    if let named, options != nil { named.report(.conflict("scale", with: "options")) }
    if let options {
      let scale = ResponseScale(id: id, options: options.options())
      own = PlacedScale(scale: scale, mark: options.node.mark)
      return scale
    }
    guard let named else {
      report(.missingOneKey(["scale", "options"]))
      return ResponseScale(id: id, options: [])
    }
    guard let name = named.text() else { return ResponseScale(id: id, options: []) }
    if let scale = scales[name] { return scale }
    named.report(
      .unknownName(name, what: .scale, nearest: name.nearest(among: scales.keys.sorted())))
    return ResponseScale(id: name, options: [])
  }

  private func skipRule() -> (rule: SkipRule, item: SchemaReader, codes: [SchemaReader])? {
    mapping { keys in
      let itemReader = keys.required("item")
      let item = itemReader?.text()
      let included = keys["in"]
      let excluded = keys["not-in"]
      if let included, excluded != nil { included.report(.conflict("in", with: "not-in")) }
      guard let codes = included ?? excluded else {
        report(.missingOneKey(["in", "not-in"]))
        return nil
      }
      let readers = codes.list()
      if case .sequence = codes.node, readers.isEmpty { codes.report(.empty) }
      let texts = readers.compactMap { $0.text() }
      guard let item, let itemReader, texts.count == readers.count else { return nil }
      return (
        SkipRule(item: item, codes: texts, isIncluded: excluded == nil), itemReader, readers
      )
    }
  }

  private func checkSkipRules(of items: [PlacedItem]) {
    let byID = Dictionary(
      items.map { ($0.item.id, $0.item) }, uniquingKeysWith: { first, _ in first })
    for placed in items {
      for (rule, readers) in zip(placed.item.askedIf, placed.skipReaders) {
        guard rule.item != placed.item.id else {
          readers.item.report(.ownCondition(rule.item))
          continue
        }
        guard let decider = byID[rule.item] else {
          let nearest = rule.item.nearest(among: items.map(\.item.id))
          readers.item.report(.unknownName(rule.item, what: .item, nearest: nearest))
          continue
        }
        guard !decider.options.isEmpty else {
          readers.item.report(.noOptions(rule.item))
          continue
        }
        let codes = decider.options.map(\.code)
        for (code, reader) in zip(rule.codes, readers.codes) where !codes.contains(code) {
          reader.report(.unknownName(code, what: .code, nearest: code.nearest(among: codes)))
        }
      }
    }
  }

  private func incident(options: [ResponseOption]) -> IncidentDefinition? {
    mapping { keys in
      let kind = keys.required("kind")?.choice(IncidentKind.self)
      let basis = keys.required("basis")?.choice(IncidentBasis.self)
      let report = keys.required("report")
      let codes = options.map(\.code)
      let reported = report?.list().compactMap { reader -> String? in
        guard let code = reader.text() else { return nil }
        if !codes.contains(code) {
          reader.report(.unknownName(code, what: .code, nearest: code.nearest(among: codes)))
        }
        return code
      }
      if let report, reported?.isEmpty == true { report.report(.empty) }
      guard let kind, let basis, let reported else { return nil }
      return IncidentDefinition(kind: kind, basis: basis, reportCodes: reported)
    }
  }

  private func numberRange() -> (minimum: Double?, maximum: Double?)? {
    mapping { keys in
      let range = (minimum: keys["min"]?.number(), maximum: keys["max"]?.number())
      if let low = range.minimum, let high = range.maximum, low > high {
        report(.emptyRange)
      }
      return range
    }
  }

  private func dateRange() -> (minimum: CalendarDay?, maximum: CalendarDay?)? {
    mapping { keys in
      let range = (minimum: keys["min"]?.date(), maximum: keys["max"]?.date())
      if let low = range.minimum, let high = range.maximum, low > high {
        report(.emptyRange)
      }
      return range
    }
  }
}

/// What `type:` may say.
enum ItemType: String, CaseIterable {
  case single
  case multiple
  case number
  case text
  case date
}
