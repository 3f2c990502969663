internal import CReadStat

/// The second pass over a file, which hands its rows on one after the other.
final class RowPass {
  private let file: StatisticalFile
  private let decoder: TextDecoder
  private let body: (StatisticalRow) throws -> Void
  private var cells: [StatisticalCell] = []
  /// The rows handed on so far.
  private(set) var rowCount = 0
  /// Why the pass stopped by itself.
  private(set) var failure: StatisticalFileError.Problem?
  /// What the receiver of the rows threw.
  private(set) var thrown: (any Error)?

  init(
    of file: StatisticalFile, decoder: TextDecoder,
    body: @escaping (StatisticalRow) throws -> Void
  ) {
    self.file = file
    self.decoder = decoder
    self.body = body
    cells.reserveCapacity(file.variables.count)
  }

  /// Whether the file ended within a row.
  var isWithinRow: Bool { !cells.isEmpty }

  /// Reads all rows of a file.
  func run(_ path: String) -> readstat_error_t {
    unsafe ReadStat.parse(path, as: file.kind, encoding: file.encodingGiven, context: self) {
      parser in
      // Without a handler for variables ReadStat makes none of a Stata file, and then looks at them.
      unsafe readstat_set_variable_handler(parser) { _, _, _, _ in 0 }
      unsafe readstat_set_value_handler(parser) { row, variable, value, context in
        guard let variable = unsafe variable, let context = unsafe context else { return 1 }
        let pass = unsafe Unmanaged<RowPass>.fromOpaque(context).takeUnretainedValue()
        let index = unsafe Int(readstat_variable_get_index(variable))
        return unsafe pass.take(RawValue(value), row: Int(row), variable: index)
      }
    }
  }

  private func take(_ value: RawValue, row: Int, variable index: Int) -> Int32 {
    // The file may have been replaced since its dictionary was read.
    guard row == rowCount, index == cells.count, index < file.variables.count else {
      return stop(
        .damaged(reason: "the cells of a row are not those of the variables", row: row + 1))
    }
    let variable = file.variables[index]
    switch value {
    case .systemMissing: cells.append(.systemMissing)
    case .text(let bytes):
      let limit = file.limits.textBytes
      guard bytes.count <= limit else {
        return stop(.tooLarge(.textBytes(row: row + 1, variable: variable.name), limit: limit))
      }
      guard let text = decoder.text(bytes) else {
        let place = StatisticalFileError.Problem.Place.cell(row: row + 1, variable: variable.name)
        return stop(.undecodableText(place, encoding: decoder.encoding))
      }
      cells.append(variable.cell(.text(text)))
    case .number(let number): cells.append(variable.cell(.number(number)))
    case .tagged(let tag): cells.append(.taggedMissing(Character(UnicodeScalar(tag))))
    }
    return cells.count == file.variables.count ? endRow() : 0
  }

  private func endRow() -> Int32 {
    rowCount += 1
    guard rowCount <= file.limits.cells / file.variables.count else {
      return stop(.tooLarge(.cells, limit: file.limits.cells))
    }
    do {
      try body(StatisticalRow(number: rowCount, cells: cells))
    } catch {
      thrown = error
      return 1
    }
    cells.removeAll(keepingCapacity: true)
    return 0
  }

  private func stop(_ problem: StatisticalFileError.Problem) -> Int32 {
    failure = problem
    return 1
  }
}
