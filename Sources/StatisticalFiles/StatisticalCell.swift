/// What stands in one cell of a statistical file.
public enum StatisticalCell: Hashable, Sendable {
  /// A number that is an answer.
  case number(Double)
  /// A text that is an answer, without padding and in NFC; the empty one too.
  case text(String)
  /// SPSS's or Stata's empty number, `.`.
  case systemMissing
  /// Stata's extended missing value of a letter: `a` for `.a`.
  case taggedMissing(Character)
  /// A value that the dictionary of an SPSS file declares to stand for a missing answer.
  case userMissing(StatisticalValue)

  /// The value, missing or not; nil where the cell holds none.
  public var value: StatisticalValue? {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .systemMissing: nil
    case .taggedMissing(let tag): .tagged(tag)
    case .userMissing(let value): value
    }
  }
}

/// One row of a statistical file.
public struct StatisticalRow: Hashable, Sendable {
  /// The row's number in the file, from 1.
  public let number: Int
  /// Its cells, one for each variable in their order.
  public let cells: [StatisticalCell]
}
