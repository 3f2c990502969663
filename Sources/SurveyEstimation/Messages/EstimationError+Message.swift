public import SurveyModel
public import SurveyStatistics

extension EstimationError {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  /// The same for whoever has a study: what to do is a key of study.yaml there, and no option.
  public var statementOfStudy: LocalizedText {
    let (option, key) = ("--lonely-psu ", "lonely-psu: ")
    func text(_ text: String, at place: String) -> String {
      text.replacing("(" + option, with: "(\(place) " + key)
    }
    return LocalizedText(
      vi: text(statement.vietnamese, at: "trong study.yaml, design:"),
      en: text(statement.english, at: "in study.yaml, design:"))
  }

  private var vietnamese: String {
    switch self {
    case .lonelyPSU(let strata, let stage):
      "chỉ có một đơn vị mẫu ở bậc \(stage) trong tầng \(EstimationError.list(strata, rest: "tầng nữa")), "
        + "không tính được phương sai; gộp với tầng tương tự, hoặc chọn cách xử lý khác "
        + "(--lonely-psu certainty, remove, adjust, average)"
    case .emptyDomain:
      "miền phân tích không có đơn vị nào có quyền số dương; xem lại điều kiện"
    case .negativeWeight(let unit): "đơn vị \(unit): quyền số dưới 0"
    case .weightNotFinite(let unit): "đơn vị \(unit): quyền số thiếu hoặc không phải số"
    case .weightSumNotFinite: "quyền số quá lớn, tổng không hữu hạn; dùng quyền số đếm số người"
    case .invalidPopulationSize(let unit, let stage):
      "đơn vị \(unit): cỡ tổng thể ở bậc \(stage) không phải số dương"
    case .populationSizesMixFractionsAndCounts:
      "cỡ tổng thể có chỗ là tỷ lệ dưới 1, có chỗ là số đếm trên 1; chỉ dùng một kiểu"
    case .populationSizeVaries(let stratum, let stage):
      "tầng \(stratum): các đơn vị nêu cỡ tổng thể khác nhau ở bậc \(stage)"
    case .populationSmallerThanSample(let stratum, let stage, let population, let sampled):
      "tầng \(stratum): ở bậc \(stage) đã chọn \(sampled) từ tổng thể \(population); xem lại cỡ tổng thể"
    case .invalidProbability(let unit, let stage):
      "đơn vị \(unit): xác suất chọn ở bậc \(stage) không lớn hơn 0 và không quá 1"
    case .probabilityVaries(let unit, let stage):
      "đơn vị \(unit): xác suất chọn ở bậc \(stage) khác với đơn vị cùng cụm"
    case .clusterInSeveralStrata(let cluster, let strata):
      "đơn vị chọn mẫu bậc một \(cluster) nằm trong các tầng \(strata.joined(separator: ", ")); nếu số "
        + "được đánh lại trong mỗi tầng, thêm --nest"
    case .weightsUnknown(let stage):
      "bậc \(stage) không có cỡ tổng thể; cho quyền số, hoặc cỡ tổng thể ở mọi bậc"
    case .unequalProbabilitiesNeedOneStage:
      "cách xác suất không đều này chỉ cho một bậc; nhiều bậc thì dùng Brewer"
    case .probabilitiesMissing: "cách này cần xác suất chọn của mỗi đơn vị"
    case .jointProbabilitiesDoNotFit(let rows, let clusters):
      "xác suất đồng thời có \(rows) dòng cho \(clusters) cụm; mỗi cụm một dòng"
    case .jointProbabilityInvalid(let row, let column):
      "xác suất đồng thời ở dòng \(row), cột \(column) không lớn hơn 0 và không quá 1"
    default: replicateVietnamese
    }
  }

  private var replicateVietnamese: String {
    switch self {
    case .strataNotPaired(let strata):
      "BRR cần hai đơn vị chọn mẫu bậc một mỗi tầng; xem tầng \(strata.joined(separator: ", ")), hoặc "
        + "dùng jackknife hay bootstrap"
    case .tooFewPSUs(let needed):
      "cần ít nhất \(needed) đơn vị chọn mẫu bậc một; dùng đơn vị nhỏ hơn"
    case .replicatesMissing: "không có quyền số lặp; nêu tên các cột"
    case .replicateScalesMissing: "quyền số lặp JKn cần mỗi bộ một hệ số; cho --rscales"
    case .replicatesOfCalibratedDesign:
      "thiết kế đã hiệu chỉnh quyền số; tạo quyền số lặp trước, rồi hiệu chỉnh từng bộ"
    case .replicatesNeedEqualProbabilities:
      "bootstrap này dành cho cụm chọn với xác suất đều; dùng jackknife"
    case .replicateWeightNotFinite(let replicate, let unit):
      "bộ quyền số lặp \(replicate), đơn vị \(unit): thiếu hoặc không phải số"
    default: description
    }
  }
}
