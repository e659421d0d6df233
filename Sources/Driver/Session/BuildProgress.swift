import Host

/// How far a build is: one line that changes on a terminal, plain lines elsewhere.
struct BuildProgress {
  private let console: Console
  private let started = ContinuousClock.now
  private var shown = ContinuousClock.now
  private var hasLine = false

  /// Plain logs get a line so often, in seconds.
  private static let pause = 5

  /// Every command gets a line that stays.
  private let showsEverything: Bool

  init(console: Console, showsEverything: Bool) {
    self.console = console
    self.showsEverything = showsEverything
  }

  mutating func show(_ event: NinjaOutput.Event) {
    guard case .finished(let count, let total, let description) = event else { return }
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

  /// Leaves the terminal's line.
  mutating func end() {
    if hasLine { console.status("") }
    hasLine = false
  }

  /// As fast as until now; nothing for the first seconds, which say little.
  private func timeLeft(_ count: Int, _ total: Int, _ now: ContinuousClock.Instant) -> String {
    let seconds = started.duration(to: now).components.seconds
    guard seconds >= 5, count > 0, total > count else { return "" }
    let left = Int(seconds) * (total - count) / count
    return left >= 60 ? ", \(left / 60) min \(left % 60) s left" : ", \(left) s left"
  }
}
