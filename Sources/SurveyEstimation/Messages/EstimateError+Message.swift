public import SurveyModel

extension EstimateError {
  /// What is wrong and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .noColumn(let name, let nearest):
      "không có cột \(name)" + (nearest.map { "; ý là \($0)?" } ?? "")
    case .missingValues(let column, let count, let row):
      "\(column): \(count) giá trị thiếu, đầu tiên ở dòng \(row); --drop-missing để các dòng đó "
        + "ngoài miền phân tích"
    case .notNumeric(let column, let row):
      "\(column): cần số, mà dòng \(row) không phải số; sửa ô đó, bỏ ra bằng --only, hoặc dùng "
        + "--proportion"
    case .noStatistic:
      "chưa yêu cầu ước lượng gì: dùng --mean, --total, --ratio, --proportion, --variance, "
        + "--quantile, hoặc một phương pháp như --regress"
    case .noWeight:
      "không có quyền số: dùng --weight, hoặc --fpc cho mọi bậc để suy ra quyền số"
    case .tooManyPopulations(let stages):
      "--fpc: nhiều cột hơn \(stages) bậc của --psu"
    case .noData: "bảng chỉ có dòng tiêu đề, không có dòng dữ liệu"
    case .onePSU:
      "mẫu chỉ có một đơn vị chọn mẫu bậc một nên không thấy được phương sai; cần thêm dòng hoặc đơn vị "
        + "nhỏ hơn, hoặc nêu cách xử lý bằng --lonely-psu"
    case .noRows(let option): "\(option): không còn dòng nào"
    case .unknownWord(let option, let word, let allowed):
      "\(option): \(word) không thuộc \(allowed.joined(separator: ", "))"
    case .clusterInSeveralStrata(let cluster, let strata):
      "đơn vị chọn mẫu \(cluster) nằm trong nhiều tầng: \(strata.joined(separator: ", ")); nếu tên "
        + "được dùng lại trong mỗi tầng, thêm --nest"
    case .intervalNeedsShares(let interval, let variable):
      "--interval \(interval) chỉ dành cho tỷ lệ, mà \(variable) không phải: dùng khoảng tin cậy t "
        + "hoặc z, hoặc chỉ yêu cầu tỷ lệ"
    case .impossibleNumber(let option): "\(option): số không hợp lệ"
    case .noReplicates:
      "--scale, --rscales và --combined-weights cần --replicate-weights; --mse cần quyền số lặp"
    case .repeatedColumn(let option, let column):
      "\(option): \(column) được nêu hai lần; chỉ nêu một lần"
    case .needsGroups(let option): "\(option) so sánh các nhóm: nêu nhóm bằng --by"
    default: designVietnamese
    }
  }

  private var designVietnamese: String {
    switch self {
    case .needs(let option, let other): "\(option) cần \(other)"
    case .conflict(let one, let other, let advice):
      "\(one) và \(other) không đi cùng nhau: \(Self.advice[advice] ?? advice)"
    case .unreadable(let file, let problem): "\(file): \(problem.statement.vietnamese)"
    case .noFile(let name): "\(name): không có tệp này, hoặc không đọc được"
    case .tooManyProbabilities(let stages):
      "--probability: nhiều cột hơn \(stages) bậc của --psu"
    case .notAProbability(let column, let row):
      "\(column): số ở dòng \(row) không lớn hơn 0 và không quá 1"
    case .notAJointMatrix(let file, let line, let size):
      "\(file), dòng \(line): cần \(size) số lớn hơn 0 và không quá 1, vì có \(size) dòng"
    case .replicateScales(let count, let replicates):
      "--rscales: \(count) số cho \(replicates) bộ quyền số lặp; cho một số, hoặc mỗi bộ một số"
    case .replicatesLookCombined(let mean):
      "quyền số lặp có trung bình \(mean) nên không phải là hệ số nhân: thêm --combined-weights"
    case .replicatesLookLikeFactors(let mean):
      "quyền số lặp có trung bình \(mean) nên là hệ số nhân: bỏ --combined-weights"
    case .wrongMargins(let problems):
      problems.map(\.statement.vietnamese).joined(separator: "\n")
    default: methodVietnamese
    }
  }

  /// The advice where two options do not go together.
  private static let advice = [
    "the design is in the replicate weights already": "thiết kế mẫu đã nằm trong quyền số lặp",
    "say with --pps how variances use the probabilities, or leave one of them out":
      "dùng --pps để nêu cách tính phương sai từ xác suất, hoặc bỏ một trong hai",
    "the probabilities hold the population already": "xác suất đã chứa cỡ tổng thể",
    "joint probabilities are for horvitz-thompson or yates-grundy":
      "xác suất đồng thời dành cho horvitz-thompson hoặc yates-grundy",
    "the jackknife of strata is JKn": "jackknife theo tầng là JKn",
    "the scale follows from Fay's rho": "hệ số thang suy ra từ rho của Fay",
  ]
}
