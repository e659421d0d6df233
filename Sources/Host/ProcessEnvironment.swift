#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The environment of the process, which is read only here.
package struct ProcessEnvironment: Sendable {
  /// Variables that have other values for the rest of a command, such as those that a script has set.
  package let changes: [String: String]

  package init(changes: [String: String] = [:]) { self.changes = changes }

  /// The value of a variable; nil if it is unset or empty, as in edk2's scripts.
  package subscript(name: String) -> String? {
    guard let text = changes[name] ?? getenv(name).map({ String(cString: $0) }) else { return nil }
    return text.isEmpty ? nil : text
  }

  /// All variables with their values.
  package var all: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return variables.merging(changes) { $1 }
  }

  /// The number of available processors.
  package var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The program for a name, as a shell finds it: a path unchanged, otherwise the first executable file of that
  /// name in PATH.
  package func program(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let folders = (self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// The path of this program with links resolved; the name it was called by if the system does not provide a
  /// path.
  package var programPath: String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { readlink("/proc/self/exe", $0, path.count) } ?? -1
      }
    }
    guard count > 0 else { return CommandLine.arguments.first ?? "kiln" }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  /// The folder for downloads and files made from them, kept between runs.
  package var cacheFolder: String {
    self["KILN_CACHE"] ?? self["HOME"].map { "\($0)/.cache/kiln" } ?? "\(temporaryFolder)/kiln-cache"
  }

  /// The folder for temporary files.
  package var temporaryFolder: String { self["TMPDIR"] ?? "/tmp" }
}
