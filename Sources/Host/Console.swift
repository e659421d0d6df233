package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where kiln talks: results to standard output, everything about the run to standard error.
///
/// A result that cannot be written is an error (`ending`); what goes to standard error is written as far as it can be.
package struct Console: Sendable {
  private let results = ResultWriter()
  private let renderer: DiagnosticRenderer
  /// No line about the run unless something is wrong.
  package let isQuiet: Bool

  /// Whether standard error is a terminal, where a line may be written over.
  package let isTerminal: Bool

  /// Colour goes to a terminal only, and never where NO_COLOR is set (no-color.org).
  package init(isQuiet: Bool = false) {
    isTerminal = isatty(STDERR_FILENO) == 1
    let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    Self.reserveStandardFiles()
    renderer = DiagnosticRenderer(usesColour: isTerminal && !noColour)
    self.isQuiet = isQuiet
    // A reader that goes away, as `head` does, ends the output and not the run.
    signal(SIGPIPE, SIG_IGN)
  }

  /// A result, on standard output.
  package func print(_ text: String) {
    let shown = isatty(STDOUT_FILENO) == 1 ? text.printable : text
    results.write(Array((shown.hasSuffix("\n") ? shown : shown + "\n").utf8))
  }

  /// What is going on, a line on standard error; nothing when quiet.
  package func progress(_ text: String) {
    if !isQuiet { say(text.inOneLine + "\n") }
  }

  /// A line on a terminal that takes the place of the one before, cut to the terminal's width; an empty
  /// one leaves none.
  package func status(_ text: String) {
    if !isQuiet { say("\r\u{1B}[K" + text.inOneLine.prefix(terminalWidth - 1)) }
  }

  private var terminalWidth: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  /// What a guest writes to its console, as it comes.
  package func echo(_ bytes: [UInt8]) { results.write(bytes) }

  /// How a command ends that would end with `status`: with an error when not all of its results could be written.
  ///
  /// A reader that goes away, as `head` does, is no error.
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
    // There is nobody left to tell where this fails.
    try? FileDescriptor.standardError.writeWhole(Array(text.utf8))
  }

  /// A file that is opened must not become standard output or standard error where the caller has closed those:
  /// results would go into it.
  private static func reserveStandardFiles() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
