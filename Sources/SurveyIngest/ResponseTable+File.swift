public import Foundation
public import SurveyModel

extension ResponseTable {
  /// Reads a batch file whole.
  ///
  /// Rows with errors are not in the table: they stand in `BatchSource.quarantine`, with their
  /// findings. Use ``BatchReader`` where a file is too large to hold.
  ///
  /// - Parameters:
  ///   - url: A delimited text, UTF-8.
  ///   - study: What the columns and codes mean.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(reading url: URL, for study: Study) throws(ImportError) {
    let file = try ByteFile(url)
    try file.checkFirstLine()
    var bytes: [UInt8] = []
    try file.read(at: 0, count: file.count, into: &bytes, after: 0)
    guard file.isUnchanged else { throw ImportError(file: file.name, problems: [.changed]) }
    try self.init(bytes, fileName: file.name, for: study)
  }

  /// Reads a file of any kind whole.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - progress: Told after each block.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(
    reading file: Rendition, telling progress: WorkProgress = .none
  ) throws(ImportError) {
    var reader = try BatchReader(file)
    self.init(layout: TableLayout(file.study))
    while let block = try reader.nextBlock() {
      append(block)
      let step = WorkProgress.Step(
        stage: .score, file: file.fileName, bytes: reader.readBytes, total: reader.byteCount,
        rows: rowCount)
      guard progress.goesOn(after: step) else {
        throw ImportError(file: file.fileName, problems: [.interrupted])
      }
    }
    source = reader.source
    findings = reader.findings
  }

  /// Reads a batch from the bytes of a delimited text.
  public init(_ bytes: [UInt8], fileName: String, for study: Study) throws(ImportError) {
    var reader = try BatchReader(bytes, fileName: fileName, study: study)
    self.init(layout: TableLayout(study))
    while let block = try reader.nextBlock() { append(block) }
    source = reader.source
    findings = reader.findings
  }
}
