internal import Foundation
internal import SurveyModel

extension SchemaReader {
  /// The `quality` block of a study; problems of the plan's file go to `others`.
  func qualityRules(
    questionnaire: Questionnaire?, columns: StudyColumns?, units: UnitRegistry?,
    files: StudyFiles, others: inout [SchemaProblem]
  ) -> QualityRules? {
    var found: [SchemaProblem] = []
    let rules = mapping { keys -> QualityRules? in
      var rules = QualityRules()
      rules.interviewerColumn = keys["interviewer"]?.text()
      for key in ["interviewer", "started", "ended"] {
        keys[key]?.checkNotDirect(questionnaire: questionnaire, columns: columns)
      }
      rules.startedColumn = keys["started"]?.text()
      rules.endedColumn = keys["ended"]?.text()
      if let ended = keys["ended"], rules.startedColumn == nil {
        ended.report(.missingKey("started"))
      }
      if let hours = keys["office-hours"]?.hours() { rules.officeHours = hours }
      if let count = keys["maximum-per-day"]?.wholeNumber(1...1000) { rules.maximumPerDay = count }
      if let plan = keys["plan"]?.plan(units: units, files: files, others: &found) {
        rules.plan = plan
        if let plan = keys["plan"], rules.interviewerColumn == nil,
          rules.plan.contains(where: { $0.interviewer != nil })
        {
          plan.report(.missingKey("interviewer"))
        }
      }
      rules.recheck = keys["recheck"]?.recheck(questionnaire: questionnaire, columns: columns)
      if let rate = keys["false-discovery-rate"]?.number(0.0001...0.5) {
        rules.falseDiscoveryRate = rate
      }
      if let count = keys["minimum-interviews"]?.wholeNumber(5...100_000) {
        rules.minimumInterviews = count
      }
      if let count = keys["permutations"]?.wholeNumber(19...99_999) { rules.permutations = count }
      if let seed = keys["seed"]?.wholeNumber(0...1_000_000_000) { rules.seed = UInt64(seed) }
      if let share = keys["short-share"]?.number(0...1) { rules.shortShare = share }
      if let seconds = keys["seconds-per-item"]?.number(0...600) { rules.secondsPerItem = seconds }
      if let seconds = keys["burst-seconds"]?.number(0...86_400) { rules.burstSeconds = seconds }
      return rules
    }
    others += found
    return rules
  }

  /// Reports a column that is also an item that names a person: it would be stored after all.
  private func checkNotDirect(questionnaire: Questionnaire?, columns: StudyColumns?) {
    guard case .scalar(let header, _) = node else { return }
    let direct = questionnaire?.items.first { item in
      guard item.pii == .direct else { return false }
      let names =
        [item.id, item.label.vietnamese, item.label.english] + (columns?.aliases[item.id] ?? [])
      return names.contains { FoldedText($0) == FoldedText(header) }
    }
    if let direct { report(.conflict(header, with: "pii: direct (\(direct.id))")) }
  }

  /// Two hours of the day, the earlier first.
  private func hours() -> Range<Int>? {
    let readers = list()
    let hours = readers.compactMap { $0.wholeNumber(0...24) }
    guard readers.count == hours.count else { return nil }
    guard hours.count == 2 else {
      report(.wrongShape(expected: .list))
      return nil
    }
    guard hours[0] < hours[1] else {
      report(.emptyRange)
      return nil
    }
    return hours[0]..<hours[1]
  }

  private func wholeNumber(_ range: ClosedRange<Int>) -> Int? {
    guard let number = number(Double(range.lowerBound)...Double(range.upperBound)) else {
      return nil
    }
    guard number == number.rounded() else {
      report(.wholeNumber)
      return nil
    }
    return Int(number)
  }

  private func recheck(questionnaire: Questionnaire?, columns: StudyColumns?) -> RecheckRule? {
    mapping { keys in
      let file = keys.required("file")?.text()
      let items = keys["items"]?.list().compactMap { reader -> String? in
        guard let id = reader.text() else { return nil }
        if let questionnaire {
          if let item = questionnaire.item(id) {
            if item.options.isEmpty || item.isMultiple { reader.report(.noOptions(id)) }
          } else {
            let nearest = id.nearest(among: questionnaire.items.map(\.id))
            reader.report(.unknownName(id, what: .item, nearest: nearest))
          }
        }
        return id
      }
      // Second interviews are matched by the form's key alone.
      if let columns, columns.key.isEmpty { report(.missingKey("columns.key")) }
      return file.map { RecheckRule(file: $0, items: items ?? []) }
    }
  }

  private func plan(
    units: UnitRegistry?, files: StudyFiles, others: inout [SchemaProblem]
  ) -> [PlannedInterviews]? {
    guard let name = text() else { return nil }
    do {
      return try PlanFile(contentsOf: files.folder.appending(path: name), units: units).entries
    } catch {
      others += error.problems
      return nil
    }
  }
}

extension Item {
  /// Whether any number of options may be chosen.
  fileprivate var isMultiple: Bool {
    if case .multiple = content { true } else { false }
  }
}
