internal import Foundation
internal import SurveyModel

extension SchemaReader {
  /// The study; problems of the questionnaire and the units go to `otherProblems`.
  func study(files: StudyFiles, otherProblems: inout [SchemaProblem]) -> Study? {
    var others: [SchemaProblem] = []
    let study = mapping { keys -> Study? in
      let id = keys.required("study")?.name()
      let title = keys.required("title")?.label()
      let wave = keys.required("wave")?.text()
      let questionnaire = keys.required("questionnaire")?.questionnaire(
        files: files, others: &others)
      let referenceDate = keys.required("reference-date")?.date()
      let language = keys["language"]?.choice(Language.self) ?? .vietnamese
      let units = keys.required("units")?.units(files: files, others: &others)
      let columns = keys.required("columns")?.studyColumns(questionnaire: questionnaire)
      let codeMaps = keys["codes"]?.codeMaps(questionnaire: questionnaire) ?? [:]
      let kinds = units?.kinds
      let design = keys["design"]?.design(kinds: kinds) ?? DesignSpecification()
      let scoring =
        keys["scoring"]?.scoring(questionnaire: questionnaire, kinds: kinds) ?? ScoringChoice()
      let publication = keys["publication"]?.publication() ?? PublicationRule()
      let flags = keys["flags"]?.flagRules() ?? FlagRules()
      let simulation = keys["simulation"]?.simulationSettings() ?? SimulationSettings()
      guard let id, let title, let wave, let questionnaire, let units, let columns else {
        return nil
      }
      return Study(
        id: id, title: title, wave: wave, questionnaire: questionnaire,
        referenceDate: referenceDate, language: language, units: units, columns: columns,
        codeMaps: codeMaps, design: design, scoring: scoring, publication: publication,
        flagRules: flags, simulation: simulation)
    }
    otherProblems += others
    return study
  }

  private func questionnaire(files: StudyFiles, others: inout [SchemaProblem]) -> Questionnaire? {
    guard let name = text() else { return nil }
    guard let url = files.questionnaire(named: name) else {
      let nearest = name.nearest(among: files.knownQuestionnaires)
      report(.unknownName(name, what: .questionnaire, nearest: nearest))
      return nil
    }
    do {
      return try Questionnaire(contentsOf: url)
    } catch {
      others += error.problems
      return nil
    }
  }

  private func units(files: StudyFiles, others: inout [SchemaProblem]) -> UnitRegistry? {
    guard let name = text() else { return nil }
    do {
      return try UnitRegistry(contentsOf: files.folder.appending(path: name))
    } catch {
      others += error.problems
      return nil
    }
  }

  private func studyColumns(questionnaire: Questionnaire?) -> StudyColumns? {
    mapping { keys in
      let unit = keys.required("unit")?.text()
      let key = keys["key"]?.textOrTexts() ?? []
      var aliases: [String: [String]] = [:]
      for (item, mark, value) in keys["aliases"]?.entries() ?? [] {
        checkItem(item, in: questionnaire, at: mark, path: "columns.aliases")
        aliases[item] = value.textOrTexts()
      }
      let ignored = keys["ignore"]?.textOrTexts() ?? []
      return unit.map { StudyColumns(unit: $0, key: key, aliases: aliases, ignored: ignored) }
    }
  }

  private func textOrTexts() -> [String] {
    if case .scalar = node { return text().map { [$0] } ?? [] }
    return texts()
  }

  private func checkItem(
    _ id: String, in questionnaire: Questionnaire?, at mark: Mark, path: String
  ) {
    guard let questionnaire, questionnaire.item(id) == nil else { return }
    let nearest = id.nearest(among: questionnaire.items.map(\.id))
    problems.report(.unknownName(id, what: .item, nearest: nearest), at: mark, path: path)
  }

  private func codeMaps(questionnaire: Questionnaire?) -> [String: [String: String]] {
    var maps: [String: [String: String]] = [:]
    for (name, mark, reader) in entries() {
      let options = questionnaire.map { questionnaire in
        questionnaire.items.first { $0.id == name || $0.scaleID == name }?.options ?? []
      }
      if questionnaire?.item(name) != nil, options?.isEmpty == true {
        problems.report(.noOptions(name), at: mark, path: path)
      } else if options?.isEmpty == true {
        let closed = questionnaire?.items.filter { !$0.options.isEmpty } ?? []
        let known = closed.flatMap { [$0.id, $0.scaleID].compactMap(\.self) }
        problems.report(
          .unknownName(name, what: .scale, nearest: name.nearest(among: known)), at: mark,
          path: path)
      }
      let codes = options?.map(\.code) ?? []
      for (raw, _, value) in reader.entries() {
        guard let code = value.text() else { continue }
        if options?.isEmpty == false, !codes.contains(code) {
          value.report(.unknownName(code, what: .code, nearest: code.nearest(among: codes)))
        }
        maps[name, default: [:]][raw] = code
      }
    }
    return maps
  }

  private func design(kinds: [UnitKind]?) -> DesignSpecification? {
    mapping { keys in
      let strata = keys["strata"]?.designSource(kinds: kinds, allowRespondent: false)
      let stages = keys["stages"]?.list().compactMap { reader in
        reader.mapping { keys -> SamplingStage? in
          let cluster = keys.required("cluster")?.designSource(kinds: kinds, allowRespondent: true)
          let population = keys["population"]?.populationSource()
          return cluster.map { SamplingStage(cluster: $0, population: population) }
        }
      }
      let weight = keys["weight"]?.mapping { $0.required("column")?.text() }
      let lonely = keys["lonely-psu"]?.choice(LonelyPSUTreatment.self) ?? .fail
      let domains = keys["domains"]?.choice(DomainTreatment.self) ?? .design
      return DesignSpecification(
        strata: strata, stages: stages ?? [], weightColumn: weight, lonelyPSU: lonely,
        domains: domains)
    }
  }

  private func designSource(kinds: [UnitKind]?, allowRespondent: Bool) -> DesignSource? {
    mapping { keys in
      let column = keys["column"]
      let level = keys["level"]
      let respondent = allowRespondent ? keys["respondent"] : nil
      if let column {
        level?.report(.conflict("level", with: "column"))
        return column.text().map { .column($0) }
      }
      if let level { return level.unitKind(among: kinds).map { .level($0) } }
      if respondent?.boolean() == true { return .respondent }
      report(.missingOneKey(["column", "level"] + (allowRespondent ? ["respondent: true"] : [])))
      return nil
    }
  }

  private func unitKind(among kinds: [UnitKind]?) -> UnitKind? {
    guard let text = text() else { return nil }
    let kind = UnitKind(rawValue: text)
    if let kinds, !kinds.contains(kind) {
      report(.unknownName(text, what: .level, nearest: text.nearest(among: kinds.map(\.rawValue))))
    }
    return kind
  }

  private func populationSource() -> PopulationSource? {
    guard case .mapping(let pairs, _) = node else {
      report(.wrongShape(expected: .mapping))
      return nil
    }
    if pairs.contains(where: { $0.key == "column" }) {
      return mapping { $0["column"]?.text().map { .column($0) } }
    }
    var sizes: [String: Double] = [:]
    for (name, _, value) in entries() { sizes[name] = value.number(1...1e12) }
    return .stated(sizes)
  }
}

extension Item {
  /// The name of the item's scale, nil for an item that is not closed.
  fileprivate var scaleID: String? {
    switch content {
    case .single(let scale), .multiple(let scale): scale.id
    case .number, .text, .date: nil
    }
  }
}
