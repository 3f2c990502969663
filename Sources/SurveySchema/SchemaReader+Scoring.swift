internal import SurveyModel

extension SchemaReader {
  /// The axis tree; this reader stands at its root.
  func axisTree(items: [Item]) -> Axis? {
    var nodeLines: [String: Int] = [:]
    var criterionLines: [String: Int] = [:]
    return axis(depth: 0, items: items, nodeLines: &nodeLines, criterionLines: &criterionLines)
  }

  private func axis(
    depth: Int, items: [Item], nodeLines: inout [String: Int], criterionLines: inout [String: Int]
  ) -> Axis? {
    // The closure of `mapping` cannot capture inout parameters, hence the copies.
    var nodes = nodeLines
    var criteria = criterionLines
    let axis = mapping { keys -> Axis? in
      let idReader = keys.required("id")
      let id = idReader?.name()
      let label = keys.required("label")?.label()
      let stated = depth == 0 ? nil : keys["kind"]?.choice(among: [Axis.Kind.axis, .factor])
      let childReaders = keys["children"]
      let itemReaders = keys["items"]
      if let id {
        if let first = nodes[id] {
          idReader?.report(.duplicateName(id, what: .node, firstLine: first))
        }
        nodes[id] = node.mark.line
      }
      if (childReaders == nil) == (itemReaders == nil) { report(.emptyNode(id ?? "")) }
      let children =
        childReaders?.list().compactMap { reader in
          reader.axis(
            depth: depth + 1, items: items, nodeLines: &nodes, criterionLines: &criteria)
        } ?? []
      let ids =
        itemReaders?.list().compactMap { $0.criterion(items: items, lines: &criteria) } ?? []
      if case .sequence(let nodes, _) = itemReaders?.node, nodes.isEmpty {
        report(.emptyNode(id ?? ""))
      }
      guard let id, let label else { return nil }
      let kind: Axis.Kind = depth == 0 ? .index : stated ?? (depth == 1 ? .axis : .factor)
      return Axis(id: id, label: label, kind: kind, children: children, criteria: ids)
    }
    nodeLines = nodes
    criterionLines = criteria
    return axis
  }

  private func criterion(items: [Item], lines: inout [String: Int]) -> String? {
    guard let id = text() else { return nil }
    guard let item = items.first(where: { $0.id == id }) else {
      report(.unknownName(id, what: .item, nearest: id.nearest(among: items.map(\.id))))
      return nil
    }
    guard case .single = item.content, item.pii != .direct else {
      report(.notACriterion(id))
      return nil
    }
    if let first = lines[id] {
      report(.duplicateName(id, what: .item, firstLine: first))
      return nil
    }
    lines[id] = node.mark.line
    return id
  }

  func profiles(
    scales: [String: PlacedScale], criteria: [String], items: [Item]
  ) -> (profiles: [ScoringProfile], defaultName: String)? {
    var profiles: [ScoringProfile] = []
    var defaults: [String] = []
    for (name, mark, reader) in entries() {
      checkName(name, at: mark)
      let profile = reader.mapping { keys -> ScoringProfile? in
        if keys["default"]?.boolean() == true { defaults.append(name) }
        let label = keys["label"]?.label() ?? LocalizedText(name)
        let scores = keys.required("scores")?.scores(scales: scales)
        return scores.map { ScoringProfile(name: name, label: label, scores: $0) }
      }
      guard let profile else { continue }
      profiles.append(profile)
      let criterionScales = items.filter { criteria.contains($0.id) }.compactMap(\.scale)
      for scale in Dictionary(grouping: criterionScales, by: \.id).compactMap(\.value.first)
        .sorted(by: { $0.id < $1.id })
      {
        let scored = profile.scores[scale.id] ?? [:]
        let unscored = scale.options.map(\.code).filter { scored[$0] == nil }
        if !unscored.isEmpty {
          reader.report(.unscored(profile: name, scale: scale.id, codes: unscored))
        }
      }
    }
    if !profiles.isEmpty && defaults.count != 1 { report(.defaultProfiles(defaults.count)) }
    return defaults.first.map { (profiles, $0) }
  }

  private func scores(scales: [String: PlacedScale]) -> [String: [String: Double]] {
    var scores: [String: [String: Double]] = [:]
    for (scaleID, mark, reader) in entries() {
      guard let scale = scales[scaleID]?.scale else {
        let nearest = scaleID.nearest(among: scales.keys.sorted())
        problems.report(.unknownName(scaleID, what: .scale, nearest: nearest), at: mark, path: path)
        continue
      }
      let codes = scale.options.map(\.code)
      for (code, codeMark, value) in reader.entries() {
        if !codes.contains(code) {
          problems.report(
            .unknownName(code, what: .code, nearest: code.nearest(among: codes)), at: codeMark,
            path: reader.path)
        }
        // A score that is no number has its own problem, and is not missing as well.
        scores[scaleID, default: [:]][code] = value.number(0...1) ?? .nan
      }
    }
    return scores
  }

  func rollUps(index: Axis?) -> (rollUps: [RollUp], defaultName: String)? {
    mapping { keys in
      let defaultReader = keys["default"]
      var rollUps = RollUp.builtIn
      for (name, mark, reader) in keys["weights"]?.entries() ?? [] {
        reader.checkName(name, at: mark)
        if RollUp.builtIn.contains(where: { $0.name == name }) {
          reader.report(.reservedName(name), at: mark)
        }
        let children = index?.children.map(\.id) ?? []
        var weights: [String: Double] = [:]
        for (id, childMark, value) in reader.entries() {
          if index != nil, !children.contains(id) {
            problems.report(
              .unknownName(id, what: .node, nearest: id.nearest(among: children)), at: childMark,
              path: reader.path)
          }
          weights[id] = value.number(0...1e9)
        }
        if weights.values.reduce(0, +) <= 0 { reader.report(.noWeight) }
        rollUps.append(RollUp(name: name, rule: .stated(weights)))
      }
      let defaultName = defaultReader?.text() ?? RollUp.equalCriteria.name
      if !rollUps.contains(where: { $0.name == defaultName }) {
        let nearest = defaultName.nearest(among: rollUps.map(\.name))
        defaultReader?.report(.unknownName(defaultName, what: .rollUp, nearest: nearest))
      }
      return (rollUps, defaultName)
    }
  }
}

extension Item {
  /// The scale of a single-choice item.
  fileprivate var scale: ResponseScale? {
    if case .single(let scale) = content { scale } else { nil }
  }
}
