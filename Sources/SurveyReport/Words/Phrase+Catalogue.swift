extension Phrase {
  // MARK: - Values not shown
  static let suppressed = Phrase(
    vi: "không công bố để bảo vệ người trả lời",
    en: "withheld to protect respondents")
  static let notAvailable = Phrase(vi: "không có số liệu", en: "not available")

  // MARK: - Numbers
  static let to = Phrase(vi: "đến", en: "to")

  // MARK: - Parts of a report
  static let contents = Phrase(vi: "Nội dung", en: "Contents")
  static let keyFigures = Phrase(vi: "Số liệu chính", en: "Key figures")
  static let howComputed = Phrase(vi: "Cách tính", en: "How it was computed")

  // MARK: - Callouts
  static let information = Phrase(vi: "Thông tin", en: "Information")
  static let caution = Phrase(vi: "Lưu ý", en: "Caution")
  static let warning = Phrase(vi: "Cảnh báo", en: "Warning")

  // MARK: - Charts
  static let chartData = Phrase(vi: "Số liệu của biểu đồ", en: "Data of this chart")
  static let name = Phrase(vi: "Tên", en: "Name")
  static let estimate = Phrase(vi: "Ước lượng", en: "Estimate")
  static let interval = Phrase(vi: "Khoảng", en: "Interval")

  /// The word that tells a kind of callout.
  static func title(of kind: CalloutKind) -> Phrase {
    switch kind {
    case .information: information
    case .caution: caution
    case .warning: warning
    }
  }
}
