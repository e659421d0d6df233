package import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where kiln talks: results to standard output, everything about the run to standard error.
package struct Console: Sendable {
  private let renderer: DiagnosticRenderer
  /// No line about the run unless something is wrong.
  package let isQuiet: Bool

  /// Whether standard error is a terminal, where a line may be written over.
  package let isTerminal: Bool

  /// Colour goes to a terminal only, and never where NO_COLOR is set (no-color.org).
  package init(isQuiet: Bool = false) {
    isTerminal = isatty(STDERR_FILENO) == 1
    let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    renderer = DiagnosticRenderer(usesColour: isTerminal && !noColour)
    self.isQuiet = isQuiet
    // A reader that goes away, as `head` does, ends the output and not the run.
    signal(SIGPIPE, SIG_IGN)
  }

  /// A result, on standard output.
  package func print(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: .standardOutput)
  }

  /// What is going on, a line on standard error; nothing when quiet.
  package func progress(_ text: String) {
    if !isQuiet { write(text + "\n", to: .standardError) }
  }

  /// A line on a terminal that takes the place of the one before, cut to the terminal's width; an empty
  /// one leaves none.
  package func status(_ text: String) {
    if !isQuiet { write("\r\u{1B}[K" + text.prefix(terminalWidth - 1), to: .standardError) }
  }

  private var terminalWidth: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  /// What a guest writes to its console, as it comes.
  package func echo(_ bytes: [UInt8]) {
    _ = try? FileDescriptor.standardOutput.writeAll(bytes)
  }

  package func report(_ diagnostics: [Diagnostic]) {
    write(diagnostics.map(renderer.render).joined(), to: .standardError)
    let errors = diagnostics.count { $0.severity == .error }
    if errors > 1 { write("\(errors) errors\n", to: .standardError) }
  }

  private func write(_ text: String, to file: FileDescriptor) {
    // A closed pipe or a full disk at the reader's end must not turn a result into a crash.
    _ = try? file.writeAll(text.utf8)
  }
}
