import Diagnostics
import Host
import PlatformModel
import Sizes
import Vocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ResolvedPlatform {
  /// Everything but the sources that affects a platform's sizes, in a fixed order, such as `RELEASE_GCC5 X64
  /// FD_SIZE_4MB`.
  func configuration(_ selection: PlatformSelection) throws(DiagnosticError) -> String {
    let asked = try Workspace.configuration(selection)
    // The last value of a name applies.
    let pairs = [asked.defines, asked.pcds].map { Dictionary($0.map { ($0.name, $0.value) }) { $1 } }
    let words = pairs.flatMap { pairs in
      pairs.sorted { $0.key < $1.key }.map { $0.value == "TRUE" ? $0.key : "\($0.key)=\($0.value)" }
    }
    return (["\(target)_\(toolchain)"] + architectures.sorted().map(\.name) + words)
      .joined(separator: " ")
  }
}

extension ProcessEnvironment {
  /// Seconds since 1970-01-01 UTC: those of SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock's.
  ///
  /// - Throws: `source-date-epoch`.
  func recordTime() throws(DiagnosticError) -> Int {
    guard let text = self["SOURCE_DATE_EPOCH"] else { return max(0, time(nil)) }
    // To the end of the year 9999.
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw DiagnosticError(.sourceDateEpoch(text))
    }
    return seconds
  }
}

extension Diagnostic {
  static func sourceDateEpoch(_ text: String) -> Diagnostic {
    Diagnostic(
      .sourceDateEpoch, at: .commandLine,
      "expected seconds since 1970-01-01 UTC in SOURCE_DATE_EPOCH, found '\(text)'",
      fix: "set it to the output of 'git log -1 --format=%ct', or unset it")
  }
}
