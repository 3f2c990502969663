public import Foundation
internal import CReadStat

/// A file of SPSS or Stata: its dictionary at once, its rows one after the other.
///
/// ```swift
/// let file = try StatisticalFile(contentsOf: url)
/// try file.forEachRow { row in
///   print(zip(file.variables, row.cells).map { $0.code(of: $1) })
/// }
/// ```
///
/// The kind of file is told from its bytes. Texts are decoded from the file's encoding, stripped of
/// the blanks at their end, with which SPSS pads, and come in NFC; SPSS's long texts, which lie in several columns, are
/// joined. Compressed files are read like others.
///
/// Edge cases:
/// - A text that was cut within a character ends before that character.
/// - A file without variables has no rows, whatever it says.
/// - SPSS may leave the number of rows untold. Such a file that ends between two rows looks whole.
///
/// ReadStat does the parsing. The file is opened anew for its rows, and is not held in memory; of a
/// Stata file only the long texts (`strL`) are.
public struct StatisticalFile: Sendable {
  /// Where the file is.
  public let url: URL
  /// What kind of file it is.
  public let kind: StatisticalFileKind
  /// The version of Stata's format, such as 118; nil for SPSS.
  public let version: Int?
  /// What the file is called inside; empty where nothing is told.
  public let label: String
  /// Remarks kept in the file, a line each.
  public let notes: [String]
  /// What the file's texts are encoded in.
  public let encoding: Encoding
  /// The number of rows; nil where the file does not tell.
  public let rowCount: Int?
  /// The variables, in the order of the file.
  public let variables: [StatisticalVariable]
  /// The name of the variable that SPSS weights rows by; nil where it does not.
  public let weight: String?
  /// How large the file may be.
  public let limits: Limits

  /// An encoding, and who says so.
  public struct Encoding: Hashable, Sendable {
    /// Who says so.
    public enum Basis: Hashable, Sendable {
      /// The file, or the definition of its format.
      case file
      /// The caller.
      case caller
      /// Nobody: a Stata file before version 118 does not tell and is taken for windows-1252, an SPSS
      /// file that does not tell for ASCII.
      case assumption
    }
    /// The encoding's name, such as `UTF-8` or `WINDOWS-1258`.
    public let name: String
    /// Who says so.
    public let basis: Basis
  }

  /// Whether texts can be decoded from an encoding of this name.
  public static func knows(encoding name: String) -> Bool { TextDecoder(encoding: name) != nil }

  /// Reads the dictionary of a file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - limits: How large it may be.
  ///   - encoding: What its texts are encoded in, whatever the file says, by a name that iconv knows.
  /// - Throws: ``StatisticalFileError``.
  /// - Complexity: O(*n*) in the dictionary; for Stata and portable files in the file.
  public init(contentsOf url: URL, limits: Limits = Limits(), encoding: String? = nil) throws {
    do {
      try self.init(reading: url, limits: limits, given: encoding)
    } catch let problem as ProblemFound {
      throw StatisticalFileError(file: url.lastPathComponent, problem: problem.problem)
    }
  }

  /// Calls `body` with each row, in the order of the file.
  ///
  /// - Parameter body: What to do with a row; what it throws ends the reading and is thrown on.
  /// - Throws: ``StatisticalFileError``, after the rows before the fault were handed on, and what `body` throws.
  /// - Complexity: O(*n*) in the file; one row is held at a time.
  public func forEachRow(_ body: (StatisticalRow) throws -> Void) throws {
    guard !variables.isEmpty else { return }
    guard let decoder = TextDecoder(encoding: encoding.name) else {
      throw error(.unknownEncoding(encoding.name))
    }
    try withoutActuallyEscaping(body) { body in
      let pass = RowPass(of: self, decoder: decoder, body: body)
      let code = pass.run(url.path)
      if let thrown = pass.thrown { throw thrown }
      if let failure = pass.failure { throw error(failure) }
      guard code == READSTAT_OK else {
        throw error(
          ReadStat.problem(
            code, kind: kind, version: version, rowsRead: pass.rowCount, rowsStated: rowCount))
      }
      guard !pass.isWithinRow, pass.rowCount == rowCount ?? pass.rowCount else {
        throw error(.truncated(rowsRead: pass.rowCount, rowsStated: rowCount))
      }
    }
  }

