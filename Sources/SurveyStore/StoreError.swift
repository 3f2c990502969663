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
  /// The file is a database, but not one that this program made.
  case notAStore
  /// The file is damaged: SQLite cannot read it.
  case corrupt
  /// Another program has been writing to the store for too long.
  case busy
  /// The disk is full, or a file may not grow.
  case noRoom
  /// The store or its folder cannot be written to.
  case notWritable
  /// An entry of the log cannot be read.
  case damagedEntry(Int)
  /// The direct identifiers of an earlier batch were made pseudonyms by another key.
  case otherIdentifierKey(batch: Int)
  /// The study asks for pseudonyms, and its key was not read.
  case noIdentifierKey
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
    case .notAStore:
      .init(
        vi: "tệp kho store/sipas.sqlite không phải do sipas ghi, hoặc đã bị chương trình khác sửa; "
          + "không đọc gì từ tệp này. Hãy lấy lại bản sao lưu, hoặc xoá tệp rồi nhập lại các tệp phiếu",
        en:
          "the store's file store/sipas.sqlite was not written by sipas, or another program changed "
          + "it; nothing was read from it. Put a copy back, or remove the file and import the batch "
          + "files again")
    case .corrupt:
      .init(
        vi: "tệp kho bị hỏng; hãy lấy lại bản sao lưu, hoặc xoá tệp rồi nhập lại các tệp phiếu",
        en: "the store's file is damaged; put a copy back, or remove the file and import the batch "
          + "files again")
    case .busy:
      .init(
        vi: "một lệnh sipas khác đang ghi vào kho; đợi lệnh đó xong rồi làm lại",
        en: "another sipas is writing to the store; wait until it is done and try again")
    case .noRoom:
      .init(
        vi: "hết chỗ trên đĩa: không có gì được ghi, kho vẫn như trước; giải phóng đĩa rồi làm lại",
        en: "the disk is full: nothing was written, the store is as it was; free some room and try "
          + "again")
    case .notWritable:
      .init(
        vi: "không ghi được vào kho: thư mục store/ hoặc tệp trong đó chỉ cho đọc; cấp quyền ghi, "
          + "hoặc chép nghiên cứu sang chỗ ghi được",
        en: "the store cannot be written to: the folder store/ or its file is read-only; allow "
          + "writing, or copy the study to where it can be written")
    case .damagedEntry(let sequence):
      .init(
        vi: "mục \(sequence) của nhật ký bị hỏng; xem sipas batches verify",
        en: "entry \(sequence) of the log is damaged; see sipas batches verify")
    case .otherIdentifierKey(let batch):
      .init(
        vi: "định danh trong lô \(batch) được xử lý bằng khoá khác hoặc cách khác (identifiers); "
          + "hãy dùng đúng tệp khoá đó, hoặc huỷ lô (--undo \(batch)) rồi nhập lại",
        en: "the identifiers of batch \(batch) were treated by another key, or in another way "
          + "(identifiers); use that key's file, or undo the batch (--undo \(batch)) and import it "
          + "again")
    case .noIdentifierKey:
      .init(
        vi: "nghiên cứu thay định danh bằng bí danh nhưng chưa đọc khoá; xem sipas identifier-key",
        en: "the study makes pseudonyms of direct identifiers, and its key was not read; see sipas "
          + "identifier-key")
    case .database(let why): .init(vi: "lỗi kho dữ liệu: \(why)", en: "the store failed: \(why)")
    }
  }
}
