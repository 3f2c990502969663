import SurveyModel
import SurveyStatistics

/// The words of the index and incident pages.
extension LocalizedText {
  // MARK: - Units
  static let allUnits = LocalizedText(vi: "Chung toàn bộ", en: "All units")
  static let unit = LocalizedText(vi: "Đơn vị", en: "Unit")

  // MARK: - Columns
  static let parameter = LocalizedText(vi: "Chỉ số", en: "Parameter")
  static let index = LocalizedText(vi: "Chỉ số hài lòng", en: "Satisfaction index")
  static let estimateHeader = LocalizedText(vi: "Giá trị (%)", en: "Estimate (%)")
  static let standardError = LocalizedText(vi: "Sai số chuẩn", en: "Std error")
  static let degreesOfFreedom = LocalizedText(vi: "Bậc tự do", en: "df")
  static let designEffect = LocalizedText(vi: "Hệ số thiết kế", en: "Design effect")
  static let asked = LocalizedText(vi: "Số người được hỏi", en: "Asked")
  static let answered = LocalizedText(vi: "Số người trả lời", en: "Answered")
  static let note = LocalizedText(vi: "Ghi chú", en: "Note")
  static let reports = LocalizedText(vi: "Số phản ánh", en: "Reports")
  static let reportShare = LocalizedText(vi: "Tỷ lệ (%)", en: "Share (%)")
  static let baseline = LocalizedText(vi: "Mức so sánh (%)", en: "Baseline (%)")
  static let verdict = LocalizedText(vi: "So với mức so sánh", en: "Against the baseline")
  static let question = LocalizedText(vi: "Nội dung hỏi", en: "Question")

  static func intervalHeader(_ level: Double) -> LocalizedText {
    let percent = percentText(level)
    return LocalizedText(vi: "Khoảng tin cậy \(percent) %", en: "\(percent) % interval")
  }

  // MARK: - Headings
  static let indexByUnit = LocalizedText(
    vi: "Chỉ số hài lòng theo đơn vị", en: "The satisfaction index by unit")
  static let indexAndAxes = LocalizedText(
    vi: "Chỉ số và các trục, có khoảng tin cậy", en: "The index and its axes, with intervals")
  static let indexChart = LocalizedText(
    vi: "Chỉ số của từng đơn vị so với chung toàn bộ",
    en: "The index of each unit against all units")
  static let axesChart = LocalizedText(
    vi: "Các trục và yếu tố so với chỉ số", en: "Axes and factors against the index")
  static let axesOfAll = LocalizedText(
    vi: "Các trục, yếu tố và tiêu chí: chung toàn bộ",
    en: "Axes, factors and criteria: all units together")
  static let axesByUnit = LocalizedText(
    vi: "Các trục, yếu tố và tiêu chí: từng đơn vị", en: "Axes, factors and criteria: unit by unit")
  static let incidents = LocalizedText(
    vi: "Phiền hà, sách nhiễu và tiền ngoài phí, lệ phí",
    en: "Harassment and money outside fees and charges")
  static let respondents = LocalizedText(vi: "Số phiếu hợp lệ", en: "Valid forms")
  static let dataAndMethod = LocalizedText(vi: "Dữ liệu và cách tính", en: "Data and method")

  // MARK: - Incidents
  static func incident(_ kind: IncidentKind) -> LocalizedText {
    switch kind {
    case .harassment: LocalizedText(vi: "Phiền hà, sách nhiễu", en: "Harassment")
    case .extraFee: LocalizedText(vi: "Tiền ngoài phí, lệ phí", en: "Extra fees")
    }
  }

  static func basis(_ basis: IncidentBasis) -> LocalizedText {
    switch basis {
    case .ownExperience: LocalizedText(vi: "trải nghiệm của bản thân", en: "own experience")
    case .perception: LocalizedText(vi: "cảm nhận chung", en: "perception")
    }
  }

  // MARK: - Methods
  static func method(_ method: IntervalMethod) -> LocalizedText {
    switch method {
    case .mean:
      LocalizedText(
        vi: "ước lượng ± t × sai số chuẩn (mean)", en: "estimate ± t × standard error (mean)")
    case .normal:
      LocalizedText(
        vi: "ước lượng ± z × sai số chuẩn (normal)", en: "estimate ± z × standard error (normal)")
    case .logit, .xlogit:
      LocalizedText(
        vi: "đối xứng trên thang logit, phân vị t (logit)",
        en: "symmetric on the logit scale, t quantile (logit)")
    case .asin:
      LocalizedText(
        vi: "đối xứng trên thang arcsin, phân vị t (asin)",
        en: "symmetric on the arcsine scale, t quantile (asin)")
    case .likelihood:
      LocalizedText(
        vi: "theo hàm hợp lý chia tỷ lệ theo deff (likelihood)",
        en: "by the likelihood, scaled by the design effect (likelihood)")
    case .wilson:
      LocalizedText(
        vi: "Wilson với cỡ mẫu hiệu dụng n/deff (wilson)",
        en: "Wilson's with the effective sample size n/deff (wilson)")
    case .kornGraubard:
      LocalizedText(
        vi: "Korn–Graubard, cỡ mẫu hiệu dụng không vượt n (beta)",
        en: "Korn–Graubard, effective sample size not above n (beta)")
    case .pooled:
      LocalizedText(
        vi: "Wilson, deff từ tương quan nội cụm gộp (pooled)",
        en: "Wilson's, deff from the pooled intra-class correlation (pooled)")
    case .clopperPearson:
      LocalizedText(vi: "Clopper–Pearson chính xác", en: "exact, Clopper–Pearson")
    case .jeffreys: LocalizedText(vi: "Jeffreys", en: "Jeffreys")
    case .oneSidedExact:
      LocalizedText(vi: "cận chính xác một phía", en: "exact one-sided bound")
    }
  }

  /// A confidence level as a percentage without needless decimals: `95`, `99.5`.
  static func percentText(_ level: Double) -> String {
    let tenths = (level * 1000).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }
}
