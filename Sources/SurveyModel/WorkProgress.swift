/// Who is told how far a long reading is, and whether it shall go on.
///
/// It is handed down as a parameter. Engines call it once a block and look at no clock; whoever made it
/// decides what to show and how often, and may ask for the end of the work.
public struct WorkProgress: Sendable {
  /// What a reading is for.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// Finding out what a file is and writing it as a plain text.
    case understand
    /// Taking the records into the store.
    case `import`
    /// Counting the records for a score.
    case score
    /// Reading a table for estimates.
    case estimate
  }

  /// How far a reading is.
  public struct Step: Hashable, Sendable {
    /// What it is for.
    public var stage: Stage
    /// The file's name, without its folder; empty where the store is read.
    public var file: String
    /// The bytes read.
    public var bytes: Int
    /// The bytes there are, nil where that is not known.
    public var total: Int?
    /// The rows read.
    public var rows: Int

    /// Makes a step.
    public init(stage: Stage, file: String, bytes: Int = 0, total: Int? = nil, rows: Int) {
      self.stage = stage
      self.file = file
      self.bytes = bytes
      self.total = total
      self.rows = rows
    }
  }

  private let body: (@Sendable (Step) -> Bool)?

  /// Nobody.
  public static let none = WorkProgress(nil)

  /// Tells `body`, which may be called on any thread, and returns whether the work shall go on.
  public init(_ body: @escaping @Sendable (Step) -> Bool) { self.init(.some(body)) }

  private init(_ body: (@Sendable (Step) -> Bool)?) { self.body = body }

  /// Tells how far the work is.
  ///
  /// - Returns: Whether it shall go on.
  public func goesOn(after step: @autoclosure () -> Step) -> Bool {
    guard let body else { return true }
    return body(step())
  }

  /// Tells how far the work is.
  ///
  /// - Throws: ``Interruption`` where it shall not go on.
  public func report(_ step: @autoclosure () -> Step) throws(Interruption) {
    guard let body else { return }
    let step = step()
    guard body(step) else { throw Interruption(stage: step.stage, file: step.file) }
  }
}

/// The end of a work that somebody asked for.
public struct Interruption: Error, Hashable, Sendable {
  /// What was being done.
  public let stage: WorkProgress.Stage
  /// The file that was being read; empty where it was the store.
  public let file: String

  /// Makes an interruption.
  public init(stage: WorkProgress.Stage, file: String) {
    self.stage = stage
    self.file = file
  }
}

/// A batch that tells how far it is read.
public struct ReportedInput<Input: BatchInput>: BatchInput {
  private var input: Input
  private var rows = 0
  private let file: String
  private let progress: WorkProgress
  private let position: @Sendable (Input) -> (bytes: Int, total: Int)

  /// A batch of which `progress` is told after each block.
  ///
  /// - Parameters:
  ///   - input: The batch.
  ///   - file: The name that is told.
  ///   - progress: Who is told.
  ///   - position: How many bytes were read of how many.
  public init(
    _ input: Input, file: String, progress: WorkProgress,
    position: @escaping @Sendable (Input) -> (bytes: Int, total: Int)
  ) {
    self.input = input
    self.file = file
    self.progress = progress
    self.position = position
  }

  /// The next rows.
  ///
  /// - Throws: ``Interruption``, or what the batch throws.
  public mutating func nextBlock() throws -> ResponseTable? {
    let (bytes, total) = position(input)
    try progress.report(
      WorkProgress.Step(stage: .import, file: file, bytes: bytes, total: total, rows: rows))
    let block = try input.nextBlock()
    rows += block?.rowCount ?? 0
    return block
  }

  /// What became of the file so far.
  public var source: BatchSource { input.source }
  /// The findings so far.
  public var findings: [Finding] { input.findings }
}
