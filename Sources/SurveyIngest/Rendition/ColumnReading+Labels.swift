internal import SurveyModel

// What an SPSS or Stata file itself says of its codes.
extension ColumnReading {
  /// Values that the file declares to stand for missing answers: of the kind that the form gives to their
  /// label, and else blank.
  mutating func decideMissing(
    _ headers: [String], _ labels: [[String: String]], _ understanding: inout FileUnderstanding
  ) {
    for (column, found) in declaredMissing.sorted(by: { $0.key < $1.key }) {
      let own = column < labels.count ? labels[column] : [:]
      var texts: [String: String] = [:]
      for code in found.keys {
        texts[code] = own[code].flatMap { isMissingLabel($0, column) ? $0 : nil } ?? ""
      }
      missingTexts[column] = texts
      let count = found.values.reduce(0, +)
      understanding.add(
        "declared-missing",
        vi:
          "cột \"\(headers[column])\": \(count) ô là mã mà tệp khai báo là thiếu, đọc là không có "
          + "câu trả lời",
        en: "column \"\(headers[column])\": \(count) cells are codes that the file declares to be "
          + "missing, read as no answer",
        samples: found.keys.sorted().prefix(3).map { code in
          .init(before: own[code].map { "\(code) \"\($0)\"" } ?? code, after: texts[code] ?? "")
        },
        of: .columns(
          [headers[column]], vi: "mã mà tệp khai báo là thiếu, đọc là không có câu trả lời",
          en: "codes that the file declares to be missing, read as no answer", count: count))
    }
  }

  /// Whether the form knows a label as a kind of missing answer.
  private func isMissingLabel(_ label: String, _ column: Int) -> Bool {
    switch roles[column] {
    case .choice(let decoder, _)?, .joined(let decoder, _)?:
      MissingKind(code: decoder.decode(label)).map { $0 != .invalid } ?? false
    default: missingCodes[column]?.contains(label) ?? false
    }
  }

  /// Codes that the file calls by the names of other options of the form, as in a scale that was reversed.
  ///
  /// Where the labels of a single choice are those of all its options, one each, its codes are read by them;
  /// a column that is labelled otherwise is ambiguous, and the file is refused.
  mutating func decideLabels(
    _ headers: [String], _ labels: [[String: String]], _ study: Study,
    _ understanding: inout FileUnderstanding
  ) {
    var ambiguous: [String] = []
    for (column, role) in roles.sorted(by: { $0.key < $1.key }) where column < labels.count {
      let (decoder, item): (ChoiceDecoder, Int)
      switch role {
      case .choice(let own, let position), .joined(let own, let position):
        (decoder, item) = (own, position)
      case .number, .date, .unit, .text: continue
      }
      let options = study.questionnaire.items[item].options
      let named = labels[column].compactMapValues { label -> Int? in
        let answer = Int(decoder.decode(label))
        return answer < options.count ? answer : nil
      }
      let other = named.filter { code, option in
        let meant = decoder.decode(code)
        return meant != ChoiceDecoder.unmapped && Int(meant) != option
      }
      guard !other.isEmpty else { continue }
      guard case .choice = role, named.count == options.count,
        Set(named.values).count == options.count
      else {
        ambiguous.append(headers[column])
        continue
      }
      rewritings[column] = .codes(named.mapValues { options[$0].code })
      understanding.add(
        "labels",
        vi: "cột \"\(headers[column])\": tệp gọi \(other.count) mã bằng nhãn của lựa chọn khác "
          + "trong phiếu (thang đo bị đảo?); đã đọc theo nhãn",
        en: "column \"\(headers[column])\": the file calls \(other.count) codes by labels that the "
          + "form gives to other options (a reversed scale?); they are read by their labels",
        isWarning: true,
        samples: other.sorted { $0.key < $1.key }.map { code, option in
          .init(
            before: "\(code) \"\(labels[column][code] ?? "")\"",
            after: "\(options[option].code) \"\(options[option].label.vietnamese)\"")
        },
        of: .columns(
          [headers[column]],
          vi: "mã mà tệp gọi bằng nhãn của lựa chọn khác trong phiếu (thang đo bị đảo?); đã đọc "
            + "theo nhãn",
          en: "codes that the file calls by labels the form gives to other options (a reversed "
            + "scale?); they are read by their labels", count: other.count))
    }
    if !ambiguous.isEmpty { refusals.append(.ambiguousLabels(ambiguous)) }
  }
}
