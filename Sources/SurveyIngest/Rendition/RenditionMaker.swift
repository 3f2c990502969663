internal import CompressedFiles
internal import DelimitedText
internal import Digests
internal import Foundation
internal import SurveyModel
internal import VietnameseText

/// Makes a rendition of one file.
struct RenditionMaker {
  private let url: URL
  let fileName: String
  let study: Study
  /// The largest text that is judged as a whole at once; of a larger one a sixteenth of that is judged first.
  var wholeBytes = Rendition.wholeBytes
  /// What the user or the study has decided.
  private var forced: ImportProfile
  /// What the user has decided about decimals, which also holds for rows that come back.
  private let told: (decimal: DecimalMark?, columns: [String: DecimalMark])
  private let progress: WorkProgress
  /// Whether sipas wrote the file for a spreadsheet.
  private var isExported = false
  /// What the study asks of every file, without what the user has decided otherwise for this one.
  private var pinned: ImportProfile?
  private(set) var understanding = FileUnderstanding()
  /// Whether neither the user nor the study has decided anything.
  var isUndecided: Bool { pinned == nil && forced == ImportProfile() }

  init(
    _ url: URL, fileName: String, study: Study, forced: ImportProfile,
    progress: WorkProgress = .none
  ) {
    self.progress = progress
    self.url = url
    self.fileName = fileName
    self.study = study
    self.forced = forced
    told = (forced.decimal, forced.columnDecimals)
    guard let own = study.importProfile?.naming(sheetsOf: study) else { return }
    pinned = own
    self.forced = forced.completed(by: own)
    let replaced = ImportProfile.Aspect.allCases.filter { forced.decides($0) && own.decides($0) }
    for aspect in replaced { pinned?.take(aspect, from: ImportProfile()) }
    guard !replaced.isEmpty else { return }
    understanding.add(
      "told",
      vi: "lần này theo lựa chọn của bạn thay cho hồ sơ nhập của nghiên cứu: "
        + replaced.map(\.words.vietnamese).joined(separator: ", "),
      en: "as you told for this run, in place of the study's import profile: "
        + replaced.map(\.words.english).joined(separator: ", "))
  }

  mutating func rendition() throws -> Rendition {
    let head = try bytes(of: url, atMost: FileKind.byteCount)
    switch FileKind(head, url: url) {
    case .text: return try text(at: url, digest: nil)
    case .workbook:
      let rows = try WorkbookRows(url, fileName: fileName)
      // A spreadsheet makes one sheet of a CSV.
      if rows.sheets.count == 1, let first = try rows.firstRows(1)[0].first {
        if first.has(ColumnMatcher.findingsHeader) {
          takeAsReturned()
        } else if first.has(ExportProfile.escapeHeader) {
          takeAsExported()
        }
      }
      try checkKind("xlsx")
      understanding.profile.kind = "xlsx"
      understanding.add("kind", vi: "sổ tính Excel (.xlsx)", en: "an Excel workbook (.xlsx)")
      guard !rows.sheets.isEmpty else {
        throw error(rows.hidden.isEmpty ? .empty : .hiddenSheets(rows.hidden))
      }
      if !rows.hidden.isEmpty {
        let list = rows.hidden.map { "\"\($0)\"" }.joined(separator: ", ")
        understanding.add(
          "sheets-hidden", vi: "trang tính ẩn, không đọc: \(list)",
          en: "hidden sheets, not read: \(list)", isWarning: true)
      }
      return try rewritten(rows, isText: false, isSemicolon: false, digest: digestOfFile())
    case .statistics:
      let rows = try StatisticalRows(url, fileName: fileName, encoding: forced.encoding)
      try checkKind(rows.kind)
      understanding.profile.kind = rows.kind
      let name = rows.kind == "dta" ? "Stata" : "SPSS"
      understanding.add(
        "kind", vi: "tệp \(name) (.\(rows.kind)), mã \(rows.encoding)",
        en: "\(name == "SPSS" ? "an" : "a") \(name) file (.\(rows.kind)), encoding \(rows.encoding)"
      )
      return try rewritten(rows, isText: false, isSemicolon: false, digest: digestOfFile())
    case .compressed(let kind): return try unpacked(kind)
    case .archive: throw error(.archive)
    case .foreign(let name, let vi, let en):
      throw error(.foreign(kind: name, advice: LocalizedText(vi: vi, en: en)))
    }
  }

