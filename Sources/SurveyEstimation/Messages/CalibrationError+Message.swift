public import SurveyModel
public import SurveyStatistics

extension CalibrationError {
  /// What is wrong, where, and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .invalidWeight(let unit):
      return "đơn vị \(unit): quyền số để hiệu chỉnh dưới 0 hoặc không phải số"
    case .missingValue(let margin, let unit):
      return
        "đơn vị \(unit): không có giá trị của \(margin); điền vào, hoặc lập nhóm cho giá trị thiếu"
    case .invalidTotal(let name, let total):
      return "\(name): \(total) không phải tổng của một tổng thể; sửa bảng tổng số"
    case .emptyCell(let unmet):
      return
        "\(unmet.name): tổng thể có \(unmet.target), mẫu không có ai; gộp với nhóm tương tự, hoặc "
        + "bỏ nhóm không có mẫu"
    case .absentFromPopulation(let unmet):
      return
        "\(unmet.name): tổng thể không có ai, mẫu có tổng quyền số \(unmet.reached); sửa bảng tổng "
        + "số hoặc phiếu"
    case .conflictingTotals(let unmet, let others):
      return "\(unmet.name): bảng ghi \(unmet.target), nhưng trong mẫu này suy ra \(unmet.reached)"
        + (others.isEmpty ? "" : " từ \(others.joined(separator: ", "))")
        + "; sửa một trong các số đó, hoặc bỏ bớt"
    case .invalidBounds(let lower, let upper):
      return "giới hạn \(lower) và \(upper): cận dưới phải nhỏ hơn cận trên, với logit số 1 ở giữa"
    case .totalsNotMet(let totals):
      let unmet = totals.prefix(5).map { "\($0.name): \($0.target) (đạt \($0.reached))" }
      return "không có quyền số nào trong giới hạn đạt được \(unmet.joined(separator: "; "))"
        + (totals.count > 5 ? "; và \(totals.count - 5) tổng khác" : "")
        + "; nới giới hạn, hoặc gộp nhóm"
    case .trimmingImpossible(let lower, let upper, let mean):
      return
        "không có quyền số nào từ \(lower) đến \(upper) giữ nguyên tổng: quyền số trung bình là "
        + "\(mean)"
    case .unusableWeights(let error):
      return "không dùng được quyền số đã hiệu chỉnh: \(error.statement.vietnamese)"
    case .inReplicate(let replicate, let error):
      return "bộ quyền số lặp \(replicate): \(error.statement.vietnamese)"
    }
  }
}
