#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The environment of the process. The one place that reads it.
struct ProcessEnvironment: Sendable {
  /// A variable's value; nil when it is not set or empty, as edk2's scripts have it.
  subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Where this program lies, links followed; its name as called where the system does not tell.
  var programPath: String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { readlink("/proc/self/exe", $0, path.count) } ?? -1
      }
    }
    guard count > 0 else { return CommandLine.arguments.first ?? "kiln" }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  /// Where files go that nobody keeps.
  var temporaryFolder: String { self["TMPDIR"] ?? "/tmp" }
}
