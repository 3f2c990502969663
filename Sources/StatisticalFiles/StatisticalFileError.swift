/// Why a statistical file, or a part of it, cannot be read.
public struct StatisticalFileError: Error, Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// What is wrong.
  public var problem: Problem

  /// What can be wrong with a statistical file.
  public enum Problem: Hashable, Sendable {
    /// There is no such file.
    case noSuchFile
    /// The file cannot be read: a folder, or no permission.
    case unreadable
    /// There is nothing in the file.
    case empty
    /// The bytes are neither SPSS's nor Stata's.
    case notStatistical
    /// The file is of a known kind that is not read here, such as SAS.
    case anotherKind(name: String, advice: String)
    /// The version of the format is too old or too new; nil where it cannot be told.
    case unsupportedVersion(StatisticalFileKind, version: Int?)
    /// The file ends too early: behind so many rows, of those it states, where either is known.
    case truncated(rowsRead: Int?, rowsStated: Int?)
    /// The bytes break the rules of the format; the row is the one that was being read, from 1.
    case damaged(reason: String, row: Int?)
    /// A text is not in the file's encoding.
    case undecodableText(Place, encoding: String)
    /// Nobody knows the encoding of this name, which was given or stands in the file.
    case unknownEncoding(String)
    /// Nobody knows the encoding that the file states.
    case unstatedEncoding
    /// A portable file has its own table of characters, and an encoding was given.
    case encodingNotApplicable
    /// A line of a portable file, from 1, has a letter that such files cannot hold.
    case notPortable(line: Int)
    /// The file is larger than was allowed.
    case tooLarge(Quantity, limit: Int)
    /// No memory was left.
    case outOfMemory

    /// Where in a file a text stands.
    public enum Place: Hashable, Sendable {
      /// In the label or a note of the file.
      case fileLabel
      /// In a variable's name; variables count from 1.
      case variableName(number: Int)
      /// In a variable's label or format.
      case variableLabel(String)
      /// In a value with a label, a label, or a missing value of a variable.
      case valueLabel(variable: String)
      /// In a row, from 1.
      case cell(row: Int, variable: String)
    }

    /// What can be too many or too long.
    public enum Quantity: Hashable, Sendable {
      /// Variables.
      case variables
      /// Rows times variables.
      case cells
      /// Value labels.
      case valueLabels
      /// Bytes of one text of a row, from 1.
      case textBytes(row: Int, variable: String)
    }
  }

  /// Makes an error.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension StatisticalFileError: CustomStringConvertible {
  /// What is wrong and what to do, in English, after the file's name.
  public var description: String { "\(file): \(problem)" }
}

extension StatisticalFileError.Problem: CustomStringConvertible {
  /// What is wrong and what to do, in English.
  public var description: String {
    switch self {
    case .noSuchFile: "there is no such file"
    case .unreadable: "the file cannot be read (a folder, or no permission)"
    case .empty: "the file is empty"
    case .notStatistical:
      "neither an SPSS (.sav, .zsav, .por) nor a Stata file (.dta), whatever its name says"
    case .anotherKind(let name, let advice): "the file is \(name); \(advice)"
    case .unsupportedVersion(.dta, let version):
      "version \(version.map(String.init) ?? "?") of Stata's format is not known here; "
        + "in Stata type saveold with version(14)"
    case .unsupportedVersion(let kind, _):
      "this version of \(kind) files is not known here; save it again with a recent program"
    case .truncated(let read, let stated):
      "the file ends too early" + (read.map { ", behind \($0) rows" } ?? "")
        + (stated.map { " of \($0)" } ?? "") + "; copy or export it again"
    case .damaged(let reason, let row):
      "the file is damaged" + (row.map { " at row \($0)" } ?? "")
        + " (\(reason)); copy or export it again"
    case .undecodableText(let place, let encoding):
      "\(place) is not in the encoding \(encoding); name the right one, such as windows-1258"
    case .unknownEncoding(let name):
      "the encoding \(name) is not known; name another, such as UTF-8 or windows-1258"
    case .unstatedEncoding:
      "the encoding that the file names is not known; name another, such as UTF-8 or windows-1258"
    case .encodingNotApplicable:
      "a portable file (.por) has its own table of characters; give no encoding"
    case .notPortable(let line):
      "line \(line) has a letter that a portable file (.por) cannot hold and that would be lost; "
        + "save the data as .sav"
    case .tooLarge(let quantity, let limit): "\(quantity.words(limit))"
    case .outOfMemory: "no memory was left; close other programs, or split the file"
    }
  }
}

extension StatisticalFileError.Problem.Place: CustomStringConvertible {
  /// The place in English.
  public var description: String {
    switch self {
    case .fileLabel: "the label or a note of the file"
    case .variableName(let number): "the name of variable \(number)"
    case .variableLabel(let name): "the label of variable \(name)"
    case .valueLabel(let name): "a value label or missing value of variable \(name)"
    case .cell(let row, let name): "row \(row), variable \(name)"
    }
  }
}

extension StatisticalFileError.Problem.Quantity {
  /// What is too large, with the limit.
  fileprivate func words(_ limit: Int) -> String {
    switch self {
    case .variables: "more than \(limit) variables; split the file or raise the limit"
    case .cells: "more than \(limit) cells; split the file or raise the limit"
    case .valueLabels: "more than \(limit) value labels; drop some or raise the limit"
    case .textBytes(let row, let variable):
      "row \(row), variable \(variable) is longer than \(limit) bytes; shorten it or raise the limit"
    }
  }
}
