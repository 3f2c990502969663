import Dispatch
import Foundation
import Synchronization

/// Hears Ctrl-C (SIGINT) in place of the system, which would end the program in the middle of a block.
final class InterruptSource {
  private let source: any DispatchSourceSignal

  /// Calls `body` at each interrupt with how many there were.
  init(_ body: @escaping @Sendable (_ count: Int) -> Void) {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    let count = Counter()
    source.setEventHandler { body(count.next()) }
    source.resume()
    self.source = source
  }

  /// Leaves interrupts to the system again.
  func cancel() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
