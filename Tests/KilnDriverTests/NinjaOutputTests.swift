import Testing

@testable import KilnDriver

/// Lines are those of ninja 1.11 (its `status.cc`, `build.cc` and `ninja.cc`), begun with kiln's NINJA_STATUS.
@Suite struct NinjaOutputTests {
  private func events(_ lines: String...) -> [NinjaOutput.Event] {
    var output = NinjaOutput()
    return output.read(Array(lines.map { $0 + "\n" }.joined().utf8)) + output.finish()
  }

  private let first = "\u{1F}1/2\u{1F}CC App.c [X64]"

  @Test func aFinishedCommandHasItsNumberAndDescription() {
    #expect(events(first) == [.finished(count: 1, total: 2, description: "CC App.c [X64]")])
  }

  @Test func chunksMayBeCutAnywhere() {
    var output = NinjaOutput()
    let found = Array((first + "\n").utf8).flatMap { output.read([$0]) }
    #expect(found == [.finished(count: 1, total: 2, description: "CC App.c [X64]")])
  }

  @Test func aFailureHasItsCommandAndAllThatItPrinted() {
    let failure = FailedCommand(
      description: "CC App.c [X64]", output: "App.obj", command: "gcc -c App.c",
      transcript: "App.c:1:1: error: no\nwarning: and more")
    #expect(
      events(
        first, "FAILED: App.obj App.d ", "gcc -c App.c", "App.c:1:1: error: no", "warning: and more",
        "ninja: build stopped: subcommand failed.")
        == [.finished(count: 1, total: 2, description: "CC App.c [X64]"), .failed(failure)])
  }

  @Test func errorsAndWarningsOfNinjaItselfAreTwoThings() {
    #expect(
      events("ninja: error: build.ninja:3: unknown target 'x'")
        == [.error("error: build.ninja:3: unknown target 'x'")])
    #expect(
      events("ninja: warning: premature end of file; recovering")
        == [.warning("warning: premature end of file; recovering")])
  }

  @Test func whatNeedsNoSayingIsNoEvent() {
    #expect(events("ninja: Entering directory `out'", "ninja: no work to do.") == [])
  }

  @Test func theGuardThatWaitsIsKnownByItsNotice() {
    let notice = GuardNotice(holder: "process 4711")
    #expect(events(notice.text) == [.waiting(notice)])
  }

  /// A program may print the same words as the guard, or nearly.
  @Test func otherLinesBeforeTheFirstCommandAreNotices() {
    #expect(events("waiting for the network") == [.notice("waiting for the network")])
  }

  @Test func whatACommandPrintsIsNoNotice() {
    let notice = GuardNotice(holder: "process 4711")
    #expect(events(first, notice.text) == [.finished(count: 1, total: 2, description: "CC App.c [X64]")])
  }
}
