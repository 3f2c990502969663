internal import Dispatch
public import SurveyModel
public import SurveyStore
public import SurveyWeighting
internal import Synchronization

extension SurveyProject {
  /// The weighted sample of the study's wave, from the store, without its rows.
  ///
  /// Estimates are the same as from ``sample(from:)``; where a report stands cannot be
  /// told. Where the design has clusters and weights are decimals the blocks of the store are counted
  /// one by one, each by its columns that are scored alone, in memory that does not grow with the wave.
  ///
  /// - Parameters:
  ///   - store: The study's store.
  ///   - threads: The most threads to use; the sample does not depend on it.
  ///   - progress: Told after each block.
  /// - Returns: The sample.
  /// - Throws: `StoreError`, `WeightingError`, `EstimationError`, and `Interruption` where `progress` ends
  ///   the work.
  public func sample(
    from store: SurveyStore, threads: Int, telling progress: WorkProgress = .none
  ) throws -> WeightedSample {
    if SampleAccumulator.serves(study),
      let counted = try countedSample(store, threads: threads, telling: progress)
    {
      return counted
    }
    return try sample(from: store)
  }

  private func countedSample(
    _ store: SurveyStore, threads: Int, telling progress: WorkProgress
  ) throws -> WeightedSample? {
    let items = scoredItems
    let names = Set(items.map(\.id))
    // Of the study's own columns the keys and places are not needed.
    let unneeded: Set = [TableLayout.key, TableLayout.record, TableLayout.line]
    let wave = try store.storedWave(of: study) { name in
      names.contains(name) || (name.hasPrefix("@") && !unneeded.contains(name))
    }
    let workers = max(1, min(threads, wave.blocks.count))
    let bounds = (0...workers).map { wave.blocks.count * $0 / workers }
    let rows = Atomic(0)
    let empty = SampleAccumulator(study, items: items)
    let results = Mutex<[Result<SampleAccumulator, any Error>?]>(
      Array(repeating: nil, count: workers))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let result = Result {
        var sums = empty
        for block in wave.blocks[bounds[worker]..<bounds[worker + 1]] {
          sums.add(try wave.rows(of: block))
          let count = rows.add(block.rowCount, ordering: .relaxed).newValue
          try progress.report(WorkProgress.Step(stage: .score, file: "", rows: count))
        }
        return sums
      }
      results.withLock { $0[worker] = result }
    }
    var whole = empty
    for case let result? in results.withLock({ $0 }) { whole.add(try result.get()) }
    return try whole.sample()
  }
}
