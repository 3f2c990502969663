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
      let design = keys["design"]?.design(units: units) ?? DesignSpecification()
      let scoring =
        keys["scoring"]?.scoring(questionnaire: questionnaire, kinds: kinds) ?? ScoringChoice()
      let publication = keys["publication"]?.publication() ?? PublicationRule()
      let flags = keys["flags"]?.flagRules() ?? FlagRules()
      let simulation = keys["simulation"]?.simulationSettings() ?? SimulationSettings()
      let importProfile = keys["import-profile"]?.importProfile(files: files, others: &others)
      let identifiers = keys["identifiers"]?.choice(IdentifierTreatment.self) ?? .drop
      let identifierKeyFile = keys["identifier-key"]?.text()
      let retention = keys["retention"]?.date()
      let quality =
        keys["quality"]?.qualityRules(
          questionnaire: questionnaire, columns: columns, units: units, files: files,
          others: &others) ?? QualityRules()
      guard let id, let title, let wave, let questionnaire, let units, let columns else {
        return nil
      }
      var study = Study(
        id: id, title: title, wave: wave, questionnaire: questionnaire,
        referenceDate: referenceDate, language: language, units: units, columns: columns,
        codeMaps: codeMaps, design: design, scoring: scoring, publication: publication,
        flagRules: flags, simulation: simulation, importProfile: importProfile,
        quality: quality)
      study.identifiers = identifiers
      study.identifierKeyFile = identifierKeyFile
      study.retention = retention
      return study
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

  private func importProfile(files: StudyFiles, others: inout [SchemaProblem]) -> ImportProfile? {
    guard let name = text() else { return nil }
    do {
      return try ImportProfile(contentsOf: files.folder.appending(path: name))
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
        checkColumn(item, in: questionnaire, at: mark, path: "columns.aliases")
        aliases[item] = value.textOrTexts()
      }
      let ignored = keys["ignore"]?.textOrTexts() ?? []
      return unit.map { StudyColumns(unit: $0, key: key, aliases: aliases, ignored: ignored) }
    }
  }

  func textOrTexts() -> [String] {
    if case .scalar = node { return text().map { [$0] } ?? [] }
    return texts()
  }

  /// Checks the name of a column, which is an item or an option of one: `q7`, `q7/2`.
  private func checkColumn(
    _ name: String, in questionnaire: Questionnaire?, at mark: Mark, path: String
  ) {
    guard let slash = name.firstIndex(of: "/"), let questionnaire,
      let item = questionnaire.item(String(name[..<slash]))
    else { return checkItem(name, in: questionnaire, at: mark, path: path) }
    let names = item.options.map { TableLayout.option($0.code, of: item.id) }
    guard !names.contains(name) else { return }
    problems.report(
      .unknownName(name, what: .item, nearest: name.nearest(among: names)), at: mark, path: path)
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
        let isMissing = MissingKind(rawValue: code).map { $0 != .invalid } ?? false
        if options?.isEmpty == false, !codes.contains(code), !isMissing {
          value.report(.unknownName(code, what: .code, nearest: code.nearest(among: codes)))
        }
        maps[name, default: [:]][raw] = code
      }
    }
    return maps
  }

  private func design(units: UnitRegistry?) -> DesignSpecification? {
    let kinds = units?.kinds
    return mapping { keys in
      let strata = keys["strata"]?.designSource(kinds: kinds, allowRespondent: false)
      // The level at which the numbers of the population are stated: that of the strata, then of clusters.
      var level = strata
      let stages = keys["stages"]?.list().compactMap { reader in
        reader.mapping { keys -> SamplingStage? in
          let cluster = keys.required("cluster")?.designSource(kinds: kinds, allowRespondent: true)
          let population = keys["population"]?.populationSource()
          keys["population"]?.checkNames(of: population, level: level, units: units)
          level = cluster
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

  /// Reports stated numbers of the population that belong to no unit of their level.
  ///
  /// Units that are left out may not be in the sample, so only the responses can miss them.
  private func checkNames(
    of population: PopulationSource?, level: DesignSource?, units: UnitRegistry?
  ) {
    guard case .stated(let sizes) = population, case .level(let kind) = level, let units else {
      return
    }
    let codes = units.units.filter { $0.kind == kind }.map(\.code)
    // A level without units has been reported already.
    guard !codes.isEmpty else { return }
    for entry in entries() where sizes[entry.key] != nil && !codes.contains(entry.key) {
      problems.report(
        .unknownName(entry.key, what: .unit, nearest: entry.key.nearest(among: codes)),
        at: entry.mark, path: path)
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
