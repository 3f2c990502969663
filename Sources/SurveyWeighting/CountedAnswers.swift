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

  var items: [Item]
  var parts: [Part]
  /// Weights times this are whole numbers, and multiples of the divisor.
  var scale: Double
  var divisor: Int64
}

/// Answers of some rows of a sample.
public struct AnswerBlock: Sendable {
  /// For each item asked for the bytes of its column; empty where there is none.
  public var codes: [[UInt8]]
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

  /// The answers to some items, a block at a time.
  ///
  /// - Parameters:
  ///   - number: The block, from 0.
  ///   - items: The items.
  /// - Returns: The block.
  /// - Throws: The system's error where a temporary file cannot be read.
  public func answerBlock(_ number: Int, of items: [Item]) throws -> AnswerBlock {
    switch answers {
    case .tables(let cells, let weights):
      let table = wave.parts[number].table
      return AnswerBlock(
        codes: items.map { table.closed($0.id) ?? [] }, cells: cells[number],
        weights: weights[number])
    case .counted(_, let counted):
      var number = number
      for part in counted.parts {
        guard number >= part.spool.count else {
          let block = try part.spool.block(number)
          let positions = items.map { item in counted.items.firstIndex { $0.id == item.id } }
          return AnswerBlock(
            codes: positions.map { $0.map { block.codes[$0] } ?? [] },
            cells: block.cells.map { part.cells[Int($0)] },
            weights: block.weights.map {
              Int64(($0 * counted.scale).rounded()) / counted.divisor
            })
        }
        number -= part.spool.count
      }
      preconditionFailure("there is no such block")
    }
  }
}
