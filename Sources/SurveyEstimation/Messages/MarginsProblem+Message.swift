public import SurveyModel

extension MarginsProblem {
  /// What is wrong and what to do.
  public var statement: LocalizedText { .init(vi: vietnamese, en: description) }

  private var vietnamese: String {
    switch self {
    case .noTotals(let file):
      "\(file): không có cột tổng số; đặt tên cột là total, count, population, N hoặc Freq"
    case .noRows(let file): "\(file): không có dòng nào"
    case .unknownColumn(let name, let place, let nearest):
      "\(place): dữ liệu không có cột \(name)" + (nearest.map { "; ý là \($0)?" } ?? "")
    case .invalidTotal(let file, let row):
      "\(file), dòng \(row): tổng số không phải là số, hoặc là số đếm dưới 0"
    case .incomplete(let file, let row): "\(file), dòng \(row): thiếu biến hoặc thiếu nhóm"
    case .repeated(let name): "\(name): có hai tổng số; bỏ một"
    case .categoryMissing(let name): "\(name): cột chữ cần một tổng số cho mỗi nhóm"
    case .notInData(let name, let total):
      "\(name): tổng thể có \(total), dữ liệu không có dòng nào; sửa tên, gộp nhóm, hoặc bỏ qua bằng "
        + "--partial"
    case .noTarget(let name, let rows): "\(name): dữ liệu có \(rows) dòng nhưng không có tổng số"
    case .missing(let column, let count, let row):
      "\(column): thiếu ở \(count) dòng, đầu tiên là dòng \(row); điền vào, hoặc bỏ các dòng đó "
        + "bằng --only"
    case .notACategory(let name):
      "\(name): là tổng của một biến; phân tầng sau và raking chỉ nhận nhóm, --calibrate nhận cả hai"
    case .noMargin(let name): "\(name): không có tổng số"
    case .needsCrossing(let names):
      "phân tầng sau cần đúng một bảng tổng số, mà có \(names.joined(separator: ", ")): cho bảng "
        + "chéo, nêu tên một bảng, hoặc dùng --rake"
    case .unequalSums(let sums):
      "các bảng tổng số không cùng một tổng thể: "
        + sums.map { "\($0.margin) cộng thành \($0.total)" }.joined(separator: ", ")
    }
  }
}
