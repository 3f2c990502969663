internal import Foundation
public import SurveyModel

/// The answers of a sample that was counted while it was read.
struct CountedAnswers: Sendable {
  /// What one thread read.
  struct Part: Sendable {
    var spool: AnswerSpool
    /// For each of the thread's cells the sample's.
    var cells: [Int32]
  }

  var packing: AnswerPacking
  var parts: [Part]
  /// Weights times this are whole numbers, and multiples of the divisor.
  var scale: Double
  var divisor: Int64
}

/// Answers of some rows of a sample.
public struct AnswerBlock: Sendable {
  /// For each column of the packing its bytes.
  public var columns: [[UInt8]]
  /// For each row its cell.
  public var cells: [Int32]
  /// For each row its weight.
  public var weights: [Int64]
}

extension WeightedSample {
  /// In how many blocks the answers come.
  public var answerBlockCount: Int {
    switch answers {
    case .tables(let cells, _): cells.count
    case .counted(_, let counted): counted.parts.reduce(0) { $0 + $1.spool.count }
    }
  }

  /// How blocks hold the answers to some items, and perhaps to others.
  public func answerPacking(of items: [Item]) -> AnswerPacking {
    switch answers {
    case .tables: AnswerPacking(items, in: TableLayout(study))
    case .counted(_, let counted): counted.packing
    }
  }

  /// The answers, a block at a time.
  ///
  /// - Parameters:
  ///   - number: The block, from 0.
  ///   - packing: What ``answerPacking(of:)`` gave.
  /// - Returns: The rows of the block.
  /// - Throws: The system's error where a temporary file cannot be read.
  public func answerBlock(_ number: Int, in packing: AnswerPacking) throws -> AnswerBlock {
    switch answers {
    case .tables(let cells, let weights):
      return AnswerBlock(
        columns: packing.packed(wave.parts[number].table), cells: cells[number],
        weights: weights[number])
    case .counted(_, let counted):
      var number = number
      for part in counted.parts {
        guard number >= part.spool.count else {
          let block = try part.spool.block(number)
          // Both scales are powers of ten, and the later one is not smaller.
          let factor = Int64((counted.scale / block.scale).rounded())
          let isSame = factor == counted.divisor
          return AnswerBlock(
            columns: block.columns, cells: block.cells.map { part.cells[Int($0)] },
            weights: isSame ? block.weights : block.weights.map { $0 * factor / counted.divisor })
        }
        number -= part.spool.count
      }
      preconditionFailure("there is no such block")
    }
  }
}