  /// Told of the rows of this file.
  private var reported: RowProgress { RowProgress(progress, file: fileName) }

  /// Reads the file as sipas wrote it: rows that were set aside come back, whatever file they are from.
  private mutating func takeAsReturned() {
    pinned = nil
    forced = ImportProfile()
    (forced.decimal, forced.columnDecimals) = told
    understanding = FileUnderstanding()
    understanding.isReturned = true
    understanding.add(
      "returned", vi: "các dòng sipas đã để riêng, nay được nhập lại; không xét hồ sơ nhập",
      en: "rows that sipas had set aside and that come back; no import profile is asked")
  }

  /// Reads a table as sipas exported it for a spreadsheet.
  private mutating func takeAsExported() {
    pinned = nil
    forced = ImportProfile()
    understanding = FileUnderstanding()
    understanding.isReturned = true
    isExported = true
    understanding.add(
      "exported", vi: "bảng do sipas xuất, nay được nhập lại; không xét hồ sơ nhập",
      en: "a table that sipas exported and that comes back; no import profile is asked")
  }

  /// Refuses a file of another kind than the study asks for, of which nothing else would be told rightly.
  private func checkKind(_ kind: String) throws(ImportError) {
    guard let difference = ProfileFit.kind(kind, pinned: pinned?.kind) else { return }
    throw error(.doesNotFit([difference]))
  }

  /// Refuses a file that is not what the study asks for.
  private func checkFit(sheets: [String]) throws(ImportError) {
    guard let pinned else { return }
    let fit = ProfileFit(understanding, pinned: pinned, sheets: sheets)
    guard fit.differences.isEmpty else { throw error(.doesNotFit(fit.differences)) }
  }

  private func error(_ problem: ImportError.Problem) -> ImportError {
    ImportError(file: fileName, problems: [problem])
  }

  /// The first bytes of a file.
  private func bytes(of url: URL, atMost count: Int) throws(ImportError) -> [UInt8] {
    var bytes: [UInt8] = []
    try ByteFile(url, name: fileName).read(at: 0, count: count, into: &bytes, after: 0)
    return bytes
  }

  private func digestOfFile() throws(ImportError) -> String { try digest(of: url) }

  private func digest(of url: URL) throws(ImportError) -> String {
    let file = try ByteFile(url, name: fileName)
    let digest = SHA256()
    var (buffer, offset): ([UInt8], Int) = ([], 0)
    while offset < file.count {
      try file.read(at: offset, count: 1 << 20, into: &buffer, after: 0)
      digest.add(buffer)
      offset += buffer.count
    }
    return digest.hexadecimal()
  }

  // MARK: - Texts

  private mutating func unpacked(_ kind: CompressionKind) throws -> Rendition {
    let name = kind == .gzip ? "gzip" : "zstd"
    understanding.add("compression", vi: "tệp nén \(name)", en: "compressed with \(name)")
    let text = try TemporaryText()
    do throws(CompressedFileError) {
      var stream = try DecompressedStream(
        contentsOf: url, limits: .init(maximumBytes: 1 << 36, maximumRatio: 200))
      while let bytes = try stream.next() {
        do throws(ImportError) { try text.append(bytes) } catch { throw .unreadable(name: "") }
      }
    } catch {
      throw self.error(.unreadableArchive(error))
    }
    let inner = URL(filePath: text.path)
    guard case .text = FileKind(try bytes(of: inner, atMost: FileKind.byteCount), url: inner) else {
      throw self.error(.nestedCompression)
    }
    // The same text in another packing is the same file.
    return try self.text(at: inner, digest: digest(of: inner), keeping: text)
  }

