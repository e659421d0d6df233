import Host

/// The progress of a build: one changing line on a terminal, separate lines elsewhere.
struct BuildProgress {
  private let console: Console
  private let started = ContinuousClock.now
  private var shown = ContinuousClock.now
  private var hasLine = false

  /// The minimum interval of lines in a log, in seconds.
  private static let pause = 5

  /// Whether every command is shown on a line of its own.
  private let showsEverything: Bool

  init(console: Console, showsEverything: Bool) {
    self.console = console
    self.showsEverything = showsEverything
  }

  mutating func show(_ event: NinjaOutput.Event) {
    guard case .finished(let count, let total, let description, _) = event else { return }
    let now = ContinuousClock.now
    let text = "[\(count)/\(total)] \(description)\(timeLeft(count, total, now))"
    if showsEverything {
      console.progress(text)
    } else if console.isTerminal {
      console.status(text)
      hasLine = true
    } else if count == total || shown.duration(to: now) >= .seconds(Self.pause) {
      console.progress(text)
      shown = now
    }
  }

  /// Removes the line on the terminal.
  mutating func end() {
    if hasLine { console.status("") }
    hasLine = false
  }

  /// An estimate from the pace so far; empty for the first seconds, in which it would be inaccurate.
  private func timeLeft(_ count: Int, _ total: Int, _ now: ContinuousClock.Instant) -> String {
    let seconds = started.duration(to: now).components.seconds
    guard seconds >= 5, count > 0, total > count else { return "" }
    let left = Int(seconds) * (total - count) / count
    return left >= 60 ? ", \(left / 60) min \(left % 60) s left" : ", \(left) s left"
  }
}
