package import Diagnostics
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The output of kiln: results on standard output, messages about the run on standard error.
///
/// A result that cannot be written is an error (see `ending`). Failures to write to standard error are ignored.
package struct Console: Sendable {
  private let results = ResultWriter()
  private var kept: KeptText?
  private let renderer: DiagnosticRenderer
  private let log: LogFile?
  /// Suppresses progress messages.
  package let isQuiet: Bool

  /// Whether standard error is a terminal, on which a line can be overwritten.
  package let isTerminal: Bool

  /// Colour is used on a terminal only, and never if NO_COLOR is set (no-color.org) or a log is written.
  package init(isQuiet: Bool = false, log: LogFile? = nil) {
    self.log = log
    isTerminal = isatty(STDERR_FILENO) == 1
    let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    Self.reserveStandardFiles()
    renderer = DiagnosticRenderer(usesColour: isTerminal && !noColour && log == nil)
    self.isQuiet = isQuiet
    // If a reader such as `head` closes its end, only the output ends, not the run.
    signal(SIGPIPE, SIG_IGN)
  }

  /// The same console, except that results are kept in `text` and not written.
  package func keepingResults() -> Console {
    var console = self
    console.kept = KeptText()
    return console
  }

  /// The results of a console that keeps them, each ending with a newline.
  package var text: String { kept?.text ?? "" }

  /// Writes a result to standard output.
  package func print(_ text: String) {
    if let kept { return kept.add(text.hasSuffix("\n") ? text : text + "\n") }
    var shown = text
    if isatty(STDOUT_FILENO) == 1 {
      shown = text.printable
      // JSON is for programs, even there.
      if text.first != "{", text.first != "[" { shown = shown.wrapped(to: Self.width(of: STDOUT_FILENO)) }
    }
    let bytes = Array((shown.hasSuffix("\n") ? shown : shown + "\n").utf8)
    results.write(bytes)
    log?.write(bytes)
  }

  /// Writes a progress message as a line on standard error, unless quiet.
  package func progress(_ text: String) {
    if !isQuiet { say(text.inOneLine + "\n") }
  }

  /// Replaces the current status line on a terminal, cut to the terminal's width. Empty text removes the line.
  package func status(_ text: String) {
    if !isQuiet { show(Array(("\r\u{1B}[K" + text.inOneLine.prefix(terminalWidth - 1)).utf8)) }
  }

  private var terminalWidth: Int { Self.width(of: STDERR_FILENO) }

  /// The columns of a terminal; 80 if it does not say.
  private static func width(of descriptor: CInt) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes output of a guest's console unchanged.
  package func echo(_ bytes: [UInt8]) { results.write(bytes) }

  /// The final exit status of a command: `status`, or an error if its results could not be written completely.
  ///
  /// A reader such as `head` that closes its end is no error.
  package func ending(_ status: ExitStatus) -> ExitStatus {
    guard let failure = results.failure, failure != .brokenPipe else { return status }
    report([.outputUnwritable(OutputStream.standardOutputName, failure)])
    return .error
  }

  package func report(_ diagnostics: [Diagnostic]) {
    say(diagnostics.map(renderer.render).joined())
    let errors = diagnostics.count { $0.severity == .error }
    if errors > 1 { say("\(errors) errors\n") }
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    show(bytes)
    log?.write(bytes)
  }

  private func show(_ bytes: [UInt8]) {
    // If this fails, there is no other place to report it.
    try? FileDescriptor.standardError.writeWhole(bytes)
  }

  /// Opens /dev/null for standard streams that the caller has closed. Otherwise the next file that is opened
  /// would get their number, and results would be written into it.
  private static func reserveStandardFiles() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

/// Results that are not written yet.
private final class KeptText: Sendable {
  private let state = Mutex("")

  var text: String { state.withLock { $0 } }

  func add(_ text: String) { state.withLock { $0 += text } }
}
