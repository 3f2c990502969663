import ArgumentParser
import Dispatch
import Foundation
import SurveyModel
import Synchronization

/// How the progress of long work is shown.
struct ProgressOptions: ParsableArguments {
  /// How the progress of long work is shown.
  enum Style: String, ExpressibleByArgument, CaseIterable {
    /// A bar where the standard error is a terminal, otherwise nothing.
    case auto
    /// Events on the standard error, a line of JSON each.
    case json
    case none
  }

  @Option(
    name: .customLong("progress"),
    help: "auto: a bar on a terminal; json: events on the standard error; none.")
  var style = Style.auto

  func display(in language: Language) -> ProgressDisplay {
    ProgressDisplay(style, language: language)
  }
}

/// Shows on the standard error how far a work is, and ends the work at Ctrl-C.
///
/// This is the one place that looks at the clock for it: engines call once a block, and at most ten
/// times a second something is written. A class, because threads share the one line of the terminal.
final class ProgressDisplay: Sendable {
  private struct State {
    /// What is being done now, and since when.
    var step: WorkProgress.Step?
    var start = ContinuousClock.now
    var lastWrite: ContinuousClock.Instant?
    var isBarShown = false
  }

  private let state = Mutex(State())
  private let isStopped = Atomic(false)
  private let style: ProgressOptions.Style
  private let language: Language

  init(_ style: ProgressOptions.Style, language: Language) {
    let isTerminal = isatty(STDERR_FILENO) == 1
    self.style = style == .auto && !isTerminal ? .none : style
    self.language = language
  }

  /// Does a work that stops at the next block when Ctrl-C is pressed.
  ///
  /// - Throws: `Interruption`, or what `body` throws.
  func watch<Result>(_ body: (WorkProgress) throws -> Result) throws -> Result {
    let interrupts = InterruptSource { [self] count in
      isStopped.store(true, ordering: .relaxed)
      if count > 1 { quit() }
      // What looks at no block, such as the writing of a report, is ended all the same.
      DispatchQueue.global().asyncAfter(deadline: .now() + 3) { self.quit() }
    }
    defer { interrupts.cancel() }
    return try show(body)
  }

  /// Does a work of which nothing could be left half done.
  func show<Result>(_ body: (WorkProgress) throws -> Result) throws -> Result {
    do {
      let result = try body(WorkProgress { self.take($0) })
      end("done")
      return result
    } catch {
      end("failed")
      throw error
    }
  }

  /// Takes the bar away before something else is printed.
  func clear() { state.withLock { clear(&$0) } }

  private func quit() -> Never {
    clear()
    Shell.report(Shell.farewell(after: nil, in: language))
    exit(130)
  }

  private func take(_ step: WorkProgress.Step) -> Bool {
    if style != .none {
      state.withLock { state in
        let now = ContinuousClock.now
        if state.step?.stage != step.stage || state.step?.file != step.file {
          finish(&state, "done")
          state.start = now
          if style == .json { write("start", step) }
        }
        state.step = step
        let isDue = state.lastWrite.map { now - $0 >= .milliseconds(100) } ?? true
        guard isDue else { return }
        if style == .json {
          write("progress", step)
        } else if now - state.start >= .seconds(1) {
          let bar = ProgressBar(step, after: now - state.start, language: language)
          FileHandle.standardError.write(Data("\r\u{1B}[K\(bar.text)".utf8))
          state.isBarShown = true
        } else {
          return
        }
        state.lastWrite = now
      }
    }
    return !isStopped.load(ordering: .relaxed)
  }

  private func end(_ event: String) { state.withLock { finish(&$0, event) } }

  private func finish(_ state: inout State, _ event: String) {
    clear(&state)
    if let step = state.step, style == .json { write(event, step) }
    state.step = nil
    state.lastWrite = nil
  }

  private func clear(_ state: inout State) {
    guard state.isBarShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    state.isBarShown = false
  }

  private struct Event: Encodable {
    var event: String
    var stage: String
    var file: String
    var bytes: Int
    var of: Int?
    var rows: Int
  }

  private func write(_ event: String, _ step: WorkProgress.Step) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Event(
      event: event, stage: step.stage.rawValue, file: step.file, bytes: step.bytes,
      of: step.total, rows: step.rows)
    guard let data = try? encoder.encode(line) else { return }
    FileHandle.standardError.write(data + Data("\n".utf8))
  }
}
