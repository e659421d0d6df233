import TestSupport
import Testing

/// kiln's own platforms, built from Debian's source. The build folders stay in the cache, so that a second run
/// compiles only what has changed.
enum PlatformBuild {
  /// The build folder of a platform that is up to date.
  ///
  /// - Parameter architecture: one for which Debian's cross compiler is installed; nil for the platform's first.
  static func folder(_ platform: String, _ flags: [String] = [], architecture: String? = nil) throws -> String
  {
    let name = ([platform] + (architecture.map { [$0] } ?? []) + flags).joined(separator: "-").replacing(
      "=", with: "-")
    let folder = "\(Provided.cache)/platforms/\(name)"
    let build = try Program.kiln(
      ["build", platform, "--workspace", Provided.edk2(), "--launcher", "ccache", "--output", folder]
        + flags.flatMap { ["-D", $0] } + (architecture.map { ["-a", $0] } ?? []),
      environment: [
        "CCACHE_DIR": "\(Provided.cache)/ccache", "GCC5_AARCH64_PREFIX": "aarch64-linux-gnu-",
      ],
      // Minutes on a free machine with nothing in the cache; the other tests run meanwhile.
      seconds: 2400)
    #expect(build.status == 0, "\(build.errors)")
    return folder
  }
}
