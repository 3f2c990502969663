internal import SurveyModel

extension EstimateError {
  /// The reason in Vietnamese, where a method cannot be carried out.
  var methodVietnamese: String {
    switch self {
    case .formula(let option, let text):
      "\(option) \(text): cần một công thức với các cột khác nhau, dạng kết quả ~ cột"
        + (["--regress", "--importance", "--fay-herriot", "--standardise"].contains(option)
          ? " + cột" : "")
    case .tooFewLevels(let column, let levels):
      "\(column): miền phân tích có \(levels) mức, so sánh cần hai"
    case .otherLevels(let column, let levels, let needed):
      "\(column): miền phân tích có \(levels) mức, nhưng cần \(needed); chọn bằng --where, hoặc nêu "
        + "đủ số mức"
    case .tooFewColumns(let option, let needed): "\(option): cần \(needed) cột khác nhau"
    case .tooManyColumns(let option, let most, let instead):
      "\(option): nhiều nhất \(most) cột; bớt cột, hoặc dùng \(instead)"
    case .repeated(let option, let name):
      "\(option): \(name) được giải thích hai lần; chạy mô hình thứ hai riêng"
    case .notAShare(let option, let column): "\(option) \(column): cần một cột gồm 0 và 1"
    case .tooFewGroups(let option):
      "\(option): có ít hơn hai nhóm có cỡ mẫu hiệu dụng; nhóm không ai hoặc mọi người đều là 1 thì "
        + "không có"
    case .noTest(let option, let group, let reason):
      "\(option)\(group.isEmpty ? "" : " trong nhóm \(group)"): \(reason.vietnamese)"
    case .noFit(let outcome, let group, let reason):
      "--regress \(outcome)\(group.isEmpty ? "" : " trong nhóm \(group)"): \(reason.vietnamese)"
    case .noImportance(let outcome, let group):
      "--importance \(outcome)\(group.isEmpty ? "" : " trong nhóm \(group)"): có cột không biến thiên, "
        + "hoặc suy ra từ các cột khác; bỏ cột đó"
    case .standard(let classes, nil):
      "--standard: cần các cột \(classes.joined(separator: ", ")) và share, mỗi lớp một dòng, tỷ trọng từ "
        + "0 trở lên"
    case .standard(let classes, let missing?):
      "--standard: thiếu tỷ trọng của \(classes.joined(separator: ", ")) = "
        + "\(missing.joined(separator: ", ")) có trong dữ liệu"
    case .areas(let option, true, _): "\(option): một địa bàn có hai dòng; để lại một"
    case .areas(let option, false, let area):
      "\(option): không có dòng nào cho \(area ?? "") có trong dữ liệu"
    case .areaVariance(let area):
      "--fay-herriot: phương sai mẫu của \(area) không lớn hơn 0; bỏ ra bằng --where để lấy ước lượng "
        + "hồi quy cho địa bàn đó"
    case .cannotPool(let option):
      "--pool kết hợp các ước lượng và hiệp phương sai của chúng, mà \(option) không cho các số đó"
    case .imputationsDiffer:
      "--pool: các tệp không cho cùng các ước lượng; phải cùng dòng, cùng nhóm và cùng mức"
    default: description
    }
  }
}