  /// What the variables mean, as a table.
  public var codebook: StatisticalCodebook { StatisticalCodebook(variables) }

  /// The encoding that the caller gave.
  var encodingGiven: String? { encoding.basis == .caller ? encoding.name : nil }

  private func error(_ problem: StatisticalFileError.Problem) -> StatisticalFileError {
    StatisticalFileError(file: url.lastPathComponent, problem: problem)
  }
}

/// A problem on its way to the place that knows the file's name.
private struct ProblemFound: Error {
  var problem: StatisticalFileError.Problem

  init(_ problem: StatisticalFileError.Problem) { self.problem = problem }
}

extension StatisticalFile {
  private init(reading url: URL, limits: Limits, given: String?) throws {
    (kind, version) = try StatisticalFile.kind(of: url)
    self.url = url
    self.limits = limits
    if given != nil, kind == .por { throw ProblemFound(.encodingNotApplicable) }
    if kind == .por { try StatisticalFile.checkLetters(ofPortable: url) }
    if let given, TextDecoder(encoding: given) == nil {
      throw ProblemFound(.unknownEncoding(given))
    }

    let pass = DictionaryPass(limits: limits)
    let code = pass.run(url.path, as: kind, encoding: given)
    if let failure = pass.failure { throw ProblemFound(failure) }
    guard code == READSTAT_OK else {
      throw ProblemFound(
        ReadStat.problem(code, kind: kind, version: version, rowsRead: nil, rowsStated: nil))
    }
    encoding = StatisticalFile.encoding(
      given: given, stated: String(decoding: pass.encoding, as: UTF8.self), kind: kind,
      version: version)
    guard let decoder = TextDecoder(encoding: encoding.name) else {
      throw ProblemFound(.unknownEncoding(encoding.name))
    }
    rowCount = pass.rowCount
    do {
      label = try decoder.text(pass.label, at: .fileLabel)
      notes = try pass.notes.map { try decoder.text($0, at: .fileLabel) }
      weight = try pass.weight.map { try decoder.text($0, at: .fileLabel) }
      variables = try pass.decodedVariables(by: decoder)
    } catch let error as UndecodableText {
      throw ProblemFound(.undecodableText(error.place, encoding: encoding.name))
    }
    let (cells, isTooMany) = (rowCount ?? 0).multipliedReportingOverflow(by: variables.count)
    if isTooMany || cells > limits.cells {
      throw ProblemFound(.tooLarge(.cells, limit: limits.cells))
    }
  }

  private static func checkLetters(ofPortable url: URL) throws {
    let line: Int?
    do {
      line = try PortableText.firstForeignLine(of: url)
    } catch {
      throw ProblemFound(.unreadable)
    }
    if let line { throw ProblemFound(.notPortable(line: line)) }
  }

  /// What a file is by its first bytes.
  private static func kind(of url: URL) throws -> (StatisticalFileKind, version: Int?) {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
      throw ProblemFound(.noSuchFile)
    }
    guard !isDirectory.boolValue, let handle = try? FileHandle(forReadingFrom: url) else {
      throw ProblemFound(.unreadable)
    }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: FileOpening.byteCount), !start.isEmpty else {
      throw ProblemFound(.empty)
    }
    switch FileOpening(Array(start)) {
    case .statistical(.dta, let version)
    where !(version.map(FileOpening.stataVersions.contains) ?? false):
      throw ProblemFound(.unsupportedVersion(.dta, version: version))
    case .statistical(let kind, let version): return (kind, version)
    case .other(let name, let advice):
      throw ProblemFound(.anotherKind(name: name, advice: advice))
    case .unknown: throw ProblemFound(.notStatistical)
    }
  }

  private static func encoding(
    given: String?, stated: String, kind: StatisticalFileKind, version: Int?
  ) -> Encoding {
    if let given { return Encoding(name: given, basis: .caller) }
    // ReadStat turns a portable file's characters into UTF-8 by the table in the file.
    if kind == .por || (version ?? 0) >= 118 { return Encoding(name: "UTF-8", basis: .file) }
    if !stated.isEmpty, kind != .dta { return Encoding(name: stated, basis: .file) }
    return Encoding(name: kind == .dta ? "WINDOWS-1252" : "US-ASCII", basis: .assumption)
  }
}
