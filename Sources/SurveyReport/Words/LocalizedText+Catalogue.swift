import SurveyModel

extension LocalizedText {
  // MARK: - Values not shown
  static let suppressed = LocalizedText(
    vi: "không công bố để bảo vệ người trả lời",
    en: "withheld to protect respondents")
  static let notAvailable = LocalizedText(vi: "không có số liệu", en: "not available")

  // MARK: - Numbers
  static let to = LocalizedText(vi: "đến", en: "to")

  // MARK: - Parts of a report
  static let contents = LocalizedText(vi: "Nội dung", en: "Contents")
  static let keyFigures = LocalizedText(vi: "Số liệu chính", en: "Key figures")
  static let howComputed = LocalizedText(vi: "Cách tính", en: "How it was computed")

  // MARK: - Callouts
  static let information = LocalizedText(vi: "Thông tin", en: "Information")
  static let caution = LocalizedText(vi: "Lưu ý", en: "Caution")
  static let warning = LocalizedText(vi: "Cảnh báo", en: "Warning")

  // MARK: - Charts
  static let chartData = LocalizedText(vi: "Số liệu của biểu đồ", en: "Data of this chart")
  static let name = LocalizedText(vi: "Tên", en: "Name")
  static let estimate = LocalizedText(vi: "Ước lượng", en: "Estimate")
  static let interval = LocalizedText(vi: "Khoảng", en: "Interval")

  /// The word that tells a kind of callout.
  static func title(of kind: CalloutKind) -> LocalizedText {
    switch kind {
    case .information: information
    case .caution: caution
    case .warning: warning
    }
  }
}