  /// Makes a rendition of a text; the digest is that of the file, where the text is not the file itself,
  /// and what is kept must live as long as the text.
  private mutating func text(
    at place: URL, digest: String?, keeping kept: TemporaryText? = nil
  ) throws -> Rendition {
    switch SourceRow.ownHeader(inText: try bytes(of: place, atMost: 1 << 20)) {
    case ColumnMatcher.findingsHeader: takeAsReturned()
    case ExportProfile.escapeHeader: takeAsExported()
    default: break
    }
    try checkKind("csv")
    let before = understanding
    let file = try ByteFile(place, name: fileName)
    let isWhole = file.count <= wholeBytes
    var original = try bytes(of: place, atMost: isWhole ? file.count : wholeBytes >> 4)
    guard !original.isEmpty else { throw error(.empty) }
    if !isWhole, let end = original.lastIndex(of: 0x0A) { original.removeSubrange((end + 1)...) }
    if let plain = plainUnderstanding(original, isWhole: isWhole) {
      return Rendition(
        fileName: fileName, study: study, understanding: plain, path: place.path, digest: digest,
        text: kept, toldOfBeginning: isWhole ? nil : forced)
    }
    do {
      let (plan, text) = try plan(original)
      if plan.isIdentity, text.isOriginal, plan.isOfDetectedDialect {
        try checkFit(sheets: [""])
        return Rendition(
          fileName: fileName, study: plan.study, understanding: understanding, path: place.path,
          digest: digest, text: kept, toldOfBeginning: isWhole ? nil : forced)
      }
      if isWhole { return try write(plan, digest: digest ?? digestOfFile()) }
    } catch let error as ImportError where !isWhole && error.isOfEncoding {
      // A part of a text may end within a character; the whole tells.
    }
    guard file.count <= Rendition.mostBytes else {
      throw error(.tooLargeToRewrite(limit: Rendition.mostBytes))
    }
    understanding = before
    let (plan, _) = try plan(try bytes(of: place, atMost: file.count))
    return try write(plan, digest: digest ?? digestOfFile())
  }

  private mutating func plan(
    _ original: [UInt8]
  ) throws -> (plan: RenditionPlan, text: SourceText) {
    understanding.profile.kind = "csv"
    understanding.add("kind", vi: "tệp văn bản (CSV)", en: "a text file (CSV)")
    let text = try sourceText(original)
    let told = forced.delimiter.flatMap { name in
      Dialect(delimiter: name == "tab" ? 0x09 : name.utf8.first ?? 0)
    }
    let found = TextRows.dialect(of: text.bytes, for: study)
    let dialect = told ?? found
    let delimiter = dialect.delimiterName
    understanding.profile.delimiter = delimiter
    if dialect != found,
      TextRows.knownCount(of: text.bytes, found, study)
        > TextRows.knownCount(of: text.bytes, dialect, study)
    {
      // Cut at the wrong sign, a text has no column; whatever else was decided is not the cause.
      if pinned?.delimiter == nil, TextRows.knownCount(of: text.bytes, dialect, study) == 0 {
        throw error(.otherDelimiter(delimiter, found: found.delimiterName))
      }
      let (was, told) = (found.delimiterName.quotedSign, delimiter.quotedSign)
      understanding.contradict(
        .delimiter, vi: "dấu phân cách là \(was), không phải \(told)",
        en: "fields are parted by \(was), and not by \(told)")
    }
    understanding.add(
      "delimiter", vi: "dấu phân cách \(delimiter)", en: "fields are parted by \(delimiter)")
    if isExported, dialect == .semicolon || dialect == .comma {
      forced.decimal = dialect == .semicolon ? .comma : .point
    }
    var plan = try RenditionPlan(
      TextRows(bytes: text.bytes, dialect: dialect), study: study, isText: true,
      // Between TABs a spreadsheet saves what it read between semicolons.
      isSemicolon: dialect == .semicolon || understanding.isReturned && dialect == .tab,
      forced: forced, progress: reported, understanding: &understanding)
    plan.isOfDetectedDialect = dialect == Dialect.detected(in: text.bytes)
    return (plan, text)
  }

