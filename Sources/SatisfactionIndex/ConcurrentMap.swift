internal import Dispatch
internal import Synchronization

/// Maps 0 ..< `count` with several threads.
///
/// - Parameters:
///   - count: How many results there are.
///   - threads: The most threads to use.
///   - transform: Is called once for each number; the calls of one thread come in rising order.
/// - Returns: The results, in the order of the numbers.
/// - Throws: What the first call in order that threw has thrown; of one thread's calls those behind it
///   are not made.
func concurrentMap<Result: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) throws -> Result
) throws -> [Result] {
  let workers = max(1, min(threads, count))
  if workers == 1 { return try (0..<count).map(transform) }
  let results = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: workers) { worker in
    for number in stride(from: worker, to: count, by: workers) {
      let result = Swift.Result { try transform(number) }
      results.withLock { $0[number] = result }
      if case .failure = result { return }
    }
  }
  return try results.withLock { $0 }.compactMap { try $0?.get() }
}
