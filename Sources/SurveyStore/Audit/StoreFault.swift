public import SurveyModel

/// Something in the store that is not as it was written.
public enum StoreFault: Hashable, Sendable {
  /// SQLite finds its file damaged; how many places it names.
  case file(Int)
  /// An entry of the log is not what its hash says.
  case changedEntry(Int)
  /// An entry of the log does not follow the one before it.
  case brokenChain(Int)
  /// The hash that somebody noted is that of no entry: the log was cut off or written anew.
  case unknownHead(String)
  /// What the store keeps of a batch is not what the log says.
  case changedBatch(Int)
  /// The findings of a batch are not what the log says.
  case changedFindings(Int)
  /// The rows of a batch cannot be read, or say something else than when they were imported.
  case changedContent(Int)
  /// A batch that the log has is not in the store.
  case lostBatch(Int)
  /// A batch that no entry of the log tells of.
  case unloggedBatch(Int)
  /// Rows of a table that belong to no batch.
  case strayRows(table: String)
  /// SQLite's memory of the last batch's number is another than the log's.
  case changedNumbering

  /// What is wrong and what it means.
  public var statement: LocalizedText {
    switch self {
    case .file(let count):
      .init(
        vi: "SQLite thấy tệp kho hỏng ở \(count) chỗ",
        en: "SQLite finds the store's file damaged in \(count) place(s)")
    case .changedEntry(let entry):
      .init(
        vi: "mục \(entry) của nhật ký đã bị sửa: không khớp mã băm của chính nó",
        en: "entry \(entry) of the log was changed: it does not match its own hash")
    case .brokenChain(let entry):
      .init(
        vi: "mục \(entry) của nhật ký không nối tiếp mục trước: có mục bị bỏ, chèn hoặc sửa",
        en:
          "entry \(entry) of the log does not follow the one before: an entry was taken out, put in "
          + "or changed")
    case .unknownHead(let head):
      .init(
        vi: "không có mục nào mang mã \(head): nhật ký đã bị cắt bớt hoặc viết lại",
        en: "no entry has the hash \(head): the log was cut off or written anew")
    case .changedBatch(let batch):
      .init(
        vi: "dữ liệu của lô \(batch) không còn như khi nhập",
        en: "the data of batch \(batch) are not what was imported")
    case .changedFindings(let batch):
      .init(
        vi: "các phát hiện của lô \(batch) không còn như khi nhập",
        en: "the findings of batch \(batch) are not what was written")
    case .changedContent(let batch):
      .init(
        vi: "các phiếu của lô \(batch) không đọc được hoặc không còn như khi nhập",
        en: "the rows of batch \(batch) cannot be read, or are not what was imported")
    case .lostBatch(let batch):
      .init(
        vi: "lô \(batch) có trong nhật ký nhưng không còn trong kho",
        en: "batch \(batch) is in the log and not in the store")
    case .unloggedBatch(let batch):
      .init(
        vi: "lô \(batch) có trong kho nhưng nhật ký không ghi",
        en: "batch \(batch) is in the store and not in the log")
    case .strayRows(let table):
      .init(
        vi: "bảng \(table) có dòng không thuộc lô nào",
        en: "the table \(table) has rows that belong to no batch")
    case .changedNumbering:
      .init(
        vi: "số lô cuối cùng không khớp nhật ký",
        en: "the number of the last batch is not the log's")
    }
  }
}
