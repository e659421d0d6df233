#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The environment of the process. The one place that reads it.
package struct ProcessEnvironment: Sendable {
  package init() {}

  /// A variable's value; nil when it is not set or empty, as edk2's scripts have it.
  package subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Every variable and its value.
  package var all: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return variables
  }

  /// How many processors there are to work with.
  package var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The program that a name means, as a shell would find it: a path as it is, else a file of a folder
  /// of PATH that may be run.
  package func program(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let folders = (self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Where this program lies, links followed; its name as called where the system does not tell.
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

  /// Where downloads and what was made of them are kept from run to run.
  package var cacheFolder: String {
    self["KILN_CACHE"] ?? self["HOME"].map { "\($0)/.cache/kiln" } ?? "\(temporaryFolder)/kiln-cache"
  }

  /// Where files go that nobody keeps.
  package var temporaryFolder: String { self["TMPDIR"] ?? "/tmp" }
}
