public import SurveyModel

/// Why the store cannot do what was asked.
public enum StoreError: Error, Hashable, Sendable {
  /// The file cannot be opened or is no store; the system's words.
  case cannotOpen(path: String, why: String)
  /// The store was written by an earlier version of sipas, in a format that is read no more.
  case earlierFormat
  /// The store was written by a later version of sipas.
  case laterFormat
  /// There is no batch with this number.
  case noSuchBatch(Int)
  /// A batch's column means something else than it does in the study's form now.
  case otherCodes(batch: Int, column: String)
  /// A batch's column is not what its description says.
  case damaged(batch: Int, column: String)
  /// SQLite refused; its words.
  case database(String)

  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .cannotOpen(let path, let why):
      .init(vi: "không mở được kho \(path): \(why)", en: "cannot open the store \(path): \(why)")
    case .earlierFormat:
      .init(
        vi: "kho do bản sipas cũ ghi; xoá thư mục store/ rồi nhập lại các tệp trong batches/",
        en: "the store was written by an earlier sipas; remove the folder store/ and import the "
          + "files in batches/ again")
    case .laterFormat:
      .init(
        vi: "kho do bản sipas mới hơn ghi; hãy dùng bản đó",
        en: "the store was written by a later sipas; use that one")
    case .noSuchBatch(let id):
      .init(
        vi: "không có lô \(id); xem sipas batches", en: "there is no batch \(id); see sipas batches"
      )
    case .otherCodes(let batch, let column):
      .init(
        vi: "lô \(batch) được nhập với mã khác ở cột \(column) so với phiếu hiện nay; "
          + "huỷ lô (--undo \(batch)) rồi nhập lại tệp",
        en: "batch \(batch) was imported with other codes of \(column) than the form has now; "
          + "undo it (--undo \(batch)) and import the file again")
    case .damaged(let batch, let column):
      .init(
        vi: "cột \(column) của lô \(batch) bị hỏng; huỷ lô và nhập lại tệp",
        en:
          "column \(column) of batch \(batch) is damaged; undo the batch and import the file again")
    case .database(let why): .init(vi: "lỗi kho dữ liệu: \(why)", en: "the store failed: \(why)")
    }
  }
}
