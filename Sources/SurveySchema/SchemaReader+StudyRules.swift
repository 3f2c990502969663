internal import SurveyModel

extension SchemaReader {
  func scoring(questionnaire: Questionnaire?, kinds: [UnitKind]?) -> ScoringChoice? {
    mapping { keys in
      var choice = ScoringChoice()
      if let reader = keys["profile"], let name = reader.text() {
        choice.profile = name
        let known = questionnaire?.profiles.map(\.name)
        if let known, !known.contains(name) {
          reader.report(.unknownName(name, what: .profile, nearest: name.nearest(among: known)))
        }
      }
      if let reader = keys["rollup"], let name = reader.text() {
        choice.rollUp = name
        let known = questionnaire?.rollUps.map(\.name)
        if let known, !known.contains(name) {
          reader.report(.unknownName(name, what: .rollUp, nearest: name.nearest(among: known)))
        }
      }
      if let reader = keys["by"], let name = reader.text() {
        choice.level = UnitKind(rawValue: name)
        let known = kinds?.map(\.rawValue)
        if let known, !known.contains(name) {
          reader.report(.unknownName(name, what: .level, nearest: name.nearest(among: known)))
        }
      }
      if let level = keys["level"]?.number(0.5...0.9999) { choice.confidenceLevel = level }
      if let reader = keys["interval"], let name = reader.text() {
        choice.interval = name
        if !ScoringChoice.intervals.contains(name) {
          reader.report(
            .unknownValue(
              name, nearest: name.nearest(among: ScoringChoice.intervals),
              allowed: ScoringChoice.intervals))
        }
      }
      return choice
    }
  }

  func publication() -> PublicationRule? {
    mapping { keys in
      let reader = keys["minimum-answers"]
      let minimum = reader?.number(0...1e6) ?? 30
      if minimum != minimum.rounded() { reader?.report(.wholeNumber) }
      return PublicationRule(minimumAnswers: Int(minimum))
    }
  }

  func flagRules() -> FlagRules? {
    mapping { keys in
      let level = keys["level"]?.number(0.5...0.9999) ?? 0.95
      let icc = keys["assumed-icc"]?.number(0...1) ?? 0.05
      let baselines = keys["baselines"]?.list().compactMap { reader in
        reader.mapping { keys -> IncidentBaseline? in
          let kind = keys.required("kind")?.choice(IncidentKind.self)
          let basis = keys.required("basis")?.choice(IncidentBasis.self)
          let percent = keys.required("share")?.number(0...100)
          let source = keys["source"]?.text()
          guard let kind, let basis, let percent else { return nil }
          return IncidentBaseline(kind: kind, basis: basis, share: percent / 100, source: source)
        }
      }
      return FlagRules(confidenceLevel: level, baselines: baselines ?? [], assumedICC: icc)
    }
  }

  func simulationSettings() -> SimulationSettings? {
    mapping { keys in
      var settings = SimulationSettings()
      if let icc = keys["icc"]?.number(0...1) { settings.icc = icc }
      if let nonresponse = keys["nonresponse"]?.number(0...1) { settings.nonresponse = nonresponse }
      let rates = keys["incident-rate"]?.mapping { rates in
        var byKind: [IncidentKind: Double] = [:]
        for kind in IncidentKind.allCases {
          byKind[kind] = rates[kind.rawValue]?.number(0...1)
        }
        return byKind
      }
      if let rates { settings.incidentRates = rates }
      return settings
    }
  }
}
