public import Foundation
public import SurveyModel

/// A file of any kind as one delimited text in UTF-8, which all readers of batches share.
///
/// A plain CSV is read where it lies. Everything else (another encoding, a workbook, an SPSS file, titles
/// above the header, decimal commas) is written once as a CSV without a name on disk, and positions are
/// those of the file itself. What was understood on the way is told in ``understanding``.
///
/// Edge cases:
/// - A text of more than 16 MB is judged by its first mebibyte. Where that has to be rewritten, the whole is
///   judged, and held in memory meanwhile; a later part that is not UTF-8, or that shows that dates or
///   numbers before it were misread, is refused with its line.
/// - A cell that cannot be rewritten stays as it is, so that a finding says what is wrong with it.
public struct Rendition: Sendable {
  /// The file's name, without its folder.
  public let fileName: String
  /// The study, with the headers that the file has for its items.
  public let study: Study
  /// What was understood of the file.
  public let understanding: FileUnderstanding
  /// Where the text is read.
  let path: String
  /// Where its lines stand in the file; nil where it is the file.
  let lines: LineMap?
  /// The fields of the text that were made of others, and are no columns of the file.
  let madeFields: Range<Int>
  /// SHA-256 of the file's bytes; nil where the text is the file.
  let digest: String?
  private let text: TemporaryText?
  /// What was told about a text that was judged by its beginning; nil for one that was judged as a whole.
  let toldOfBeginning: ImportProfile?
  /// What must live as long as the text.
  private var source: SourceFile?

  /// The largest text that is judged as a whole at once.
  static let wholeBytes = 1 << 24
  /// The largest file that is rewritten.
  static let mostBytes = 1 << 30

  /// Looks at a file and makes a text of it.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - study: What columns and codes mean.
  ///   - forced: What the user has decided; nil or empty where the file shall be asked.
  ///   - name: The name that findings carry, where it is not the file's.
  ///   - progress: Told while rows are looked at and rewritten.
  /// - Throws: ``ImportError`` where the file cannot be read, with what to do.
  public init(
    _ url: URL, for study: Study, deciding forced: ImportProfile = ImportProfile(),
    name: String? = nil, telling progress: WorkProgress = .none
  ) throws(ImportError) {
    try self.init(
      url, for: study, deciding: forced, name: name ?? url.lastPathComponent,
      judgingWhole: Rendition.wholeBytes, telling: progress)
  }

  /// Looks at a file as others do, with another size of the largest text that is judged as a whole.
  package init(
    _ url: URL, for study: Study, deciding forced: ImportProfile, name fileName: String,
    judgingWhole limit: Int, telling progress: WorkProgress = .none
  ) throws(ImportError) {
    do {
      var maker = RenditionMaker(
        url, fileName: fileName, study: study, forced: forced, progress: progress)
      maker.wholeBytes = limit
      self = try maker.rendition()
    } catch let error as ImportError {
      throw ImportError(file: error.file.isEmpty ? fileName : error.file, problems: error.problems)
    } catch is Interruption {
      throw ImportError(file: fileName, problems: [.interrupted])
    } catch {
      throw ImportError(file: fileName, problems: [.unreadable])
    }
  }

  /// Looks at a file and makes a text of it.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read, with what to do.
  public init(
    _ file: SourceFile, for study: Study, deciding forced: ImportProfile = ImportProfile(),
    telling progress: WorkProgress = .none
  ) throws(ImportError) {
    if let fault = file.fault { throw fault }
    do {
      try self.init(
        file.url, for: study, deciding: forced, name: file.name, telling: progress)
    } catch  where file.isMember && error.problems == [.archive] {
      throw ImportError(file: error.file, problems: [.nestedCompression])
    }
    source = file
  }

  init(
    fileName: String, study: Study, understanding: FileUnderstanding, path: String,
    lines: LineMap? = nil, madeFields: Range<Int> = 0..<0, digest: String? = nil,
    text: TemporaryText? = nil, toldOfBeginning: ImportProfile? = nil
  ) {
    self.fileName = fileName
    self.study = study
    self.understanding = understanding
    self.path = path
    self.lines = lines
    self.madeFields = madeFields
    self.digest = digest
    self.text = text
    self.toldOfBeginning = toldOfBeginning
  }

  /// Refuses a file whose end contradicts what its beginning said.
  func check(_ evidence: WritingEvidence, headers: [String]) throws(ImportError) {
    guard let toldOfBeginning,
      let problem = evidence.contradiction(
        headers: headers, judged: understanding, told: toldOfBeginning)
    else { return }
    throw ImportError(file: fileName, problems: [problem])
  }
}