  /// The text in UTF-8; where a pinned encoding does not fit, that is what is wrong.
  private mutating func sourceText(_ original: [UInt8]) throws -> SourceText {
    do {
      return try SourceText(
        original, study: study, forced: forced, fileName: fileName,
        understanding: &understanding)
    } catch {
      let differences = understanding.contradictions.filter { pinned?.decides($0.aspect) ?? false }
      guard differences.isEmpty else { throw self.error(.doesNotFit(differences.map(\.text))) }
      guard let told = forced.encoding.flatMap(TextEncoding.named),
        let line = error.problems.lazy.compactMap(\.lineOfOtherEncoding).first
      else { throw error }
      var detector = EncodingDetector(for: study)
      detector.add(original)
      let likely = try? detector.decision().encoding
      throw self.error(
        .notAsDecided(
          told.rawValue, line: line, likely: likely == told ? nil : likely?.rawValue,
          by: pinned?.encoding == nil ? .user : .study))
    }
  }

  // MARK: - Writing

  private mutating func rewritten(
    _ rows: any RowSource, isText: Bool, isSemicolon: Bool, digest: String
  ) throws -> Rendition {
    let plan = try RenditionPlan(
      rows, study: study, isText: isText, isSemicolon: isSemicolon, forced: forced,
      progress: reported, understanding: &understanding)
    return try write(plan, digest: digest)
  }

  private func write(_ plan: RenditionPlan, digest: String) throws -> Rendition {
    try checkFit(sheets: plan.rows.sheets)
    let text = try TemporaryText()
    var map = LineMap(
      sheets: plan.rows.sheets, positions: plan.layouts.map { $0?.positions ?? [] })
    // Records that cannot be cut into fields stay letter by letter, so all others have their delimiter.
    let dialect = (plan.rows as? TextRows)?.dialect ?? .comma
    var writer = RecordWriter(dialect: dialect, lineEnd: .lineFeed)
    var line = 1
    func lines(_ count: Int) -> ClosedRange<Int> {
      defer { line += count }
      return line...(line + count - 1)
    }
    func height(_ cells: [String]) -> Int {
      cells.reduce(1) { $0 + $1.utf8.count(where: { $0 == 0x0A }) }
    }
    // A line break within a header would move every line below it, and tells nothing.
    let headers = plan.headers.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    // All in quotes, so that whoever looks for the delimiter finds it however questions are worded.
    let quoted = headers.map { Array("\"\($0.replacing("\"", with: "\"\""))\"".utf8) }
    writer.writeRaw(quoted.joined(separator: [dialect.delimiter]))
    let first = plan.layouts.compactMap { $0 }.first
    map.add(lines(1), fileLines: first?.header ?? 1...1, sheet: 0)
    try plan.forEachRewritten { record in
      if let broken = record.broken {
        writer.writeRaw(broken)
        map.add(lines(record.lines.count), fileLines: record.lines, sheet: record.sheet)
      } else {
        // A lone CR ends a line for whoever reads the text.
        let cells = record.cells.map(\.lineFed)
        writer.write(cells)
        map.add(lines(height(cells)), fileLines: record.lines, sheet: record.sheet)
      }
      if writer.bytes.count > 1 << 20 {
        try text.append(writer.bytes)
        writer = RecordWriter(dialect: dialect, lineEnd: .lineFeed)
      }
    }
    try text.append(writer.bytes)
    return Rendition(
      fileName: fileName, study: plan.study, understanding: understanding, path: text.path,
      lines: map, madeFields: plan.madeFields, digest: digest, text: text)
  }
}

extension ImportError.Problem {
  /// The first line that is not in the encoding which was decided; nil of another problem.
  fileprivate var lineOfOtherEncoding: Int? {
    switch self {
    case .notUTF8(let line): line
    case .otherEncoding(let fault): fault.line
    default: nil
    }
  }
}

extension ImportError {
  /// Whether the encoding of a text is what is wrong.
  fileprivate var isOfEncoding: Bool {
    problems.contains {
      switch $0 {
      case .notUTF8, .noEncoding, .otherEncoding, .notAsDecided: true
      default: false
      }
    }
  }
}
