internal import SurveyIngest
internal import SurveyModel

// What was understood of a file, for a person to read.
extension ImportExplanation {
  /// What was understood, in one order for files of all kinds.
  ///
  /// What holds of several columns or sheets alike is said once, with the first few of them.
  ///
  /// - Parameter isWhole: Whether what goes without saying is said too; else warnings alone are, under a
  ///   line that says what the file is.
  /// - Returns: The statements, a line each, and whether names were left out of them.
  func statementLines(isWhole: Bool) -> (lines: [String], isCut: Bool) {
    let statements = told
    var isCut = false
    var lines: [String] = []
    if !isWhole {
      let gist = statements.filter { !$0.isWarning && ImportExplanation.gist.contains($0.topic) }
      let words = gist.map { statement -> String in
        let (text, cut) = self.text(of: statement, limit: 3)
        isCut = isCut || cut
        return text
      }
      if !words.isEmpty {
        lines.append((isVietnamese ? "Hiểu là: " : "Read as: ") + words.joined(separator: "; "))
      }
    }
    for statement in statements where isWhole || statement.isWarning {
      let (text, cut) = self.text(of: statement, limit: isWhole ? 12 : 3)
      isCut = isCut || cut
      let mark = statement.isWarning ? (isVietnamese ? "CHÚ Ý: " : "NOTE: ") : ""
      lines.append("  \(mark)\(text)")
      lines += statement.samples.prefix(3).map {
        "    \"\($0.before.printable)\" → \"\($0.after.printable)\""
      }
    }
    return (lines, isCut)
  }

  private var isVietnamese: Bool { language == .vietnamese }

  /// What a file is, in short.
  private static let gist: Set<String> = [
    "kind", "compression", "encoding", "platform", "sheet-unit", "header",
  ]

  /// The order of topics; others come behind, warnings of the file as a whole first.
  private static let order = [
    "kind", "compression", "encoding", "repair", "lost-letters", "delimiter", "platform", "sheets",
    "sheets-hidden", "sheets-left", "sheets-passed", "sheets-missing", "sheet-unit", "header",
    "header-below", "blank-rows", "totals", "partial", "ticks", "blanks", "decimal", "dates",
    "leading-zeros", "codes", "labels", "failures",
  ]

  /// The statements in order; those that say the same of several columns or sheets are made one.
  private var told: [FileUnderstanding.Statement] {
    var told: [FileUnderstanding.Statement] = []
    for statement in imported.understanding?.statements ?? [] {
      let same = told.firstIndex { earlier in
        guard let own = statement.subjects, let its = earlier.subjects else { return false }
        return earlier.topic == statement.topic && earlier.isWarning == statement.isWarning
          && its.kind == own.kind && its.said == own.said
      }
      guard let same, let own = statement.subjects else {
        told.append(statement)
        continue
      }
      told[same].subjects?.names += own.names
      if let count = own.count { told[same].subjects?.count? += count }
      told[same].samples += statement.samples
    }
    return told.enumerated().sorted {
      let (own, other) = (place(of: $0.element), place(of: $1.element))
      return (own, $0.offset) < (other, $1.offset)
    }.map(\.element)
  }

  private func place(of statement: FileUnderstanding.Statement) -> Int {
    ImportExplanation.order.firstIndex(of: statement.topic) ?? ImportExplanation.order.count
  }

  private func text(
    of statement: FileUnderstanding.Statement, limit: Int
  ) -> (text: String, isCut: Bool) {
    guard let subjects = statement.subjects, subjects.names.count > 1 else {
      return (statement.text[language].printable, false)
    }
    let list = ShortList(subjects.names.map { "\"\($0.printable)\"" }, limit: limit)
    let noun: LocalizedText
    switch subjects.kind {
    case .columns: noun = LocalizedText(vi: "cột", en: "columns")
    case .sheets: noun = LocalizedText(vi: "trang tính", en: "sheets")
    }
    let count = subjects.count.map { language.grouped($0) + " " } ?? ""
    let names = list.text(noun, in: language)
    let text =
      isVietnamese
      ? "\(noun.vietnamese) \(names): \(count)\(subjects.said.vietnamese)"
      : "\(noun.english) \(names): \(count)\(subjects.said.english)"
    return (text, list.isCut)
  }
}
