/// A batch that is read block by block, so that it need not be held as a whole.
public protocol BatchInput: ~Copyable {
  /// The next rows, nil when the batch is at its end.
  ///
  /// `ResponseTable.source` tells where the rows' records stand, so that one can be set aside.
  mutating func nextBlock() throws -> ResponseTable?

  /// The file and what became of its records so far; complete when ``nextBlock()`` has returned nil.
  var source: BatchSource { get }

  /// The findings so far, in the order of the file.
  var findings: [Finding] { get }
}
