public import SurveyModel
public import SurveyStatistics

extension HypothesisError {
  /// What is wrong and what to do.
  public var statement: LocalizedText {
    let vietnamese =
      switch self {
      case .estimation(let error): error.statement.vietnamese
      case .missingEstimate(let index):
        "ước lượng \(index) bị thiếu; bỏ nhóm đó, hoặc gộp với nhóm khác"
      case .singularCovariance(let hypotheses):
        "hiệp phương sai của \(hypotheses) ước lượng được kiểm định không khả nghịch; kiểm định ít hơn, "
          + "hoặc gộp nhóm"
      case .tooFewDegreesOfFreedom(let freedom):
        "còn \(freedom) bậc tự do; mẫu có quá ít đơn vị chọn mẫu bậc một cho kiểm định này"
      case .tooFewGroups(let count): "\(count) nhóm có thành viên; so sánh cần hai"
      }
    return .init(vi: vietnamese, en: description)
  }
}

extension RegressionError {
  /// What is wrong and what to do.
  public var statement: LocalizedText {
    let vietnamese =
      switch self {
      case .estimation(let error): error.statement.vietnamese
      case .dependentPredictors: "một biến giải thích là tổ hợp của các biến khác; bỏ một biến"
      case .separated:
        "một biến giải thích tách hẳn 0 khỏi 1 nên hệ số không hữu hạn; gộp nhóm, hoặc bỏ biến"
      case .valueOutsideRange(let unit):
        "đơn vị \(unit): giá trị ngoài 0…1; hồi quy logistic giải thích tỷ lệ"
      }
    return .init(vi: vietnamese, en: description)
  }
}

extension SmallAreaError {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText {
    let vietnamese =
      switch self {
      case .tooFewAreas(let areas, let needed):
        "\(areas) địa bàn có ước lượng trực tiếp, mô hình cần \(needed); dùng ít biến hơn"
      case .samplingVarianceNotPositive(let area):
        "địa bàn \(area): phương sai mẫu không phải số dương; làm trơn phương sai, hoặc bỏ ước lượng "
          + "trực tiếp"
      case .predictorMissing(let area):
        "địa bàn \(area): một biến giải thích không phải số; mỗi địa bàn cần mọi biến"
      case .predictorsDependent: "một số biến giải thích suy ra từ biến khác; bỏ bớt"
      }
    return .init(vi: vietnamese, en: description)
  }
}
