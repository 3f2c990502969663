internal import Dispatch
public import Foundation
public import SurveyModel
internal import Synchronization

/// A batch file of which the next block is read on another thread while one is worked on.
///
/// A class, because it stands for the one file being read.
public final class ReadAhead: BatchInput, Sendable {
  private let reader: Mutex<BatchReader>
  private let next = Mutex<Result<ResponseTable?, ImportError>>(.success(nil))
  private let isReady = DispatchSemaphore(value: 0)
  private let read = Atomic(0)
  /// The bytes of the text.
  public let byteCount: Int
  /// The bytes of the text that were read so far, which may be a block more than was handed out.
  public var readBytes: Int { read.load(ordering: .relaxed) }

  /// Opens a file, reads its header, and begins to read.
  ///
  /// - Parameters:
  ///   - url: A delimited text, UTF-8.
  ///   - study: What the columns and codes mean.
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ url: URL, for study: Study) throws(ImportError) {
    let reader = try BatchReader(url, for: study)
    byteCount = reader.byteCount
    self.reader = Mutex(reader)
    readOn()
  }

  /// Opens a file of any kind, reads its header, and begins to read.
  ///
  /// - Throws: ``ImportError`` with everything that is wrong with the file as a whole.
  public init(_ file: Rendition) throws(ImportError) {
    let reader = try BatchReader(file)
    byteCount = reader.byteCount
    self.reader = Mutex(reader)
    readOn()
  }

  /// The next rows, nil when the file is at its end.
  ///
  /// - Returns: One row or more.
  /// - Throws: ``ImportError`` where the text stops being UTF-8 or readable.
  public func nextBlock() throws -> ResponseTable? {
    isReady.wait()
    let result = next.withLock { next in
      defer { if case .success = next { next = .success(nil) } }
      return next
    }
    // After the end, and after an error, the same comes again.
    guard case .success(.some(let block)) = result else {
      isReady.signal()
      return try result.get()
    }
    readOn()
    return block
  }

  /// What became of the file so far; complete once ``nextBlock()`` has returned nil.
  public var source: BatchSource { reader.withLock { $0.source } }

  /// The findings so far, in the order of the file.
  public var findings: [Finding] { reader.withLock { $0.findings } }

  private func readOn() {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let result = reader.withLock { reader -> Result<ResponseTable?, ImportError> in
        defer { read.store(reader.readBytes, ordering: .relaxed) }
        do throws(ImportError) { return .success(try reader.nextBlock()) } catch {
          return .failure(error)
        }
      }
      next.withLock { $0 = result }
      isReady.signal()
    }
  }
}
